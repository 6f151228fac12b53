"""Pauses as sources write them, and as they are stored."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from data_access.errors import TamNhinError
from ingest.canonical import plan_columns, renamed
from ingest.mapping import Mapping, check_for, parse_mapping
from ingest.notes import Notes
from ingest.pauses import extent, pauses_of, read
from ingest.tables import spec_of


def stored(text: str | None, **mapping: object) -> str | None:
    # Labels that repeat or have gaps must not matter: rows are told apart by position alone.
    given = pd.Series([None, text, "2024-06-03/2024-06-04"], index=[3, 5, 9], dtype=object)
    found: str | None = read(given, Mapping(**mapping))[5]  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (None, None),
        ("2024-06-03T08:00:00Z/2024-06-05T02:00:00Z", "2024-06-03T08:00:00Z/2024-06-05T02:00:00Z"),
        ("2024-06-03T08:00+07:00/", "2024-06-03T01:00:00Z/"),
        ("2024-06-03T08:00+07:00/..", "2024-06-03T01:00:00Z/"),
        ("2024-06-03 08:00 / 2024-06-04 08:00", "2024-06-03T01:00:00Z/2024-06-04T01:00:00Z"),
        ("2024-06-03/2024-06-04", "2024-06-02T17:00:00Z/2024-06-03T17:00:00Z"),
        (
            "2024-06-10T00:00Z/;2024-06-03T00:00Z/2024-06-04T00:00Z;",
            "2024-06-03T00:00:00Z/2024-06-04T00:00:00Z;2024-06-10T00:00:00Z/",
        ),
        (
            "2024-06-03T00:00Z/2024-06-09T00:00Z;2024-06-04T00:00Z/2024-06-05T00:00Z",
            "2024-06-03T00:00:00Z/2024-06-09T00:00:00Z",
        ),
        ("2024-06-03T00:00Z/2024-06-05T00:00Z;2024-06-04T00:00Z/", "2024-06-03T00:00:00Z/"),
    ],
)
def test_intervals_are_stored_in_utc_in_order_and_without_overlap(
    text: str | None, kept: str | None
) -> None:
    assert stored(text) == kept
    assert stored(kept) == kept


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-03",
        "/2024-06-05",
        "2024-06-05/2024-06-03",
        "2024-06-03/mai",
        "2024-06-03/2024-06-04/2024-06-05",
        "2024-06-03/;2024-06-10/2024-06-12",
        "2024-06-03/;2024-06-10/",
        "2024-02-30/2024-03-01",
    ],
)
def test_intervals_that_cannot_be_right_are_not_read(text: str) -> None:
    assert stored(text) is None


def test_times_without_an_offset_are_those_of_the_sources_zone() -> None:
    assert stored("2024-06-03T08:00/", timezone=ZoneInfo("UTC")) == "2024-06-03T08:00:00Z/"


def test_the_first_and_the_last_moment_of_each_row_are_known() -> None:
    texts = read(pd.Series([None, "2024-06-03/2024-06-04;2024-06-10/"], dtype=object), Mapping())
    first, last = extent(texts)
    assert first.isna().tolist() == last.isna().tolist() == [True, False]
    assert (first[1], last[1]) == (
        pd.Timestamp("2024-06-02 17:00"),
        pd.Timestamp("2024-06-09 17:00"),
    )


def test_nothing_is_paused_before_receipt_or_after_the_end() -> None:
    texts = read(
        pd.Series(["2024-06-01/2024-06-05;2024-06-07/2024-06-08;2024-06-10/"] * 2), Mapping()
    )
    received = np.array(["2024-06-03"] * 2, dtype="datetime64[D]")
    closed = np.array(["2024-06-07", "NaT"], dtype="datetime64[D]")
    inside = pauses_of(texts).within(received, closed)
    assert inside.row.tolist() == [0, 0, 1, 1, 1]
    assert inside.begin.astype(str).tolist() == [
        *("2024-06-03", "2024-06-07", "2024-06-03", "2024-06-07", "2024-06-10")
    ]
    assert inside.end.astype(str).tolist() == [
        *("2024-06-05", "2024-06-07", "2024-06-05", "2024-06-08", "NaT")
    ]


RAW = pd.DataFrame(
    {
        "mã": ["a", "b", "c", "d", "e"],
        "hỏi": ["03/06/2024 08:00", "03/06/2024 08:00", "", "30/02/2024 08:00", ""],
        "đáp": ["05/06/2024 09:00", "", "", "", "05/06/2024 09:00"],
    }
)


def test_one_pause_a_row_may_stand_in_two_columns() -> None:
    mapping = parse_mapping(
        {"columns": {"code": "mã"}, "pauses": {"from": "hỏi", "until": "đáp"}}, "one_stop.toml"
    )
    check_for(mapping, spec_of("dossiers"))
    given = renamed(RAW, spec_of("dossiers"), mapping, {"code": "mã"})["pauses"]
    kept = read(given, mapping)
    assert given[3] == "30/02/2024 08:00 → "
    assert kept.tolist() == [
        "2024-06-03T01:00:00Z/2024-06-05T02:00:00Z",
        "2024-06-03T01:00:00Z/",
        *(None, None, None),
    ]
    assert given.notna().tolist() == [True, True, False, True, True]


def test_a_mapping_of_pauses_that_cannot_work_is_refused() -> None:
    with pytest.raises(TamNhinError, match="until"):
        parse_mapping({"pauses": {"from": "hỏi"}}, "one_stop.toml")
    mapping = Mapping(pause=("hỏi", "đáp"))
    with pytest.raises(TamNhinError, match="pauses"):
        check_for(mapping, spec_of("documents"))
    header = ["code", "agency_code", "channel", "received_at"]
    with pytest.raises(TamNhinError, match="hỏi"):
        plan_columns(spec_of("dossiers"), mapping, header, Notes())
