"""Reads sheets of a workbook in a process of its own, run as a script by `workbook_process`.

A sheet that claims a cell in its last row and column makes the reader ask for half a terabyte and
end the process; a damaged one may do so in other ways. Here it ends this one, within its bounds.
Prints one JSON document a line: a sheet's rows, or what is wrong.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

_MEMORY, _SECONDS = 512 << 20, 60
_HEAD_ROWS, _ROWS = 60, 1_000
_MOST_MERGED = 20_000

Merged = tuple[tuple[int, int], tuple[int, int]]


def main(what: str, path: str, names: list[str]) -> None:
    """`heads`: the sheets, and the first rows of the named ones, of all visible ones if none is
    named; `rows`: all rows of the named one."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        with CalamineWorkbook.from_path(path) as book:
            if what == "heads":
                _print_heads(book, names)
            else:
                _print_rows(book.get_sheet_by_name(names[0]))
    except PasswordError:
        _print({"error": "password"})
    except (CalamineError, OSError, ValueError) as error:
        _print({"error": "damaged", "text": str(error)})


def _print_heads(book: CalamineWorkbook, names: list[str]) -> None:
    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    hidden = {each.name: each.visible != SheetVisibleEnum.Visible for each in sheets}
    _print({"sheets": hidden})
    for name in names or [name for name, away in hidden.items() if not away]:
        if name in hidden:
            _print_head(book.get_sheet_by_name(name))


def _print_head(sheet: CalamineSheet) -> None:
    _print(
        {
            "name": sheet.name,
            "left": (sheet.start or (0, 0))[1],
            "height": sheet.end[0] + 1 if sheet.end else 0,
            "rows": list(islice(_filled(sheet), _HEAD_ROWS)),
            "merged": [[first[0], last[0]] for first, last in _merged(sheet)],
        }
    )


def _print_rows(sheet: CalamineSheet) -> None:
    """Many rows a line; of rows that are all blank only how many."""
    rows = _filled(sheet)
    while part := list(islice(rows, _ROWS)):
        _print(part if any(map(any, part)) else len(part))


def _filled(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """Rows from the sheet's first one on, merged cells with their value in each place."""
    if sheet.start is None:
        return
    left, width = sheet.start[1], sheet.width
    coming = sorted(_merged(sheet), reverse=True)
    open_: list[tuple[int, range, Any]] = []
    for number, given in enumerate(sheet.iter_rows()):
        row = [_plain(cell) for cell in given] if any(given) else given
        open_ = [each for each in open_ if each[0] >= number]
        while coming and coming[-1][0][0] <= number:
            (_, first), (last_row, last) = coming.pop()
            columns = range(max(first - left, 0), min(last - left + 1, width))
            if columns:
                open_.append((last_row, columns, row[columns[0]]))
        for _, columns, value in open_ if sum(len(each[1]) for each in open_) <= width else ():
            for column in columns:
                row[column] = value if row[column] == "" else row[column]
        yield row


def _merged(sheet: CalamineSheet) -> list[Merged]:
    return (sheet.merged_cell_ranges or [])[:_MOST_MERGED]


def _plain(cell: Any) -> Any:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.replace("\0", "") if isinstance(cell, str) else cell


def _print(document: Any) -> None:
    sys.stdout.write(json.dumps(document, default=_stamp) + "\n")


def _stamp(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()}
    return {"t": cell.isoformat()} if isinstance(cell, date) else str(cell)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
