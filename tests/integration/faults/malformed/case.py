"""What a malformed file is: its name, how it is made, and how its load may end."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import xlsxwriter

NOTHING_DONE, SOME_IN_QUARANTINE = 2, 3
EITHER = (NOTHING_DONE, SOME_IN_QUARANTINE)
NOTHING = (NOTHING_DONE,)
ASIDE = (SOME_IN_QUARANTINE,)

Make = Callable[[Random], bytes]
HEADER = ["code", "name", "level"]
GOOD = [[f"A{n:03}", f"Sở số {n}, tỉnh Quảng Bình", "province"] for n in range(40)]
BAD = ["B001", "Xã không rõ cấp", "làng"]
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True, slots=True)
class Case:
    """`ends`: the exit codes that would be right; `source`: [source] of a mapping, if any."""

    file: str
    make: Make
    ends: tuple[int, ...] = NOTHING
    source: str = ""
    table: str = "agencies"


def always(content: bytes) -> Make:
    return lambda _: content


def later(build: Callable[[], bytes]) -> Make:
    """Made when it is needed: workbooks take their time."""
    return lambda _: build()


def csv_text(rows: Sequence[Sequence[str]], *, delimiter: str = ";", end: str = "\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    return csv_text(rows).encode()


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def book(
    *sheets: Sequence[Sequence[object]],
    hidden: bool = False,
    far: tuple[int, int] | None = None,
) -> bytes:
    """A workbook of these rows; a text that begins with '=' is a formula without a value. `far`:
    row and column of one more cell."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        for rows in sheets:
            sheet = made.add_worksheet()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str) and cell.startswith("="):
                        sheet.write_formula(row, column, cell, None, "")
                    else:
                        sheet.write(row, column, cell)
        if far:
            made.worksheets()[0].write(*far, "xa")
        if hidden:
            made.add_worksheet().activate()
            made.worksheets()[0].hide()
    return file.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def altered(workbook: bytes, changes: dict[str, Callable[[bytes], bytes | None]]) -> bytes:
    """The same workbook with members changed, or left out where a change gives None."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as given:
        members = {name: given.read(name) for name in given.namelist()}
    for name, change in changes.items():
        changed = change(members[name])
        members.pop(name)
        if changed is not None:
            members[name] = changed
    return archive(members)


def cut(build: Callable[[], bytes]) -> Make:
    """Cut off somewhere between a tenth and nine tenths."""

    def make(random: Random) -> bytes:
        content = build()
        return content[: random.randint(len(content) // 10, len(content) * 9 // 10)]

    return make
