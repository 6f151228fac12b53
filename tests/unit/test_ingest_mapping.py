"""Mapping files: what they may say, and what is said of those that may not."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from config.settings import ROOT
from data_access.errors import TamNhinError
from ingest.canonical import plan_columns, renamed
from ingest.mapping import Mapping, check_for, parse_mapping, read_mapping
from ingest.notes import Notes
from ingest.tables import spec_of

HEADER = ["id", "unit", "số", "cấp"]


@pytest.mark.parametrize("path", sorted((ROOT / "config/mappings").glob("*.toml")), ids=str)
def test_every_shipped_mapping_can_be_read(path: Path) -> None:
    used = re.search(r"tamnhin load (\w+)", path.read_text(encoding="utf-8"))
    assert used, "say at its head how it is used"
    check_for(read_mapping(path), spec_of(used[1]))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"colums": {}}, "columns"),
        ({"source": {"delimeter": ";"}}, "delimiter"),
        ({"source": {"timezone": "Asia/Dong_Hoi"}}, "Asia/Dong_Hoi"),
        ({"source": {"encoding": "tcvn9"}}, "tcvn9"),
        ({"dimensions": {"agency": "make"}}, "create"),
        ({"values": {"state": 3}}, "state"),
        ({"columns": "code"}, "columns"),
    ],
)
def test_a_bad_key_or_value_is_named_with_what_would_do(data: dict[str, object], said: str) -> None:
    with pytest.raises(TamNhinError, match=said):
        parse_mapping(data, "one_stop.toml")


def test_a_column_that_the_table_lacks_is_answered_with_the_closest() -> None:
    with pytest.raises(TamNhinError, match="received_at"):
        check_for(Mapping(columns={"recieved_at": "x"}), spec_of("dossiers"))


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[columns")
    with pytest.raises(TamNhinError, match=r"bad\.toml"):
        read_mapping(tmp_path / "bad.toml")


def test_columns_words_and_constants_become_ours() -> None:
    mapping = Mapping(
        columns={"code": "id", "name": "unit", "level": "cấp"},
        values={"level": {"Tỉnh": "province", "": "commune"}},
        constants={"area_code": "44"},
    )
    spec = spec_of("agencies")
    raw = pd.DataFrame(
        {"id": [" 1 ", "2", ""], "unit": ["Sở A", "B", "C"], "cấp": ["Tỉnh", "", "?"]}
    )
    given = renamed(raw, spec, mapping, plan_columns(spec, mapping, list(raw.columns), Notes()))
    assert given["code"].dropna().tolist() == ["1", "2"]
    assert given["level"].tolist() == ["province", "commune", "?"]
    assert given["area_code"].tolist() == ["44"] * 3


def test_a_key_may_be_put_together_from_their_columns() -> None:
    mapping = Mapping(
        columns={"name": "unit", "level": "cấp"}, key=("unit", "số"), key_separator="/"
    )
    spec = spec_of("agencies")
    raw = pd.DataFrame({"unit": ["A", "B"], "số": ["1", ""], "cấp": ["province"] * 2})
    given = renamed(raw, spec, mapping, plan_columns(spec, mapping, list(raw.columns), Notes()))
    assert given["code"].dropna().tolist() == ["A/1"]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["code", "name"], "'level'"),
        (["code", "name", "levels"], "Ý bạn là 'levels'"),
        (["code", "name", "level", "shortname"], "Ý bạn là 'short_name'"),
    ],
)
def test_a_missing_or_misspelt_column_is_answered_with_the_closest(
    header: list[str], said: str
) -> None:
    with pytest.raises(TamNhinError, match=said):
        plan_columns(spec_of("agencies"), Mapping(), header, Notes())
