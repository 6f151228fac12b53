"""The list behind a figure holds exactly what the figure counts, for whatever is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from operator import itemgetter
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from api.rows import rows_csv, rows_json
from data_access.cache import SharedCache
from data_access.fetch import NotKept
from data_access.records import Narrow, Order, plan
from data_access.selection import Level, Period, Selection
from ingest.load import load_frame
from metrics.catalogue import CATALOGUE, metric
from metrics.desk import Desk, View
from metrics.row_list import RowList
from metrics.rows import Part, counts_rows, parts_of
from tests.integration import cells, reform
from tests.integration.drawn import DEEPER, selections
from tests.integration.rows import YEAR, dossier, finished, load, province, village
from tests.integration.test_histories import KINDS

LISTED = [each for each in CATALOGUE.values() if counts_rows(each)]
DRAWN = st.fixed_dictionaries(
    {
        table: st.lists(
            kind.rows,
            min_size=2,
            max_size=9,
            unique_by=itemgetter(*kind.keys),
        )
        for table, kind in KINDS.items()
    }
)
FEW = settings(
    deadline=None,
    max_examples=DEEPER * 2,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def opened(engine: Engine) -> Iterator[View]:
    desk = Desk(engine=engine, province=province(), cache=SharedCache())
    with desk.open() as view:
        yield view


def assert_lists_are_their_figures(view: View, selection: Selection) -> None:
    for about in LISTED:
        for part in parts_of(about):
            try:
                found = view.row_list(about, part, selection)
            except NotKept:
                continue  # there is no figure
            records = list(found.everything())
            counted = sum(record.counts * record.share for record in records)
            where = f"{about.id}, {part}, {selection}"
            assert counted == (found.count or 0), where
            assert found.rows in (None, len(records)) or found.reason, where
            assert records == paged(found), where


def paged(found: RowList) -> list[Any]:
    """The same, three rows at a time."""
    records: list[Any] = []
    while True:
        after = records[-1].key if records else None
        rows = found.page(Order(), after=after, start=len(records), limit=3)
        if not rows:
            return records
        records += rows


@FEW
@given(rows=DRAWN, asked=st.lists(selections(), min_size=2, max_size=2))
def test_every_list_adds_up_to_its_figure_and_pages_add_up_to_the_list(
    settled: Engine, rows: dict[str, list[dict[str, Any]]], asked: list[Selection]
) -> None:
    cells.empty(settled)
    for table, drawn in rows.items():  # some are refused, which is not what this is about
        load_frame(settled, table, pd.DataFrame(drawn), source=KINDS[table].source)
    with opened(settled) as view:
        for selection in asked:
            known = selection.field in view.fields()
            assert_lists_are_their_figures(
                view, selection if known else replace(selection, field=None)
            )
            assert_lists_are_their_figures(view, Selection(period=selection.period))


@pytest.mark.parametrize(
    "filters", [{}, {"district": "A"}, {"area": "109"}, {"level": Level.COMMUNE}]
)
def test_over_a_reform_each_row_counts_by_its_share(
    reformed: Engine, filters: dict[str, Any]
) -> None:
    reform.dossiers(reformed, X1_2024=3, X2_2024=5, X2_2025=4, HA_2025=2, M1_2026=6, M2_2026=1)
    with opened(reformed) as view:
        before = Period.year(2024)
        for period in (before, Period(start=before.start, end=reform.NOW.date())):
            assert_lists_are_their_figures(view, Selection(period=period, **filters))


def test_what_is_left_of_a_ratio_is_listed_where_its_numerator_is_a_part(settled: Engine) -> None:
    load(
        settled,
        "dossiers",
        finished("in time"),
        finished("late", on="2024-07-15 09:00"),
        dossier("open and overdue"),
    )
    with opened(settled) as view:
        rest = view.row_list(metric("on_time"), Part.REST, Selection(period=YEAR))
        codes = {record.values["code"] for record in rest.everything()}
    assert codes == {"late", "open and overdue"}
    assert Part.REST not in parts_of(metric("completion"))  # resolved is no part of received
    assert parts_of(metric("satisfied")) == ()


def test_short_lists_are_sorted_and_searched_by_any_column(settled: Engine) -> None:
    load(
        settled,
        "dossiers",
        *(dossier(str(n), agency_code=("TC", "TP")[n % 2], paused_days=n % 3) for n in range(7)),
        dossier("no due date", due_at=None, end_to_end=True),
    )
    with opened(settled) as view:
        found = view.row_list(metric("received"), Part.COUNTED, Selection(period=YEAR))
        assert found.free
        for column in ("paused_days", "end_to_end", "field", "duration_days"):
            for descending in (True, False):
                order = Order(column=column, descending=descending)
                whole = found.page(order, limit=100)
                parts = found.page(order, limit=3)
                parts += found.page(order, after=parts[-1].key, start=3, limit=100)
                assert [r.values["code"] for r in parts] == [r.values["code"] for r in whole]
                assert len(whole) == 8
        narrow = {"agency_code": Narrow(among=("TC",)), "code": Narrow(text="2")}
        assert [r.values["code"] for r in found.page(Order(), limit=9, narrow=narrow)] == ["2"]
        told = {"end_to_end": Narrow(among=(None,))}
        assert len(found.page(Order(), limit=9, narrow=told)) == 7


def test_a_page_is_found_by_an_index_and_not_sorted(settled: Engine) -> None:
    load(settled, "dossiers", *(finished(str(n)) for n in range(5)))
    asked: list[tuple[str, Part, dict[str, Any]]] = [
        ("received", Part.COUNTED, {}),
        ("on_time", Part.REST, {"district": "450"}),
        ("received", Part.COUNTED, {"agency": "TP"}),
        ("digitised", Part.REST, {"level": Level.PROVINCE}),
        ("overdue_now", Part.COUNTED, {"field": "Hộ tịch"}),
        ("doc_online", Part.DENOMINATOR, {}),
    ]
    with opened(settled) as view:
        if settled.dialect.name == "postgresql":  # of so few rows it would rather read all
            for costly in ("seqscan", "bitmapscan", "sort"):
                view.snap.connection.exec_driver_sql(f"SET LOCAL enable_{costly} = off")
        for name, part, filters in asked:
            found = view.row_list(metric(name), part, Selection(period=YEAR, **filters))
            how = plan(view.snap, found.found, order=Order(), limit=100)
            assert "index" in how.lower(), (name, how)
            whole = r"USE TEMP B-TREE FOR ORDER BY|Seq Scan|(?<!Incremental )Sort  \("
            assert not re.search(whole, how), (name, how)


def test_programs_page_through_a_list_and_hear_when_data_moved_on(settled: Engine) -> None:
    load(settled, "dossiers", *(dossier(str(n), field="=1+1") for n in range(5)))
    with opened(settled) as view:
        first = rows_json(view, "received", {"limit": "3", "from": "2024-01-01"})
    assert first["count"] == 5
    assert [row["code"] for row in first["rows"]] == ["4", "3", "2"]
    load(settled, "dossiers", dossier("0a"))
    with opened(settled) as view:
        second = rows_json(view, "received", {"limit": "9", "cursor": first["next"]})
    assert [row["code"] for row in second["rows"]] == ["1", "0a", "0"]
    assert second["changed"]["from"] == first["data_version"]
    assert "next" not in second


def test_a_saved_list_says_what_it_is_and_runs_no_formula(settled: Engine) -> None:
    load(settled, "dossiers", *(dossier(str(n), field="=1+1") for n in range(3)))
    query = {"from": "2024-06-01", "to": "2024-06-30", "agency": "TP"}
    with opened(settled) as view:
        text = "".join(rows_csv(view, "received", query))
    head, _, rows = text.partition("\r\n\r\n")
    assert head.startswith("\ufeffHồ sơ tiếp nhận")
    assert "Bộ lọc;Sở Tư pháp" in head
    assert "Con số;3" in head
    assert rows.splitlines()[0].startswith("Mã;Tiếp nhận;Hạn trả")
    assert rows.count(";'=1+1;") == 3


def test_villages_of_people_counted_add_up_to_them(settled: Engine) -> None:
    load(settled, "villages", village("a", signal="none", people=40), village("b", people=60))
    with opened(settled) as view:
        found = view.row_list(metric("no_signal_people"), Part.COUNTED, Selection(period=YEAR))
        assert [(r.values["name"], r.counts) for r in found.everything()] == [("Bản a", 40)]
        assert found.rows is None


def test_a_list_that_does_not_know_the_filter_says_so(settled: Engine) -> None:
    load(settled, "villages", village())
    with opened(settled) as view:
        shown = rows_json(view, "no_signal", {"agency": "TP"})
    assert shown["rows"] == []
    assert shown["reason"] == "not_by_this"
    assert json.loads(json.dumps(shown))["count"] is None
