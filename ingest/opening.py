"""From an address to a reading of what is there: a file, or another system's database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from config.province import Province
from data_access.errors import TamNhinError
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.reading import Reading, Wish
from ingest.sources import open_source
from ingest.sql.address import is_database, named, parsed
from ingest.sql.database import Database
from ingest.sql.pull import Pull
from ingest.tables import TableSpec

_SYSTEM_LENGTH = 40


def system_of(province: Province | None, table: str, otherwise: str) -> str:
    """The source system that a table belongs to, as in table `sources`."""
    found = province.source_of(table) if province else None
    return found.name if found else otherwise[:_SYSTEM_LENGTH]


@contextmanager
def opened(
    engine: Engine,
    address: str,
    spec: TableSpec,
    mapping: Mapping,
    mapping_path: Path | None,
    notes: Notes,
    wish: Wish,
) -> Iterator[Reading]:
    """`engine`: ours, which knows how far a database was read."""
    if not is_database(address):
        _check_file(address, mapping)
        source = open_source(address, mapping, spec, notes)
        compares = mapping.deletes.snapshot and wish.compare
        yield Reading(address, source, compares=compares, accepts=wish.accept_deletes)
        return
    name = named(address, mapping_path)
    with Database(parsed(address), name, mapping.pulling.timeout) as database:
        pull = Pull(engine, database, spec, mapping, wish)
        try:
            yield pull
        finally:
            pull.close()


def _check_file(address: str, mapping: Mapping) -> None:
    if mapping.deletes.compare is not None:
        raise TamNhinError(
            vi=f"[deletes] compare chỉ dùng cho cơ sở dữ liệu. Với tệp '{address}' luôn có đủ mọi"
            " dòng, đặt snapshot = true.",
            en=f"[deletes] compare is for databases. For the file '{address}', if it always holds"
            " every row, set snapshot = true.",
        )
