"""Reading databases: what is asked of each kind, what their values become, what is shown."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite

from config.durations import parse_duration
from config.settings import ROOT
from data_access.errors import TamNhinError
from ingest.sql import statements
from ingest.sql.address import parsed, revealed, scrubbed, shown
from ingest.sql.driver import DRIVERS, OPENING, reading_engine
from ingest.sql.values import frame_of
from ingest.sql.watermark import Watermark

QUERY = "SELECT so, sua, to_char(sua, 'HH24:MI') AS gio FROM ho_so WHERE ten LIKE '50%' -- all; "
NOW = datetime(2024, 12, 27, 1)
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
DIALECTS: dict[str, Any] = {
    "postgresql": postgresql.dialect(),  # type: ignore[no-untyped-call]
    "mysql": mysql.dialect(),
    "mssql": mssql.dialect(),  # type: ignore[no-untyped-call]
    "oracle": oracle.dialect(),  # type: ignore[no-untyped-call]
    "sqlite": sqlite.dialect(),
}


def asked(statement: Any, kind: str) -> tuple[str, dict[str, Any]]:
    made = statement.compile(dialect=DIALECTS[kind], compile_kwargs={"render_postcompile": True})
    return " ".join(str(made).split()), dict(made.params)


@pytest.mark.parametrize("kind", DIALECTS)
def test_what_has_changed_is_asked_by_a_bound_value(kind: str) -> None:
    text, values = asked(statements.changed(QUERY, "sua", NOW), kind)
    assert list(values.values()) == [NOW]
    named = "(SELECT so, sua, to_char(sua, 'HH24:MI') AS gio FROM ho_so WHERE ten LIKE '50%"
    assert text.startswith(f"SELECT q.* FROM {named}")
    assert (") q WHERE q.sua >= " if kind == "oracle" else ") AS q WHERE q.sua >= ") in text
    assert text.endswith("OR q.sua IS NULL")
    assert "2024" not in text


@pytest.mark.parametrize("kind", DIALECTS)
def test_keys_are_asked_without_the_rest_and_rows_by_bound_keys(kind: str) -> None:
    text, values = asked(statements.keys_only(QUERY, ["so", "sua"]), kind)
    assert text.startswith("SELECT q.so, q.sua FROM (")
    assert values == {}
    text, values = asked(statements.of_keys(QUERY, ["so"], [(1,), ("'; DROP",)]), kind)
    assert (list(values.values()), "DROP" in text) == ([1, "'; DROP"], False)
    text, values = asked(statements.of_keys(QUERY, ["so", "sua"], [(1, NOW), (2, NOW)]), kind)
    assert list(values.values()) == [1, NOW, 2, NOW]
    assert text.count(" OR ") == 1


@pytest.mark.parametrize(("kind", "never"), [("postgresql", "false"), ("mssql", "0 = 1")])
def test_names_of_columns_are_asked_without_rows(kind: str, never: str) -> None:
    assert asked(statements.nothing(QUERY), kind)[0].endswith(f"WHERE {never}")


def test_every_kind_of_database_has_a_driver_and_is_only_read() -> None:
    assert set(DRIVERS) == set(OPENING) == {*DIALECTS, "mariadb"}
    for kind in ("postgresql", "mysql", "mariadb", "oracle"):
        assert "READ ONLY" in " ".join(OPENING[kind])


@pytest.mark.parametrize(
    ("address", "extra"),
    [
        ("mysql://h/d", "mysql"),
        ("sqlserver://h/d", "sqlserver"),
        ("oracle://h/d", "oracle"),
        ("mariadb://h/d", "mysql"),
    ],
)
def test_a_missing_driver_is_named_with_the_extra_to_install(address: str, extra: str) -> None:
    without = (
        "import sys; [sys.modules.__setitem__(name, None) for name in ('pymysql', 'pymssql',"
        " 'oracledb')]; from datetime import timedelta; from ingest.sql.address import parsed;"
        " from ingest.sql.driver import reading_engine\n"
        f"try: reading_engine(parsed({address!r}), timedelta(minutes=1))\n"
        "except Exception as error: print(error.en)"
    )
    done = subprocess.run(
        [sys.executable, "-c", without],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert f".[{extra}]" in done.stdout


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mongodb://h/d", "mongodb"),
        ("sqlite:///nowhere/to/be/found.db", "found.db"),
        ("postgresql://user:p@ss:word@host:port/db", "postgresql"),
    ],
)
def test_an_address_that_cannot_be_read_is_named_without_its_password(
    address: str, said: str
) -> None:
    with pytest.raises(TamNhinError, match=said) as error:
        reading_engine(parsed(address), timedelta(minutes=1))
    assert "p@ss" not in error.value.en


def test_secrets_are_not_shown_and_different_databases_stay_different() -> None:
    url = parsed("postgres://u:pw1@h/db?sslmode=require&sslpassword=pw2")
    assert shown(url, "one_stop") == "postgresql://u:***@h/db?sslmode=require#one_stop"
    assert scrubbed("failed:  pw1\nand pw2", url) == "failed: *** and ***"
    odbc = [
        parsed(f"mssql+pyodbc:///?odbc_connect=Server%3D{host}%3BPWD%3D%7Bpw;3%7D%3BDatabase%3Dx")
        for host in "ab"
    ]
    assert shown(odbc[0]) != shown(odbc[1])
    assert "pw" not in shown(odbc[0])
    assert shown(parsed("sqlite:///a.db")) != shown(parsed("sqlite:///b/../c/a.db"))
    assert len(shown(parsed(f"sqlite:///{'long/' * 100}a.db"))) == 400


def test_an_address_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONE_STOP", "postgresql://h/d")
    assert revealed("env:ONE_STOP") == "postgresql://h/d"
    with pytest.raises(TamNhinError, match="ONE_STOPS"):
        revealed("env:ONE_STOPS")


@pytest.mark.parametrize(
    ("given", "become"),
    [
        (Decimal("1001"), 1001),
        (Decimal("12.50"), "12.50"),
        (Decimal("NaN"), None),
        (b"\x01", 1),
        (memoryview("Số".encode()), "Số"),
        (b"\xff\x00", "ff00"),
        (UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        ({"a": [1]}, '{"a": [1]}'),
        (timedelta(minutes=1), 60.0),
        (date(2024, 6, 3), date(2024, 6, 3)),
        (9007199254740993, 9007199254740993),
        (True, True),
    ],
)
def test_a_drivers_value_becomes_one_that_conversion_knows(given: Any, become: Any) -> None:
    column = frame_of(["x"], [(given,), (None,)])["x"]
    assert column.tolist() == [become, None]
    assert type(column.iloc[0]) is type(become)


def test_times_keep_their_zone_and_mixed_columns_stay_as_they_are() -> None:
    hanoi = timezone(timedelta(hours=7))
    rows = [
        (datetime(2024, 6, 3, 8), datetime(2024, 6, 3, 8, tzinfo=hanoi), datetime(9999, 1, 1)),
        (None, datetime(2024, 6, 3, 1, tzinfo=UTC), date(2024, 6, 3)),
    ]
    frame = frame_of(["naive", "aware", "mixed"], rows)
    assert [str(kind) for kind in frame.dtypes] == [
        "datetime64[us]",
        "datetime64[us, UTC]",
        "object",
    ]
    assert frame["aware"].nunique() == 1
    assert frame_of(["a", "b"], []).columns.tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("values", "overlap", "since"),
    [
        ([datetime(2024, 6, 3, 8), None], None, datetime(2024, 6, 3, 7)),
        ([datetime(2024, 6, 3, 8)], timedelta(minutes=5), datetime(2024, 6, 3, 7, 55)),
        ([date(2024, 6, 3)], timedelta(hours=1), date(2024, 6, 2)),
        (["2024-06-03T08:00:00.5Z", "2024-06-01"], timedelta(hours=1), "2024-06-03T07:00:00"),
        (["2024-06-03 08:00"], timedelta(hours=1), "2024-06-03 07:00:00"),
        ([5000, 4999], None, 4000),
        ([Decimal("10.5"), float("nan")], 1, 9.5),
        ([datetime(2099, 1, 1)], timedelta(hours=1), datetime(2024, 12, 27, 7)),
        (
            [datetime(2099, 1, 1, tzinfo=UTC)],
            timedelta(hours=1),
            datetime(2024, 12, 27, 0, tzinfo=UTC),
        ),
        (["2099-01-01 00:00Z"], timedelta(hours=1), "2024-12-27 00:00:00"),
        (["2024-06-03 08:00:00+07:00"], timedelta(hours=1), "2024-06-03 07:00:00"),
        (["2099-01-01T00:00+09:00"], timedelta(hours=1), "2024-12-27T09:00:00"),
    ],
)
def test_the_next_reading_begins_an_overlap_before_the_highest_value(
    values: list[Any], overlap: Any, since: Any
) -> None:
    mark = Watermark("sua", overlap, LOCAL, NOW)
    mark.see(values)
    kept = mark.kept()
    assert kept is not None
    assert len(kept) <= 80
    later = Watermark("sua", overlap, LOCAL, NOW)
    later.go_on(kept)
    assert later.since(kept) == since
    assert later.kept() == kept


@pytest.mark.parametrize(
    "values",
    [
        ["03/06/2024"],
        [b"\x00\x01"],
        [True],
        ["2024-06-03 08:00", "2024-06-03T08:00"],
        ["2024-06-03 08:00Z", "2024-06-03 08:00+07:00"],
    ],
)
def test_what_has_no_order_is_no_watermark(values: list[object]) -> None:
    with pytest.raises(TamNhinError, match="'sua'"):
        Watermark("sua", None, LOCAL, NOW).see(values)


@pytest.mark.parametrize(
    ("kept", "overlap"), [("number 5", timedelta(hours=1)), ("day 2024-06-03", 5)]
)
def test_an_overlap_is_of_the_watermarks_kind(kept: str, overlap: Any) -> None:
    with pytest.raises(TamNhinError, match="overlap"):
        Watermark("sua", overlap, LOCAL, NOW).since(kept)


def test_lengths_of_time_are_written_with_their_unit() -> None:
    lengths = {"30s": 30, "10m": 600, "1.5h": 5400, "7d": 604800}
    for text, seconds in lengths.items():
        assert parse_duration(text).total_seconds() == seconds
    for wrong in ("0m", "10", 10, "1 week", None):
        with pytest.raises(ValueError, match="length"):
            parse_duration(wrong)
