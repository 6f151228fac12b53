"""What a page says beforehand that it will ask for: read once, and the same figures as without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine

from data_access.cache import SharedCache
from data_access.selection import By, Channel, Selection
from metrics.catalogue import metric
from metrics.desk import Desk, View
from metrics.reading import Reading
from metrics.values import Asked
from tests.integration.heard import said_to
from tests.integration.rows import YEAR, days, dossier, finished, load, province

COMPARED = ("on_time", "overdue_now", "completion", "early")
PLACES = (By.AGENCY, By.DISTRICT, By.AREA, By.LEVEL)
SERIES = Asked(compare=False, months=24)
# Of a whole year, and of days that begin within a month, about which other cubes are asked.
PERIODS = (YEAR, days("2024-05-20", "2024-06-06"))


@pytest.fixture
def used(settled: Engine) -> Engine:
    load(
        settled,
        "dossiers",
        finished("1"),
        finished("2", on="2024-07-15 09:00", agency_code="DH", channel="online"),
        dossier("3", agency_code="DH"),
        dossier("4", agency_code="HT", due_at=None, received_at="2024-05-21 09:00"),
        dossier("5", agency_code="TT", state=8, closed_at="2024-06-05 09:00"),
        finished("6", agency_code="BT", received_at="2023-03-01 09:00", channel="online"),
        dossier("7", agency_code="BT", received_at="2023-03-01 09:00", due_at="2023-03-09 09:00"),
    )
    return settled


@contextmanager
def opened(engine: Engine) -> Iterator[View]:
    with Desk(engine=engine, province=province(), cache=SharedCache()).open() as view:
        yield view


def by_place(view: View, **chosen: Any) -> list[Reading]:
    return [
        reading
        for period in PERIODS
        for by in PLACES
        for reading in view.readings(
            [metric(name) for name in COMPARED], Selection(period=period, **chosen), by=by
        )
    ]


def by_channel(view: View, name: str) -> list[Reading]:
    return [
        reading
        for channel in Channel
        for reading in view.readings(
            [metric(name)], Selection(period=YEAR, channel=channel), asked=SERIES
        )
    ]


@pytest.mark.parametrize("chosen", [{}, {"district": "450"}, {"field": "Hộ tịch"}])
def test_figures_by_place_are_the_same_however_much_is_read_with_them(
    used: Engine, chosen: dict[str, str]
) -> None:
    with opened(used) as view:
        alone = by_place(view, **chosen)
    with opened(used) as view:
        view.compares([metric("received"), *map(metric, COMPARED)])
        assert by_place(view, **chosen) == alone
    assert any(reading.value for reading in alone)


def test_figures_by_place_that_were_announced_are_read_once(used: Engine) -> None:
    with opened(used) as view, said_to(used) as statements:
        view.compares(map(metric, COMPARED))
        for name, by in zip(COMPARED, PLACES, strict=True):
            view.readings([metric(name)], Selection(period=YEAR), by=by, asked=Asked(compare=False))
    assert sum("sum(deadline_month_agency" in each for each in statements) == 1
    assert sum("sum(dossier_month_agencies.received)" in each for each in statements) == 1


@pytest.mark.parametrize("name", ["received", "open", "on_time", "overdue_open"])
def test_figures_by_channel_are_the_same_however_many_are_read_at_once(
    used: Engine, name: str
) -> None:
    with opened(used) as view:
        alone = by_channel(view, name)
    with opened(used) as view:
        view.compares([], [metric(name)])
        assert by_channel(view, name) == alone
    assert [reading.value is None for reading in alone].count(False)


def test_figures_by_channel_that_were_announced_are_read_once(used: Engine) -> None:
    with opened(used) as view, said_to(used) as statements:
        view.compares([], [metric("received")])
        by_channel(view, "received")
    assert sum("sum(dossier_month_field.received)" in each for each in statements) == 2
