"""What is wrong with the configured loads, without running them."""

from __future__ import annotations

from collections.abc import Iterator

from config.loads import LoadSpec
from config.province import Province
from data_access.errors import TamNhinError
from ingest.mapping import Mapping, check_for, read_mapping
from ingest.sql.address import is_database, parsed, revealed
from ingest.sql.pull import query_of
from ingest.tables import spec_of
from ingest.watch.watching import trigger_of


def check_loads(province: Province) -> Iterator[tuple[str, str]]:
    """Which entry, and what is wrong with it, in Vietnamese."""
    for source in province.sources.values():
        for spec in source.loads:
            about = f"{source.name}: {spec.table}"
            if spec.table not in source.tables:
                yield about, f"Bảng '{spec.table}' không có trong tables của nguồn này; thêm vào."
            try:
                _check(spec)
            except TamNhinError as error:
                yield about, error.vi


def _check(spec: LoadSpec) -> None:
    table = spec_of(spec.table)
    mapping = read_mapping(spec.mapping) if spec.mapping else Mapping()
    check_for(mapping, table)
    trigger_of(spec)
    address = revealed(spec.address)
    if is_database(address):
        parsed(address)
        query_of(mapping)
