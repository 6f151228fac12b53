"""Whole rows of a table, out of the database and into it again."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, select

from ingest.recount import frame_of

AT_ONCE = 50_000


def frames(
    connection: Connection, fact: Table, where: ColumnElement[bool]
) -> Iterator[pd.DataFrame]:
    query = select(fact).where(where).execution_options(stream_results=True)
    for rows in connection.execute(query).partitions(AT_ONCE):
        yield frame_of(fact, rows)
