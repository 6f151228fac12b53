"""A list of places where a station could stand, from a file: read like every file, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Column, Float, MetaData, String, Table

from data_access.errors import TamNhinError
from ingest.canonical import plan_columns, renamed
from ingest.chunks import RawChunk
from ingest.convert import converted
from ingest.faults import Faults
from ingest.guesses import Guesses
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.sources import open_source
from ingest.tables import TableSpec

_SITES = TableSpec(
    table=Table(
        "sites",
        MetaData(),
        Column("code", String(80), primary_key=True),
        Column("longitude", Float, nullable=False),
        Column("latitude", Float, nullable=False),
        Column("height", Float),
        Column("cost", Float),
    )
)
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSite:
    """`height_m`: of the antenna above ground. None where the file does not say."""

    code: str
    longitude: float
    latitude: float
    height_m: float | None
    cost: float | None


class WrongSites(TamNhinError):
    """A list of which rows cannot be right: none of it is used, for the best choice might be among
    them. `wrong`: what is wrong, a line each."""

    def __init__(self, path: Path, wrong: list[str]) -> None:
        self.wrong = wrong
        shown = "; ".join(wrong[:SHOWN]) + (" …" if len(wrong) > SHOWN else "")
        super().__init__(
            vi=f"'{path}': {len(wrong)} vị trí sai: {shown}. Sửa các dòng này rồi chạy lại.",
            en=f"'{path}': {len(wrong)} wrong sites: {shown}. Mend these lines and run again.",
        )


def listed_sites(path: Path, notes: Notes) -> list[ListedSite]:
    """Of the columns code, longitude, latitude (WGS 84, degrees), and where given height (m) and
    cost. `notes` takes what is guessed of the file. Raises TamNhinError for a file that cannot be
    read, WrongSites."""
    mapping = Mapping()
    source = open_source(str(path), mapping, _SITES, notes)
    plan, guesses = plan_columns(_SITES, mapping, source.header, notes), Guesses(mapping, notes)
    wrong: list[str] = []
    seen: dict[str, int] = {}
    found = []
    for raw in source.chunks():
        for line, row, fault in _rows(raw, plan, guesses):
            fault = fault or _fault(row, line, seen)
            if fault:
                wrong.append(f"dòng {line}: {fault}")
            else:
                found.append(_site(row))
    if wrong:
        raise WrongSites(path, wrong)
    return found


def _rows(raw: RawChunk, plan: dict[str, str], guesses: Guesses) -> Iterator[tuple[int, Any, str]]:
    """Line, row, and what its cells have wrong, if anything."""
    faults = Faults(len(raw.frame))
    given = renamed(raw.frame, _SITES, guesses.mapping, plan)
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = converted(given, _SITES, guesses, faults, now)
    for at, row in enumerate(rows.itertuples(index=False)):
        known = faults.found.get(at)
        yield int(raw.lines[at]), row, raw.broken.get(at) or (known.detail if known else "")


def _fault(row: Any, line: int, seen: dict[str, int]) -> str:
    """What a row has wrong as a whole; remembers its code."""
    before = seen.setdefault(row.code, line)
    if before != line:
        return f"mã '{row.code}' đã có ở dòng {before}"
    if abs(row.latitude) > 90 or abs(row.longitude) > 180:
        where = f"kinh độ {row.longitude:g}, vĩ độ {row.latitude:g}"
        return f"{where} không có trên trái đất (đổi chỗ hai cột?)"
    for name, value in (("height", row.height), ("cost", row.cost)):
        if not pd.isna(value) and value <= 0:
            return f"{name} {value:g} phải lớn hơn 0"
    return ""


def _site(row: Any) -> ListedSite:
    return ListedSite(
        code=row.code,
        longitude=float(row.longitude),
        latitude=float(row.latitude),
        height_m=_known(row.height),
        cost=_known(row.cost),
    )


def _known(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
