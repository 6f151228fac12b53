"""Mapping files: how a source system's columns and words become ours."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data_access.days import LOCAL
from data_access.errors import TamNhinError
from ingest.deletes import KEYS as DELETES
from ingest.deletes import Deletes, parse_deletes
from ingest.events.rules import KEYS as EVENT_KEYS
from ingest.events.rules import Events, check_events, parse_events
from ingest.file_settings import FILE_SETTINGS, file_settings
from ingest.sql.pulling import KEYS as PULLING
from ingest.sql.pulling import Pulling, parse_pulling
from ingest.tables import LEVELS, TableSpec
from ingest.wording import bad as _bad
from ingest.wording import check_known as _known

_SECTIONS: Dict[str, tuple[str, ...]] = {
    "source": (*FILE_SETTINGS, "timezone", "date_formats", *PULLING),
    "columns": (),
    "values": (),
    "constants": (),
    "pauses": ("from", "until"),
    "events": EVENT_KEYS,
    "dimensions": ("agency", "agency_level", "procedure", "area"),
    "key": ("columns", "separator"),
    "deletes": DELETES,
}
_ON_UNSEEN = ("reject", "create")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """`columns`: canonical → theirs; empty means that the header already has canonical names.
    `values`: canonical column → their word → ours. `pause`: their columns for begin and end of
    the one pause a row. `events`: for sources with one row an event. `unseen`: dimension → reject
    or create. What is None of `encoding` to `decimal` is guessed, and said."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    header_rows: int | None = None
    decimal: str | None = None
    total_rows: str = "skip"
    timezone: ZoneInfo = LOCAL
    date_formats: tuple[str, ...] = ()
    columns: Dict[str, str] = field(default_factory=dict)
    values: Dict[str, Dict[str, Any]] = field(default_factory=dict)
    constants: Dict[str, Any] = field(default_factory=dict)
    pause: tuple[str, str] | None = None
    events: Events | None = None
    unseen: Dict[str, str] = field(default_factory=dict)
    agency_level: str = "province"
    key: tuple[str, ...] = ()
    key_separator: str = "-"
    pulling: Pulling = field(default_factory=Pulling)
    deletes: Deletes = field(default_factory=Deletes)

    def creates(self, dimension: str) -> bool:
        return self.unseen.get(dimension) == "create"


def read_mapping(path: Path) -> Mapping:
    """Raises TamNhinError for a file that is not there, is no TOML, or has a key we do not know."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TamNhinError(
            vi=f"Không đọc được tệp ánh xạ '{path}'. Kiểm tra đường dẫn.",
            en=f"Cannot read the mapping file '{path}'. Check the path.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TamNhinError(
            vi=f"Tệp ánh xạ '{path}' không phải TOML hợp lệ: {error}",
            en=f"The mapping file '{path}' is not valid TOML: {error}",
        ) from error
    return parse_mapping(data, str(path))


def parse_mapping(data: Dict[str, Any], where: str) -> Mapping:
    for section, content in data.items():
        _known(section, _SECTIONS, where)
        if not isinstance(content, dict):
            raise _bad(f"[{section}]", content, "một mục", "a section", where)
        for key in content if _SECTIONS[section] else ():
            _known(key, _SECTIONS[section], f"{where} [{section}]")
    source, key = data.get("source", {}), data.get("key", {})
    dimensions = data.get("dimensions", {})
    events = parse_events(data.get("events", {}), where)
    return Mapping(
        **file_settings(source, f"{where} [source]"),
        timezone=_zone(source, where),
        date_formats=tuple(source.get("date_formats", ())),
        columns=data.get("columns", {}),
        values=_values(data.get("values", {}), where),
        constants=data.get("constants", {}),
        pause=_pause(data.get("pauses", {}), where),
        unseen=_unseen(dimensions, where),
        agency_level=_one_of(dimensions.get("agency_level", "province"), LEVELS, where),
        events=events,
        key=tuple(key.get("columns", events.key if events else ())),
        key_separator=key.get("separator", "-"),
        pulling=parse_pulling(source, where),
        deletes=parse_deletes(data, where),
    )


def check_for(mapping: Mapping, spec: TableSpec) -> None:
    """Raises TamNhinError when a canonical name of the mapping is not a column of the table."""
    canonical = [column.name for column in spec.columns]
    for part in (mapping.columns, mapping.values, mapping.constants):
        for name in part:
            _known(name, canonical, f"ánh xạ cho bảng {spec.name}")
    if mapping.creates("area") and spec.name != "crosswalk":
        raise _bad("[dimensions] area", "create", "reject", "reject", spec.name)
    if mapping.pause:
        _known("pauses", canonical, f"ánh xạ cho bảng {spec.name}")
        if "pauses" in mapping.columns:
            raise _bad("[pauses]", "pauses", "chỉ khai một lần", "given only once", spec.name)
    if mapping.events:
        check_events(mapping.events, canonical, mapping.columns, spec.name)
    if mapping.key and len(spec.keys) > 1 and set(mapping.key) != set(spec.keys):
        raise _bad("[key] columns", mapping.key, str(spec.keys), str(spec.keys), spec.name)


def _one_of(value: str, valid: Iterable[str], where: str) -> str:
    _known(value, valid, where)
    return value


def _unseen(dimensions: Dict[str, Any], where: str) -> dict[str, str]:
    chosen = {name: value for name, value in dimensions.items() if name != "agency_level"}
    for name, value in chosen.items():
        _one_of(value, _ON_UNSEEN, f"{where} [dimensions] {name}")
    return chosen


def _pause(columns: Dict[str, str], where: str) -> tuple[str, str] | None:
    if not columns:
        return None
    for name in _SECTIONS["pauses"]:
        if name not in columns:
            raise _bad(f"[pauses] {name}", "", "tên một cột", "the name of a column", where)
    return columns["from"], columns["until"]


def _values(values: Dict[str, Any], where: str) -> dict[str, dict[str, Any]]:
    for name, words in values.items():
        if not isinstance(words, dict):
            raise _bad(f"[values] {name}", words, "một mục", "a section", where)
    return dict(values)


def _zone(source: Dict[str, Any], where: str) -> ZoneInfo:
    name: str = source.get("timezone", LOCAL.key)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise _bad(
            "timezone", name, "múi giờ, ví dụ Asia/Ho_Chi_Minh", "a time zone", where
        ) from None
