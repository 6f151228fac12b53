"""The page of one metric, for every kind of metric there is, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from components.look import Look
from data_access.cache import SharedCache
from data_access.errors import UnknownFilter, UnknownMetric
from data_access.selection import By, Channel, Level, Period, Selection
from metrics.catalogue import CATALOGUE, metric
from metrics.desk import Desk
from metrics.parts import Split, Unsplit
from metrics.reading import Reading
from metrics.values import Asked
from pages import metric as page
from pages.metric_history import MONTHS, broken, history_figure, reformed_on, shown
from pages.metric_units import offered, units
from pages.page import Ask
from tests.integration.reform import dossiers
from tests.integration.rows import (
    days,
    dossier,
    finished,
    load,
    observation,
    province,
    village,
)
from wording.words import Words

DECEMBER = Period.month(202412)
OVER_REFORM = days("2025-05-01", "2026-03-31")


@contextmanager
def asking(engine: Engine, item: str, period: Period, **filters: Any) -> Iterator[Ask]:
    """`unit` and `all` are the page's own, anything else is a filter."""
    own = {name: str(filters.pop(name)) for name in ("unit", "all") if name in filters}
    with Desk(engine=engine, province=province(), cache=SharedCache()).open() as view:
        selection = view.checked(Selection(period=period, **filters))
        look = Look(words=Words("vi"), theme="light", size="desk")
        query = selection.to_query() | dict(own)
        yield Ask(
            view=view,
            selection=selection,
            query=query,
            look=look,
            sources=view.sources(),
            item=item,
        )


def read(ask: Ask) -> Reading:
    [reading] = ask.view.readings([metric(ask.item)], ask.selection, asked=Asked(months=MONTHS))
    return reading


def filled(engine: Engine) -> None:
    """In November and in December: of five agencies, one only before and one only after."""
    rows = []
    for agency, november, december in (
        ("TP", 4, 6),
        ("DH", 5, 5),
        ("HT", 2, 0),
        ("TT", 0, 3),
        ("BT", 3, 4),
    ):
        for month, count in (("11", november), ("12", december)):
            for n in range(count):
                code, day = f"{agency}-{month}-{n}", f"2024-{month}-{n + 3:02d}"
                more = {"field": ("Hộ tịch", "Đất đai")[n % 2], "channel": list(Channel)[n % 3]}
                own = {"agency_code": agency, "received_at": day, "due_at": f"2024-{month}-20"}
                on = f"2024-{month}-{18 if n % 3 else 24}"
                rows.append(finished(code, on=on, **own, **more))
    load(engine, "dossiers", *rows)
    load(engine, "villages", village("v1"), village("v2", commune_code="19111", signal="none"))


@pytest.mark.parametrize("by", [By.AGENCY, By.DISTRICT, By.AREA, By.LEVEL, By.FIELD, By.CHANNEL])
def test_what_groups_add_to_a_change_is_the_change_that_is_shown(settled: Engine, by: By) -> None:
    filled(settled)
    for name in ("received", "on_time", "online_submit", "open", "early", "overdue"):
        with asking(settled, name, DECEMBER) as ask:
            found = ask.view.change_by(metric(name), ask.selection, by)
            assert isinstance(found, Split), name
            assert float(found.total) == pytest.approx(read(ask).change)
            assert sum(part.change for part in found.parts) == found.total


def test_an_agency_that_came_or_went_has_its_part(settled: Engine) -> None:
    filled(settled)
    with asking(settled, "received", DECEMBER) as ask:
        found = ask.view.change_by(metric("received"), ask.selection, By.AGENCY)
    assert isinstance(found, Split)
    assert {part.code: int(part.change) for part in found.parts} == {
        "TP": 2,
        "HT": -2,
        "TT": 3,
        "BT": 1,
    }


def test_a_change_over_the_reform_is_split_among_the_same_units(reformed: Engine) -> None:
    dossiers(reformed, X1_2024=6, X2_2024=9, SO_2024=3, M1_2026=8, M2_2026=9, SO_2026=4)
    period = days("2025-03-01", "2026-03-31")  # and the thirteen months before
    with asking(reformed, "received", period) as ask:
        found = ask.view.change_by(metric("received"), ask.selection, By.DISTRICT)
        assert isinstance(found, Split)
        assert float(found.total) == read(ask).change == 21 - 18


