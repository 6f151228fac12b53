"""Names of columns and numbers as people write them."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from data_access.errors import TamNhinError
from ingest import numbers
from ingest.files.header import find_header, numbering
from ingest.mapping import Mapping, parse_mapping
from ingest.names import folded, match, wanted_names
from ingest.tables import spec_of

WANTED = {"Mã hồ sơ": "code", "Ngày nhận": "received_at", "Ngày trả": "finished_at"}


@pytest.mark.parametrize(
    "written",
    ["Mã hồ sơ", "MA HO SO", "Mã  hồ\nsơ", " mã_hồ_sơ: ", unicodedata.normalize("NFD", "Mã hồ sơ")],
)
def test_a_name_is_known_in_any_accents_case_and_spaces(written: str) -> None:
    assert folded(written) == "ma ho so"
    assert match([["Số"], [written]], WANTED).columns == {"Mã hồ sơ": 1}


def test_the_exact_name_goes_before_a_similar_one() -> None:
    found = match([["MA HO SO"], ["Mã hồ sơ"]], WANTED)
    assert found.columns == {"Mã hồ sơ": 1}
    assert found.written == {}


def test_our_own_name_of_a_column_does_where_theirs_is_absent() -> None:
    found = match([["code"], ["Ngày nhận"], ["received_at"]], WANTED)
    assert found.columns == {"Mã hồ sơ": 0, "Ngày nhận": 1}
    assert found.written == {"Mã hồ sơ": "code"}


def test_two_columns_that_could_be_it_are_a_doubt() -> None:
    found = match([["MÃ HỒ SƠ"], ["Ma ho so"]], WANTED)
    assert found.doubtful == {"Mã hồ sơ": ["MÃ HỒ SƠ", "Ma ho so"]}


def test_names_of_a_pause_and_of_a_key_are_asked_for_too() -> None:
    sections = {"columns": {"code": "Mã"}, "key": {"columns": ["Năm", "Số"]}}
    mapping = parse_mapping({**sections, "pauses": {"from": "Dừng", "until": "Tiếp"}}, "x.toml")
    assert {"Mã", "Năm", "Số", "Dừng", "Tiếp"} <= wanted_names(mapping, spec_of("dossiers")).keys()
    assert "channel" in wanted_names(Mapping(), spec_of("dossiers"))


def header_of(*rows: list[str], **fixed: Any) -> tuple[int, int, dict[str, int]]:
    found = find_header(list(enumerate(rows, start=1)), WANTED, **fixed)
    assert found is not None
    return found.first, found.depth, found.matched.columns


def test_the_header_is_the_row_that_matches_best() -> None:
    rows = [["UBND TỈNH"], [""], ["BÁO CÁO HỒ SƠ"], ["Mã hồ sơ", "Ngày nhận"], ["A1", "3/6/2024"]]
    assert header_of(*rows) == (3, 1, {"Mã hồ sơ": 0, "Ngày nhận": 1})
    assert header_of(*rows, line=1)[0] == 0


def test_a_header_of_two_rows_is_joined() -> None:
    rows = [["Mã hồ sơ", "Thời gian", ""], ["", "Ngày nhận", "Ngày trả"], ["A1", "x", "y"]]
    assert header_of(*rows) == (0, 2, {"Mã hồ sơ": 0, "Ngày nhận": 1, "Ngày trả": 2})
    names = find_header(list(enumerate(rows, start=1)), {"Thời gian - Ngày trả": "finished_at"})
    assert names is not None
    assert names.names == ["Mã hồ sơ", "Thời gian / Ngày nhận", "Thời gian / Ngày trả"]
    assert names.matched.columns == {"Thời gian - Ngày trả": 2}


@pytest.mark.parametrize(
    ("cells", "numbers_columns"),
    [
        (["(1)", "(2)", "(3)", "(4)=(2)+(3)"], True),
        (["A", "B", "1", "2", "3"], True),
        (["1", "2", "", "3"], True),
        (["1", "2"], False),
        (["1", "5", "9"], False),
        (["A1", "2", "3", "4"], False),
    ],
)
def test_a_row_that_numbers_the_columns_is_known(cells: list[str], numbers_columns: bool) -> None:
    assert numbering(cells) is numbers_columns


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("1.234,5", "1234.5", "1234.5"),
        ("1,234.5", "1234.5", "1234.5"),
        ("1.234.567", "1234567", "1234567"),
        ("1 234,5", "1234.5", "1234.5"),
        ("12,5", "12.5", "12.5"),
        ("0.762", "0.762", "0.762"),
        ("-3,25", "-3.25", "-3.25"),
        ("1.234", "1234", "1.234"),
        ("1,234", "1.234", "1234"),
        ("1e5", "1e5", "1e5"),
        ("mười", "mười", "mười"),
    ],
)
def test_numbers_are_read_by_the_marks_they_have(text: str, comma: str, point: str) -> None:
    assert numbers.plain(text, ",", only=False) == comma
    assert numbers.plain(text, ".", only=False) == point


def test_a_given_mark_is_the_only_one() -> None:
    assert numbers.plain("12.5", ",", only=True) == numbers.UNREADABLE
    assert numbers.plain("12,5", ",", only=True) == "12.5"


def test_points_between_whole_numbers_below_a_thousand_group_thousands() -> None:
    assert numbers.looks_grouped(["1.234", "987", "2.000"])
    assert not numbers.looks_grouped(["106.123", "106.500"])
    assert not numbers.looks_grouped(["1.234", "1500"])


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("delimiter", ";;"),
        ("delimiter", 5),
        ("encoding", "base64"),
        ("sheet", ""),
        ("header_row", 0),
        ("header_row", True),
        ("header_rows", 9),
        ("decimal", "phẩy"),
        ("total_rows", "drop"),
    ],
)
def test_a_setting_of_files_that_cannot_be_is_named(setting: str, value: object) -> None:
    with pytest.raises(TamNhinError, match=setting):
        parse_mapping({"source": {setting: value}}, "office.toml")
