"""A briefing kept: what was told, to be told again to the byte whatever comes later.

JSON, packed; of readings only what stands in cells is kept, for that is all that a file shows."""

from __future__ import annotations

import gzip
import json
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from data_access.selection import Selection
from exports.briefing import (
    Briefing,
    Cell,
    Chart,
    Column,
    Form,
    Head,
    Kind,
    Map,
    Section,
    Series,
    Table,
    Term,
)
from exports.map_parts import Area, Mark, Site, Step
from metrics.catalogue import metric
from metrics.metric import Metric, Unit
from metrics.reading import Reading, Status

_CLASSES: dict[str, type] = {
    each.__name__: each
    for each in (
        *(Briefing, Cell, Chart, Column, Head, Section, Series, Table, Term),
        *(Map, Area, Mark, Site, Step),
    )
}
_ENUMS: dict[str, type[StrEnum]] = {each.__name__: each for each in (Form, Kind, Status, Unit)}
IS = "is"


def kept(of: Briefing) -> bytes:
    text = json.dumps(_plain(of), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def reopened(data: bytes) -> Briefing:
    """Raises UnknownMetric where the catalogue has lost one since."""
    found = _whole(json.loads(gzip.decompress(data)))
    assert isinstance(found, Briefing)
    return found


def _plain(value: object) -> Any:
    if isinstance(value, StrEnum):
        return {IS: type(value).__name__, "value": str(value)}
    if isinstance(value, datetime):
        return {IS: "datetime", "value": value.isoformat()}
    if isinstance(value, Metric):
        return {IS: "Metric", "value": value.id}
    if isinstance(value, Selection):
        units = value.units.isoformat() if value.units else ""
        return {IS: "Selection", "value": value.to_query(), "units": units}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, Reading):
        told = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {IS: type(value).__name__} | {k: v for k, v in told.items() if v is not None}
    return None if isinstance(value, Reading) else value


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_whole(each) for each in value)
    if not isinstance(value, dict):
        return value
    name = value[IS]
    if name in _CLASSES:
        return _made(_CLASSES[name], value)
    if name in _ENUMS:
        return _ENUMS[name](value["value"])
    if name == "datetime":
        return datetime.fromisoformat(value["value"])
    if name == "Metric":
        return metric(value["value"])
    units = date.fromisoformat(value["units"]) if value["units"] else None
    return replace(Selection.from_query(value["value"], today=date.max), units=units)


def _made(kind: type, value: dict[str, Any]) -> Any:
    """What was None is not in there."""
    given = {key: _whole(each) for key, each in value.items() if key != IS}
    return kind(**{field.name: None for field in fields(kind) if _needed(field)} | given)


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
