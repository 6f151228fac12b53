"""Workbooks gone wrong."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from tests.integration.faults.malformed.case import (
    ASIDE,
    EITHER,
    GOOD,
    HEADER,
    SHEET,
    Case,
    Make,
    altered,
    always,
    archive,
    book,
    csv_bytes,
    cut,
    later,
    packed,
)

_ROWS = [HEADER, *GOOD]
_STRINGS, _BOOK = "xl/sharedStrings.xml", "xl/workbook.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _whole() -> bytes:
    return book(_ROWS)


def books() -> Iterator[Case]:
    yield from _damaged()
    yield from _bombs()
    yield from _misnamed()
    yield from _inside()
    yield from _sheets()
    yield from _cells()


def _damaged() -> Iterator[Case]:
    for seed in range(10):
        yield Case(f"cut_{seed}.xlsx", cut(_whole))
    for seed in range(8):
        yield Case(f"flipped_{seed}.xlsx", _flipped)
    for seed in range(4):
        yield Case(f"noise_{seed}.xlsx", lambda random: random.randbytes(9_000))
        yield Case(f"noise_in_zip_{seed}.xlsx", lambda random: b"PK\3\4" + random.randbytes(9_000))
        yield Case(f"noise_{seed}.xls", lambda random: _OLE + random.randbytes(9_000))
    for suffix in (".xlsx", ".xlsm", ".xls", ".ods"):
        yield Case(f"empty{suffix}", always(b""))


def _flipped(random: Random) -> bytes:
    """A byte of the packed sheet is another: the archive's check sum no longer fits."""
    whole = _whole()
    at = whole.index(SHEET.encode()) + len(SHEET) + 20 + random.randrange(300)
    return whole[:at] + bytes([whole[at] ^ (1 << random.randrange(8))]) + whole[at + 1 :]


def _bombs() -> Iterator[Case]:
    for name, member in {
        "bomb.xlsx": SHEET,
        "bomb_of_strings.xlsx": _STRINGS,
        "bomb_beside.xlsx": "docProps/app.xml",
    }.items():
        yield Case(name, _with(member, lambda xml: xml + b" " * (110 << 20)))
    yield Case("lying_bomb.xlsx", later(_lying))


def _with(member: str, change: Callable[[bytes], bytes | None]) -> Make:
    return later(lambda: altered(_whole(), {member: change}))


def _lying() -> bytes:
    """The directory says that the sheet has 1,000 bytes."""
    bomb = altered(_whole(), {SHEET: lambda xml: xml + b" " * (110 << 20)})
    at = bomb.rindex(SHEET.encode()) - 46
    return bomb[: at + 24] + struct.pack("<I", 1_000) + bomb[at + 28 :]


def _misnamed() -> Iterator[Case]:
    page = b"<html><body><table><tr><td>code</td></tr></table></body></html>"
    for suffix in (".xls", ".xlsx"):
        yield Case(f"page{suffix}", always(page))
        yield Case(f"text{suffix}", always(csv_bytes(_ROWS)))
    yield Case("workbook.csv", later(_whole))
    yield Case("workbook.csv.gz", later(lambda: packed(_whole())))
    yield Case("workbook.geojson", later(_whole), table="boundaries")
    yield Case("old_workbook.csv", always(_OLE + b"\0" * 600))
    yield Case("text_document.xlsx", always(archive({"word/document.xml": b"<w/>"})))
    yield Case("pictures.xlsx", always(archive({"a.png": b"\x89PNG", "b.png": b"\x89PNG"})))
    yield Case("nothing_in_zip.xlsx", always(archive({})))
    yield Case("parquet.parquet", always(b"PAR1" + b"\0" * 60 + b"PAR1"))


def _inside() -> Iterator[Case]:
    for member in (SHEET, _BOOK, "xl/_rels/workbook.xml.rels"):
        yield Case(f"half_{Path(member).name}.xlsx", _with(member, _half))
    for member in (SHEET, _BOOK, _STRINGS):
        name = Path(member).name
        yield Case(f"without_{name}.xlsx", _with(member, lambda _: None))
        yield Case(f"noise_{name}.xlsx", _with(member, lambda xml: xml[::-1]))
    yield Case(
        "strings_beyond.xlsx", _with(SHEET, lambda x: x.replace(b"<v>5</v>", b"<v>99999999</v>"))
    )
    yield Case(
        "cell_nowhere.xlsx", _with(SHEET, lambda x: x.replace(b'"A3"', b'"ZZZZZ99999999999"'))
    )


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _sheets() -> Iterator[Case]:
    sheets: dict[str, Sequence[Sequence[object]]] = {
        "header_only": [HEADER],
        "titles_only": [["BÁO CÁO"], ["Năm 2024"]],
        "empty_sheet": [],
        "only_total": [HEADER, ["Tổng cộng", 5, 7]],
        "twice": [[*HEADER, "code"], *GOOD],
        "twice_by_accents": [["CODẼ", "Códe", "name", "level"], *GOOD],
        "without_level": [HEADER[:2], *GOOD],
        "formula_header": [["=1", "=2", "=3"], *GOOD],
    }
    for name, rows in sheets.items():
        yield Case(f"{name}.xlsx", later(partial(book, rows)))
    yield Case("all_hidden.xlsx", later(partial(book, _ROWS, hidden=True)))
    yield Case("no_such_sheet.xlsx", later(partial(book, _ROWS)), source='sheet = "Quý I"')
    for row, column in ((1_048_575, 16_383), (1_048_575, 3), (1, 16_383), (700_000, 9_000)):
        yield Case(f"far_{row}_{column}.xlsx", later(partial(_far, row, column)), (2, 3))


def _far(row: int, column: int) -> bytes:
    """A table with a row that cannot be right, and a cell far away from it."""
    return book([*_ROWS, ["B1", "x", "làng"]], far=(row, column))


def _cells() -> Iterator[Case]:
    for at, name in enumerate(HEADER):
        formulas = [[*row[:at], "=A1&B1", *row[at + 1 :]] for row in GOOD[::9]]
        yield Case(f"formula_{name}.xlsx", later(partial(book, [*_ROWS, *formulas])), ASIDE)
        yield Case(f"error_{name}.xlsx", _with(SHEET, _with_error("ABC"[at])), ASIDE)
    numbers = [[n, n, n] for n in range(9)]
    yield Case("formulas_only.xlsx", later(partial(book, [HEADER, ["=1", "=2", "=3"]])), ASIDE)
    yield Case("numbers_only.xlsx", later(partial(book, [HEADER, *numbers])), ASIDE)
    yield Case("long_cell.xlsx", _with(_STRINGS, _with_long), EITHER)


def _with_long(xml: bytes) -> bytes:
    return xml.replace(b"province", b"x" * 10_000_000)


def _with_error(letter: str) -> Callable[[bytes], bytes]:
    """The cell in row 5 is '#REF!'."""
    cell = f'<c r="{letter}5" t="'.encode()

    def change(xml: bytes) -> bytes:
        before, after = xml.split(cell + b's">', 1)
        return before + cell + b'e"><v>#REF!</v></c>' + after.split(b"</c>", 1)[1]

    return change
