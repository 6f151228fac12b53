"""From a source's columns to canonical names: still as they came, but called as we call them."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd

from data_access.errors import TamNhinError
from ingest.events.rules import given_by
from ingest.files.geojson import GEOMETRY, ORIGIN
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.outlines import guessed_code
from ingest.pauses import from_columns
from ingest.repeated import Objects, objects, once_each
from ingest.tables import TableSpec

_MISSPELT = 0.8
_MOST_SHOWN, _LONGEST_SHOWN = 40, 60
_NULLS = ("", "NULL", "null")


def plan_columns(
    spec: TableSpec, mapping: Mapping, header: list[str], notes: Notes
) -> dict[str, str]:
    """Canonical name → column of the source. Raises TamNhinError for a column that is missing, or
    that looks like a misspelt one of ours."""
    names = [column.name for column in spec.columns]
    plan = dict(mapping.columns)
    if not plan:
        plan = {name: name for name in names if name in header}
    if spec.name == "boundaries":
        plan |= _of_outlines(plan, mapping, header, notes)
    elif GEOMETRY in names and GEOMETRY in header and GEOMETRY not in mapping.constants:
        plan.setdefault(GEOMETRY, GEOMETRY)
    if mapping.events:
        plan |= {name: given_by(name) for name in mapping.events.gives}
    for theirs in plan.values():
        if theirs not in header:
            raise _missing_column(theirs, header, spec)
    _check_required(spec, mapping, plan, header)
    if not mapping.columns:
        _check_spelling(spec, names, header, plan)
    for theirs in mapping.pause or ():
        if theirs not in header:
            raise _missing_column(theirs, header, spec)
    for theirs in mapping.key:
        if theirs not in header and theirs not in names:
            raise _missing_column(theirs, header, spec)
    return plan


def _of_outlines(
    plan: dict[str, str], mapping: Mapping, header: list[str], notes: Notes
) -> dict[str, str]:
    """What a file of outlines calls by other names, or need not name."""
    given = {*plan, *mapping.constants}
    found = {name: name for name in (GEOMETRY, ORIGIN) if name in header and name not in given}
    code = None if "area_code" in given or mapping.key else guessed_code(header, notes)
    return found | ({"area_code": code} if code else {})


def renamed(
    raw: pd.DataFrame, spec: TableSpec, mapping: Mapping, plan: dict[str, str]
) -> pd.DataFrame:
    """Columns by canonical name: text stripped, nothing as missing, their words as ours."""
    given = {name: _cleaned(raw[theirs]) for name, theirs in plan.items()}
    for name, constant in mapping.constants.items():
        column = pd.Series([constant] * len(raw), dtype=object)
        given[name] = given[name].where(given[name].notna(), constant) if name in given else column
    for name, words in mapping.values.items():
        if name in given:
            given[name] = _translated(given[name], words)
    if mapping.key and set(mapping.key) != set(spec.keys):
        given[spec.keys[0]] = _joined(raw, mapping, plan)
    if mapping.pause:
        begins, ends = (_cleaned(raw[theirs]) for theirs in mapping.pause)
        given["pauses"] = from_columns(begins, ends, mapping)
    return pd.DataFrame(given, index=raw.index)


def _cleaned(column: pd.Series) -> pd.Series:
    if column.dtype.kind in "biufM" or isinstance(column.dtype, pd.api.extensions.ExtensionDtype):
        if not isinstance(column.dtype, pd.StringDtype):
            return column
        column = column.astype(object)
    cleaned = once_each(column.to_numpy(dtype=object), _stripped)
    return pd.Series(cleaned, index=column.index, dtype=object)


def _stripped(values: Objects) -> Objects:
    return objects([_text(v) if isinstance(v, str) else v for v in values])


def _text(value: str) -> str | None:
    stripped = value.strip()
    return None if stripped in _NULLS else stripped


def _translated(column: pd.Series, words: Dict[str, Any]) -> pd.Series:
    known = {str(theirs): ours for theirs, ours in words.items()}
    text = column.astype(object).map(str, na_action="ignore").where(column.notna(), "")
    return text.map(known).where(text.isin(list(known)), column).astype(object)


def _joined(raw: pd.DataFrame, mapping: Mapping, plan: dict[str, str]) -> pd.Series:
    parts = [_cleaned(raw[plan.get(name, name)]).astype(object) for name in mapping.key]
    texts = [part.map(str, na_action="ignore") for part in parts]
    joined = texts[0]
    for part in texts[1:]:
        joined = joined + mapping.key_separator + part
    whole = np.logical_and.reduce([part.notna() for part in parts])
    return joined.where(whole, None)


def _check_required(
    spec: TableSpec, mapping: Mapping, plan: dict[str, str], header: list[str]
) -> None:
    have = {*plan, *mapping.constants, *(spec.keys if mapping.key else ())}
    for column in spec.columns:
        if column.required and column.name not in have:
            raise _missing_column(column.name, header, spec)


def _check_spelling(
    spec: TableSpec, names: list[str], header: list[str], plan: dict[str, str]
) -> None:
    absent = [name for name in names if name not in plan]
    used = {*plan.values(), *(c.name for c in spec.table.columns)}
    for theirs in header:
        close = [] if theirs in used else get_close_matches(theirs, absent, 1, _MISSPELT)
        if close:
            raise TamNhinError(
                vi=f"Bảng {spec.name} không có cột '{theirs}'. Ý bạn là '{close[0]}'?",
                en=f"Table {spec.name} has no column '{theirs}'. Did you mean '{close[0]}'?",
            )


def _missing_column(name: str, header: list[str], spec: TableSpec) -> TamNhinError:
    close = get_close_matches(name, header, n=1)
    shown = ", ".join(each[:_LONGEST_SHOWN] for each in header[:_MOST_SHOWN])
    hint = f" Ý bạn là '{close[0]}'?" if close else ""
    hint_en = f" Did you mean '{close[0]}'?" if close else ""
    return TamNhinError(
        vi=f"Nguồn không có cột '{name}' mà bảng {spec.name} cần.{hint} Các cột: {shown}. "
        "Đổi tiêu đề hoặc dùng --mapping.",
        en=f"The source has no column '{name}', which table {spec.name} needs.{hint_en} "
        f"Columns: {shown}. Rename it or use --mapping.",
    )
