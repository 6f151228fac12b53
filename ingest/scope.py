"""Which rows of a table a source may delete: those that came from it."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, select, true

from data_access.errors import TamNhinError
from data_access.schema import loads
from ingest.deletes import WHOLE_TABLE
from ingest.mapping import Mapping
from ingest.references import References
from ingest.tables import Kind, TableSpec, kind_of


def rows_of_source(
    connection: Connection, spec: TableSpec, mapping: Mapping, source: str, names: References
) -> ColumnElement[bool]:
    """Raises TamNhinError where it cannot be told: rows do not say where they came from, so either
    the mapping limits them by its constants, or the ledger shows that nobody else loads them."""
    scope = mapping.deletes.scope
    if scope == (WHOLE_TABLE,):
        return true()
    if scope:
        constants = {name: mapping.constants[name] for name in scope}
        return _with_constants(spec, constants, names)
    other = _other_source(connection, spec.name, source)
    if other is not None:
        raise TamNhinError(
            vi=f"Bảng {spec.name} còn nhận dòng từ '{other}', nên không biết dòng nào của nguồn này"
            ' đã mất. Trong [deletes] đặt scope = ["cột"] (cột có trong [constants], chỉ nguồn'
            ' này dùng giá trị đó), hoặc scope = "table" nếu nguồn này có đủ mọi dòng.',
            en=f"Table {spec.name} also gets rows from '{other}', so which rows of this source are"
            ' gone cannot be told. In [deletes] set scope = ["column"] (one of [constants], whose'
            ' value only this source has), or scope = "table" if this source holds every row.',
        )
    return true()


def _with_constants(
    spec: TableSpec, constants: Dict[str, Any], names: References
) -> ColumnElement[bool]:
    for name in constants:
        if kind_of(spec.table.c[name]) is not Kind.TEXT:
            raise TamNhinError(
                vi=f"[deletes] scope: cột '{name}' không phải cột chữ.",
                en=f"[deletes] scope: column '{name}' is no column of text.",
            )
    one = pd.DataFrame([{name: str(value) for name, value in constants.items()}])
    names.name_keys(one, spec)
    return and_(*(spec.table.c[name] == one[name].iloc[0] for name in constants))


def _other_source(connection: Connection, table: str, source: str) -> str | None:
    other = select(loads.c.source).where(
        loads.c.table_name == table,
        loads.c.source != source,
        loads.c.inserted + loads.c.updated > 0,
    )
    found: str | None = connection.scalar(other.limit(1))
    return found
