"""Lines of CSV for a spreadsheet: UTF-8 with BOM, so that Excel opens it, and no cell that it would
run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

BOM = "\ufeff"
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*")


def line(cells: Sequence[object], separator: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerow([_safe(cell) for cell in cells])
    return text.getvalue()


def _safe(cell: object) -> object:
    """A text that a spreadsheet would run as a formula is kept a text; a number is none."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_RUNS) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return "" if cell is None else cell
