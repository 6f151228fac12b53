"""Changed rows: they are as they came, and what has not changed of them is left alone."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, select, text

from data_access.days import NEVER
from data_access.engine import make_engine, reading
from data_access.schema import dossiers, targets, villages
from ingest.load import load_frame
from ingest.replacing import indexed_together
from tests.integration.heard import said_to
from tests.integration.rows import dossier

DAYS = {"received_day", "deadline_day", "finished_day", "closed_day"}


def load(engine: Engine, rows: list[dict[str, Any]]) -> None:
    load_frame(engine, "dossiers", pd.DataFrame(rows), source="one_stop")


def row(engine: Engine, code: str) -> Any:
    with reading(engine) as connection:
        return connection.execute(select(dossiers).where(dossiers.c.code == code)).one()


def test_rows_that_change_in_many_ways_at_once_are_as_they_came(settled: Engine) -> None:
    load(settled, [dossier(code) for code in "12345"])
    load(
        settled,
        [
            dossier("1"),
            dossier("2", channel="postal"),
            dossier("3", finished_at="2024-06-07 10:00", state=9),
            dossier("4", agency_code="DH"),
            dossier("5", received_at="2024-05-02 08:00", due_at=None),
        ],
    )
    assert row(settled, "1").channel == dossier("1")["channel"]
    assert row(settled, "2").channel == "postal"
    assert (row(settled, "3").finished_day, row(settled, "3").closed_day) == (20240607, 20240607)
    assert (row(settled, "4").agency_code, row(settled, "4").finished_day) == ("DH", NEVER)
    assert (row(settled, "5").received_day, row(settled, "5").deadline_day) == (20240502, NEVER)
    assert row(settled, "5").due_at is None


def test_an_index_finds_what_the_table_has_after_a_change(settled_sqlite: str) -> None:
    engine = make_engine(settled_sqlite)
    load(engine, [dossier(code) for code in "123"])
    load(engine, [dossier("1", finished_at="2024-06-07 10:00"), dossier("2", agency_code="DH")])
    with reading(engine) as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        found = connection.scalars(select(dossiers.c.code).where(dossiers.c.finished_day < NEVER))
        assert found.all() == ["1"]
    engine.dispose()


def test_a_change_writes_no_index_of_what_it_leaves_as_it_was(settled_sqlite: str) -> None:
    engine = make_engine(settled_sqlite)
    load(engine, [dossier(code) for code in "12"])
    with said_to(engine) as statements:
        load(engine, [dossier("1", channel="postal")])
    changing = [each for each in statements if each.startswith("UPDATE dossiers")]
    assert changing
    assert not any(f"{day}=" in each for each in changing for day in DAYS)
    engine.dispose()


@pytest.mark.parametrize(
    ("table", "groups"),
    [
        (
            dossiers,
            (("agency_code", "received_day"), ("closed_day", "deadline_day"), ("finished_day",)),
        ),
        (villages, (("commune_code", "superseded_day"),)),
        (targets, ()),
    ],
)
def test_columns_of_one_index_are_told_together_with_those_of_its_condition(
    table: Any, groups: tuple[tuple[str, ...], ...]
) -> None:
    assert indexed_together(table) == groups
