"""The section [deletes] of a mapping: how a source says that a row is gone."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from config.durations import parse_duration
from ingest.faults import Mask
from ingest.wording import bad, check_known

KEYS = ("tombstone", "compare", "snapshot", "at_most", "scope")
AT_MOST = 0.2
WHOLE_TABLE = "table"
_STANDS = ("", "0", "false", "f", "no", "n", "không", "sai", "null")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletes:
    """`column`: theirs, whose `values` mark a row as gone; without values anything but empty, 0,
    false and no does. `compare`: how often all keys are compared. `snapshot`: every reading is
    the whole. `at_most`: the share of the rows that a comparison may delete. `scope`: columns
    whose constants tell this source's rows; (WHOLE_TABLE,) for all; None where the ledger of
    loads has to show that there is no other source."""

    column: str | None = None
    values: tuple[str, ...] = ()
    compare: timedelta | None = None
    snapshot: bool = False
    at_most: float = AT_MOST
    scope: tuple[str, ...] | None = None

    @property
    def compares(self) -> bool:
        return self.snapshot or self.compare is not None

    def tombstones(self, frame: pd.DataFrame) -> Mask:
        """Which rows of the source say that they are gone."""
        if self.column is None:
            return np.zeros(len(frame), dtype=bool)
        words = frame[self.column].map(_word, na_action="ignore")
        if self.values:
            return words.isin(self.values).to_numpy(dtype=bool)
        return (frame[self.column].notna() & ~words.isin(_STANDS)).to_numpy(dtype=bool)


def parse_deletes(mapping: Dict[str, Any], where: str) -> Deletes:
    """`mapping`: the whole file, since its constants may limit what is deleted."""
    where, section = f"{where} [deletes]", mapping.get("deletes", {})
    columns = mapping.get("columns", {})
    fixed = [name for name in mapping.get("constants", {}) if name not in columns]
    tombstone = section.get("tombstone", {})
    if not isinstance(tombstone, dict) or ("tombstone" in section and "column" not in tombstone):
        raise bad("tombstone", tombstone, '{column = "…"}', '{column = "…"}', where)
    for key in tombstone:
        check_known(key, ("column", "values"), f"{where} tombstone")
    return Deletes(
        column=tombstone.get("column"),
        values=tuple(_word(value) for value in tombstone.get("values", ())),
        compare=_compare(section.get("compare"), where),
        snapshot=bool(section.get("snapshot", False)),
        at_most=_share(section.get("at_most", AT_MOST), where),
        scope=_scope(section.get("scope"), fixed, where),
    )


def _compare(value: object, where: str) -> timedelta | None:
    try:
        return None if value is None else parse_duration(value)
    except ValueError:
        raise bad("compare", value, 'như "24h"', 'such as "24h"', where) from None


def _share(value: object, where: str) -> float:
    if isinstance(value, int | float) and 0 <= value <= 1:
        return float(value)
    raise bad("at_most", value, "từ 0 đến 1", "from 0 to 1", where)


def _scope(value: object, constants: list[str], where: str) -> tuple[str, ...] | None:
    if value is None:
        return None
    if value == WHOLE_TABLE:
        return (WHOLE_TABLE,)
    if not isinstance(value, list) or not value or not set(value) <= set(constants):
        wanted = ", ".join(constants) or "[constants]"
        raise bad("scope", value, f'"table" hoặc {wanted}', f'"table" or {wanted}', where)
    return tuple(value)


def _word(value: object) -> str:
    """1, 1.0, "1" and true, "True" are written alike by different systems."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip().lower()
