"""What rows refer to, agencies, areas, procedures, villages: known ones, new ones where allowed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table, insert, select

from data_access import clock, schema
from data_access.days import EVER, NEVER, to_local
from ingest import images
from ingest.faults import Faults
from ingest.hashing import content_hashes
from ingest.mapping import Mapping
from ingest.reasons import Reason, detail
from ingest.rollup import fold_images
from ingest.tables import TableSpec, spec_of

_TABLES: dict[str, Table] = {
    "agency": schema.agencies,
    "area": schema.areas,
    "procedure": schema.procedures,
    "village": schema.villages,
}
_REASONS = {
    "agency": Reason.UNKNOWN_AGENCY,
    "area": Reason.UNKNOWN_AREA,
    "procedure": Reason.UNKNOWN_PROCEDURE,
    "village": Reason.UNKNOWN_VILLAGE,
}
_CODE_LENGTH, _NAME_LENGTH = 40, 200
_PLAIN_CODE = re.compile(r"[A-Za-z0-9._-]{1,40}")


class AreaSpan(NamedTuple):
    """One version of an area."""

    start: date
    end: date | None
    level: str
    parent: str | None


class References:
    """What exists now; kept in step with what a load creates. `created` counts new agencies and
    procedures."""

    def __init__(self, connection: Connection, mapping: Mapping) -> None:
        self.connection = connection
        self._mapping = mapping
        self._codes: dict[str, set[str]] = {}
        self.created = 0

    def creates(self, dimension: str) -> bool:
        return self._mapping.creates(dimension)

    def codes(self, dimension: str) -> set[str]:
        if dimension not in self._codes:
            column = _TABLES[dimension].c.code
            self._codes[dimension] = set(self.connection.scalars(select(column).distinct()))
        return self._codes[dimension]

    @cached_property
    def _agencies_by_name(self) -> dict[str, str]:
        agencies = schema.agencies
        rows = self.connection.execute(select(agencies.c.name, agencies.c.code))
        return {row.name: row.code for row in rows}

    @cached_property
    def procedures(self) -> dict[str, tuple[str, int | None]]:
        """Code → field of work, statutory working days."""
        table = schema.procedures
        rows = self.connection.execute(select(table.c.code, table.c.field, table.c.statutory_days))
        return {code: (field, days) for code, field, days in rows}

    @cached_property
    def _areas(self) -> dict[str, list[AreaSpan]]:
        table = schema.areas
        rows = self.connection.execute(select(table).order_by(table.c.valid_from))
        found: dict[str, list[AreaSpan]] = {}
        for row in rows:
            span = AreaSpan(row.valid_from, row.valid_to, row.level, row.parent_code)
            found.setdefault(row.code, []).append(span)
        return found

    def area_on(self, code: str, day: date) -> AreaSpan | None:
        """The version of a code that was in force on a day: a later one ends the one before."""
        begun = [span for span in self._areas.get(code, ()) if span.start <= day]
        return begun[-1] if begun and (begun[-1].end is None or begun[-1].end >= day) else None

    def area_from(self, code: str, day: date) -> bool:
        """Whether a version of a code begins on that very day."""
        return any(span.start == day for span in self._areas.get(code, ()))

    def province_of(self, code: str) -> str | None:
        """The code at the top of a unit's parents."""
        seen: list[str] = []
        while code in self._areas and code not in seen:
            seen.append(code)
            code = self._areas[code][0].parent or code
        return seen[-1] if seen else None

    def outlined(self, text: str) -> str | None:
        """What table boundaries calls a unit that is named by its code, or by code and day: the
        code alone is the first that was called so."""
        code, _, day = text.partition("@")
        versions = self._areas.get(code)
        if not versions:
            return None
        try:
            on = date.fromisoformat(day) if day else to_local(clock.now(self.connection)).date()
        except ValueError:
            return None
        begun = [span for span in versions if span.start <= on]
        last = begun[-1] if begun else versions[0]
        return code if last == versions[0] else f"{code}@{last.start.isoformat()}"

    def create_areas(self, rows: pd.DataFrame) -> None:
        """Areas with all columns but their hash."""
        self._insert("area", rows)
        self.__dict__.pop("_areas", None)  # to be read anew

    def name_keys(self, keys: pd.DataFrame, spec: TableSpec) -> None:
        """Agencies that a source knows by name are keyed by their codes; none is created."""
        for column, dimension in spec.refers.items():
            if column in keys and dimension == "agency" and self.creates(dimension):
                keys[column] = keys[column].map(self._agency_code, na_action="ignore")

    def resolve(self, rows: pd.DataFrame, spec: TableSpec, faults: Faults) -> None:
        """Marks rows that refer to what does not exist; creates it where the mapping says so."""
        for column, dimension in spec.refers.items():
            if self._mapping.creates(dimension):
                self._create(rows, column, dimension, faults)
            values = rows[column]
            unknown = values.notna() & (values != "") & ~values.isin(self.codes(dimension))
            reason = _REASONS[dimension]

            def describe(
                at: int,
                column: str = column,
                values: pd.Series = values,
                reason: Reason = reason,
            ) -> str:
                return detail(reason, column=column, value=values.iloc[at])

            faults.mark(unknown.to_numpy(), reason, describe)

    def _create(self, rows: pd.DataFrame, column: str, dimension: str, faults: Faults) -> None:
        longest = _NAME_LENGTH if dimension == "agency" else _CODE_LENGTH
        good = rows[faults.clean & (rows[column].str.len() <= longest).to_numpy(dtype=bool)]
        values = good[column]
        seen = self.codes(dimension)
        if dimension == "agency":
            codes = {name: self._agency_code(name) for name in values.unique()}
            new = {code: name for name, code in codes.items() if code not in seen}
            self._insert_agencies(new)
            rows[column] = rows[column].map(lambda v: codes.get(v, v), na_action="ignore")
        else:
            unseen = good[good[column].isin(set(values.unique()) - seen)]
            self._insert_procedures(unseen.drop_duplicates(column), column)

    def _agency_code(self, name: str) -> str:
        """The code of an agency that is known by this code or name, else one made of the name:
        the same name gives the same code in every database."""
        if name in self.codes("agency"):
            return name
        known = self._agencies_by_name.get(name)
        if known is None:
            known = name if _PLAIN_CODE.fullmatch(name) else slug(name)
            if known in self._agencies_by_name.values() or known in self.codes("agency"):
                known = slug(name, distinct=True)
            self._agencies_by_name[name] = known
        return known

    def _insert_agencies(self, new: dict[str, str]) -> None:
        rows = pd.DataFrame(
            {
                "code": list(new),
                "name": list(new.values()),
                "short_name": [shortened(name) for name in new.values()],
                "level": self._mapping.agency_level,
                "area_code": None,
                "valid_from": pd.NaT,
                "valid_to": pd.NaT,
                "longitude": np.nan,
                "latitude": np.nan,
            }
        )
        self._insert("agency", rows)

    def _insert_procedures(self, unseen: pd.DataFrame, column: str) -> None:
        fields = unseen["field"].fillna("Khác") if "field" in unseen else "Khác"
        rows = pd.DataFrame(
            {
                "code": unseen[column],
                "name": unseen[column],
                "field": fields,
                "has_fee": False,
                "published_day": EVER,
                "online_day": EVER,
                "withdrawn_day": NEVER,
            }
        )
        table = schema.procedures
        untold = {column.name: None for column in table.columns if column.name not in rows}
        rows = rows.assign(**untold)
        self._insert("procedure", rows)
        if len(rows):
            fold_images(self.connection, table, [images.of_frame(table, rows, 1)])
        for code, field in zip(rows["code"], rows["field"], strict=True):
            self.procedures.setdefault(code, (field, None))

    def _insert(self, dimension: str, rows: pd.DataFrame) -> None:
        if not len(rows):
            return
        table = _TABLES[dimension]
        rows["content_hash"] = content_hashes(rows, spec_of(table.name).hashed)
        plain = rows.astype(object).where(rows.notna(), None)
        records: list[Any] = plain.to_dict("records")
        self.connection.execute(insert(table), records)
        self.codes(dimension).update(rows["code"])
        self.created += len(rows)


def slug(name: str, *, distinct: bool = False) -> str:
    """An ASCII code of at most 40 characters; one that is cut, empty or asked to be `distinct` ends
    with six digits of the whole name's hash."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    if words and len(words) <= _CODE_LENGTH and not distinct:
        return words
    digest = hashlib.sha256(name.encode()).hexdigest()[:6]
    return f"{words[: _CODE_LENGTH - 7].strip('-')}-{digest}".strip("-")


def shortened(name: str) -> str:
    return name if len(name) <= _CODE_LENGTH else name[: _CODE_LENGTH - 1].rstrip() + "…"
