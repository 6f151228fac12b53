"""No cell of a CSV is run by a spreadsheet, and numbers stay numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.published.csv_lines import line

RUNS = "=+-@\t\r\n"


def read(text: str) -> list[str]:
    [cells] = csv.reader(io.StringIO(text, newline=""))
    return cells


@given(st.lists(st.text(), min_size=1).filter(lambda cells: cells != [""]))
def test_whatever_a_cell_says_no_formula_comes_out(cells: list[str]) -> None:
    written = [cell.replace("\x00", "") for cell in cells]
    for before, after in zip(written, read(line(written)), strict=True):
        assert after in (before, f"'{before}")
        runs = after.lstrip(" ")[:1]
        assert (
            not runs
            or runs not in RUNS
            or after.strip("+-").replace(".", "").replace(",", "").isdecimal()
        )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("  =1+1", "'  =1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1+1", "'-1+1"),
        ("-12,5", "-12,5"),
        ("-1.234", "-1.234"),
        (-3, "-3"),
        (None, ""),
        ("UBND xã", "UBND xã"),
    ],
)
def test_texts_are_kept_texts_and_numbers_numbers(cell: object, written: str) -> None:
    assert read(line([cell, "x"])) == [written, "x"]