def test_a_line_stops_at_the_reform_unless_it_is_worked_out_again(reformed: Engine) -> None:
    dossiers(reformed, X1_2024=2, M1_2026=2)
    for name, filters, stops in (
        ("received", {}, False),  # counted from rows: the province has not changed
        ("received", {"district": "A"}, False),  # the crosswalk leads over it
        ("received", {"level": Level.COMMUNE}, True),  # other communes than before
        ("satisfied", {}, True),  # reported as a total
    ):
        with asking(reformed, name, OVER_REFORM, **filters) as ask:
            reading = read(ask)
            on = reformed_on(ask, shown(reading))
            assert str(on) == "2025-07-01"
            assert on is not None
            assert broken(ask, metric(name), on) is stops, (name, filters)
            [line] = [t for t in history_figure(ask, metric(name), reading).data if not t.name]
            assert list(line.x).count("T7/2025") == (2 if stops else 1)


def test_every_metric_has_a_page_whatever_is_chosen(settled: Engine) -> None:
    filled(settled)
    load(settled, "observations", observation("satisfied", numerator=9, denominator=10))
    chosen: list[tuple[Period, dict[str, Any]]] = [
        (DECEMBER, {}),
        (DECEMBER, {"district": "450"}),
        (days("2024-12-23", "2024-12-29"), {"agency": "DH", "field": "Hộ tịch"}),
    ]
    for place, (period, filters) in enumerate(chosen):
        every = list(CATALOGUE)  # on PostgreSQL under one selection each: it takes long
        names = every if settled.dialect.name == "sqlite" else every[place :: len(chosen)]
        with asking(settled, "", period, **filters) as ask:
            for name in names:
                content = page.content(replace(ask, item=name))
                assert content.blocks["figure"], name
                page.frame(content, replace(ask, item=name))


def test_without_a_name_all_metrics_are_listed_with_their_pages(settled: Engine) -> None:
    with asking(settled, "", DECEMBER) as ask:
        said = str(page.content(ask).blocks["index"])
    assert all(f"/metric/{name}?" in said for name in CATALOGUE)


def test_a_name_that_is_none_is_named_with_the_closest(settled: Engine) -> None:
    with asking(settled, "on_tme", DECEMBER) as ask, pytest.raises(UnknownMetric, match="on_time"):
        page.content(ask)
    with (
        asking(settled, "on_time", DECEMBER, unit="street") as ask,
        pytest.raises(UnknownFilter, match="street"),
    ):
        page.content(ask)


def test_only_breakdowns_that_a_metric_knows_are_offered_and_the_others_are_named(
    settled: Engine,
) -> None:
    filled(settled)
    with asking(settled, "no_signal", DECEMBER) as ask:
        assert offered(ask, metric("no_signal")) == [By.DISTRICT, By.AREA]
        blocks = page.content(ask).blocks
        assert [blocks[str(by)] for by in page.KINDS] == [None, None, None]
        assert "cơ quan, cấp, lĩnh vực, kênh: nguồn không ghi" in str(blocks["meaning"])


def test_a_chosen_unit_stands_among_all_of_its_level(settled: Engine) -> None:
    filled(settled)
    with asking(settled, "received", DECEMBER, district="450") as ask:
        found = units(ask, metric("received"))
        assert found is not None
        assert (found.by, found.chosen) == (By.DISTRICT, "450")
        assert {r.group.code for r in found.readings if r.group} == {"450", "455"}
    with asking(settled, "received", DECEMBER, agency="TP") as ask:
        found = units(ask, metric("received"))
        assert found is not None
        assert {r.group.code for r in found.readings if r.group} == {"TP"}  # the other: nothing
        assert offered(ask, metric("received")) == [By.AGENCY]


def test_a_median_says_that_it_cannot_be_split(settled: Engine) -> None:
    filled(settled)
    with asking(settled, "median_days", DECEMBER) as ask:
        found = ask.view.change_by(metric("median_days"), ask.selection, By.AGENCY)
        assert found is Unsplit.MEDIAN
        assert "không phải là tổng" in str(page.content(ask).blocks["change"])


def test_a_median_of_part_of_a_month_says_so_and_keeps_its_history(settled: Engine) -> None:
    filled(settled)
    load(settled, "dossiers", dossier("late", received_at="2024-12-02"))
    with asking(settled, "median_days", days("2024-12-02", "2024-12-08")) as ask:
        blocks = page.content(ask).blocks
        assert "Chỉ theo tháng" in str(blocks["figure"])
        assert "hãy chọn trọn tháng" in str(blocks["units"])
        assert any(point.value for point in read(ask).series)
