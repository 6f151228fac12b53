"""Another system's database, for tests of reading one: real SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, text

TABLES = {
    "sqlite": """CREATE TABLE ho_so (so INTEGER, don_vi TEXT, linh_vuc TEXT, kenh TEXT,
        trang_thai INTEGER, nhan TEXT, hen TEXT, xong TEXT, phi NUMERIC, so_hoa INTEGER,
        xoa INTEGER DEFAULT 0, sua TEXT)""",
    "postgresql": """CREATE TABLE ho_so (so bigint, don_vi varchar(40), linh_vuc text, kenh text,
        trang_thai numeric(4, 0), nhan timestamptz, hen timestamp, xong date, phi numeric(12, 2),
        so_hoa boolean, xoa boolean DEFAULT false, sua timestamp)""",
}
MAPPING = """
[source]
query = '''
SELECT so, don_vi, linh_vuc, kenh, trang_thai, nhan, hen, xong, so_hoa, xoa, sua
FROM ho_so  -- all of them
'''
{source}
[columns]
code = "so"
agency_code = "don_vi"
field = "linh_vuc"
channel = "kenh"
state = "trang_thai"
received_at = "nhan"
due_at = "hen"
finished_at = "xong"
digitised = "so_hoa"
{deletes}
"""
INCREMENTAL = 'watermark = "sua"\noverlap = "1h"'


class Theirs:
    """Their table of dossiers. Times are local, as offices keep them; `url` may hold a password."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = create_engine(url)
        self.do(TABLES[self.engine.dialect.name])

    def do(self, statement: str, **values: Any) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(statement), values)

    def put(self, *codes: int, at: str = "2024-06-03 08:00:00", **columns: Any) -> None:
        """Adds rows that were last changed `at`."""
        for code in codes:
            row = {
                "so": code,
                "don_vi": "TP",
                "linh_vuc": "Hộ tịch",
                "kenh": "online",
                "trang_thai": 4,
                "nhan": "2024-06-03 08:00:00+07",
                "hen": "2024-06-10 17:00:00",
                "xong": None,
                "phi": "15000.50",
                "so_hoa": True,
                "sua": at,
                **columns,
            }
            names = ", ".join(row)
            self.do(f"INSERT INTO ho_so ({names}) VALUES (:{', :'.join(row)})", **row)

    def touch(self, code: int, at: str, **columns: Any) -> None:
        sets = ", ".join(f"{name} = :{name}" for name in columns)
        comma = ", " if sets else ""
        self.do(
            f"UPDATE ho_so SET {sets}{comma}sua = :at WHERE so = :code", at=at, code=code, **columns
        )

    def drop(self, *codes: int) -> None:
        for code in codes:
            self.do("DELETE FROM ho_so WHERE so = :code", code=code)


def write_mapping(
    folder: Path, *, source: str = INCREMENTAL, deletes: str = "", name: str = "one_stop"
) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(MAPPING.format(source=source, deletes=deletes), encoding="utf-8")
    return path


@contextmanager
def theirs_at(url: str) -> Iterator[Theirs]:
    theirs = Theirs(url)
    try:
        yield theirs
    finally:
        theirs.engine.dispose()


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc, arg-type]
