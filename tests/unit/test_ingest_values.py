"""Single values on their way in: times, codes, hashes."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import ROOT
from data_access.days import LOCAL, NEVER, day_key, local_day
from ingest import times
from ingest.hashing import content_hashes
from ingest.references import slug

ROWS = pd.DataFrame(
    {
        "code": ["a", "b"],
        "count": pd.array([1, None], dtype="Int64"),
        "at": pd.to_datetime(["2024-06-03 08:00", "NaT"]),
        "yes": [True, False],
        "share": [0.5, np.nan],
    }
)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2024-06-03 08:00:00", "2024-06-03 01:00"),
        ("2024-06-03T08:00:00+07:00", "2024-06-03 01:00"),
        ("2024-06-03 08:00:00+00:00", "2024-06-03 08:00"),
        ("2024-06-03T08:00:00Z", "2024-06-03 08:00"),
        ("03/06/2024 08:00", "2024-06-03 01:00"),
        ("03/06/2024", "2024-06-02 17:00"),
        ("31/02/2024", None),
        ("mai", None),
    ],
)
def test_times_are_read_as_sources_write_them(text: str, utc: str | None) -> None:
    read = times.to_utc(pd.Series([text], dtype=object), LOCAL)[0]
    assert read is pd.NaT if utc is None else read == pd.Timestamp(utc)


def test_given_formats_are_the_only_ones() -> None:
    given_ = pd.Series(["08:00 03-06-2024", "2024-06-03"], dtype=object)
    read = times.to_utc(given_, LOCAL, ("%H:%M %d-%m-%Y",))
    assert read[0] == pd.Timestamp("2024-06-03 01:00")
    assert read[1] is pd.NaT


def test_a_zone_of_the_source_is_used_also_in_its_doubtful_hours() -> None:
    given_ = pd.Series(pd.to_datetime(["2024-11-03 01:30", "2024-03-10 02:30"]))
    assert times.to_utc(given_, ZoneInfo("America/Los_Angeles")).notna().all()


def test_a_day_with_an_offset_is_the_local_one() -> None:
    given_ = pd.Series(["2024-06-02T18:00:00Z", "2024-06-02"], dtype=object)
    assert times.to_dates(given_, LOCAL).dt.date.tolist() == [date(2024, 6, 3), date(2024, 6, 2)]


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2099, 1, 1)))
def test_a_column_of_days_agrees_with_single_days(moment: datetime) -> None:
    midnights = times.local_midnights(pd.Series([moment], dtype="datetime64[us]"))
    assert times.day_keys(times.as_days(midnights)).tolist() == [local_day(moment)]
    assert day_key(midnights[0].date()) == local_day(moment)


def test_no_time_is_never() -> None:
    assert times.day_keys(np.array(["NaT"], dtype="datetime64[D]")).tolist() == [NEVER]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sở Tư pháp", "so-tu-phap"),
        ("UBND thị xã Ba Đồn", "ubnd-thi-xa-ba-don"),
        ("311 Service Request Queue - Hold", "311-service-request-queue-hold"),
    ],
)
def test_a_code_is_made_of_a_name(name: str, code: str) -> None:
    assert slug(name) == code


@given(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=200))
def test_codes_are_short_plain_and_distinct_where_asked(one: str, other: str) -> None:
    codes = {slug(name, distinct=True) for name in {one, other}}
    assert all(code and code.isascii() and len(code) <= 40 for code in codes)
    assert len(codes) == len({one, other})


def test_a_hash_is_the_same_in_another_process() -> None:
    program = (
        "import pandas as pd; from ingest.hashing import content_hashes;"
        "print(content_hashes(pd.DataFrame({'code': ['Đồng Hới'], 'n': [1]}), ['code', 'n'])[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    frame = pd.DataFrame({"code": ["Đồng Hới"], "n": [1]})
    assert content_hashes(frame, ["code", "n"]) == [done.stdout.strip()]


@pytest.mark.parametrize("column", list(ROWS.columns))
def test_a_hash_changes_with_any_column(column: str) -> None:
    before = content_hashes(ROWS, ROWS.columns)
    swapped = ROWS.assign(**{column: ROWS[column].iloc[::-1].to_numpy()})
    swapped[column] = swapped[column].astype(ROWS[column].dtype)
    after = content_hashes(swapped, ROWS.columns)
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_a_new_empty_column_leaves_the_hash_as_it_was() -> None:
    wider = ROWS.assign(later=None)
    assert content_hashes(wider, wider.columns) == content_hashes(ROWS, ROWS.columns)
