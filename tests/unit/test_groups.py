"""A business area's page is declared; what every one of them must have is held here."""

from __future__ import annotations

from importlib import import_module

import pytest

from data_access.selection import By, Period, Selection
from metrics.catalogue import CATALOGUE, business_areas, metric
from metrics.compute import understands
from metrics.metric import Unit
from pages.group import Group
from pages.registry import all_pages

NAMES = (
    *("dossiers", "online", "digitisation", "documents"),
    *("infrastructure", "society", "security", "petitions"),
)
GROUPS: list[Group] = [import_module(f"pages.{name}").GROUP for name in NAMES]
EVERY = [pytest.param(each, id=each.name) for each in GROUPS]
# Of the province as a whole among others, yearly: the page of rankings tells them. What only the
# national portal counts is told where services are scored.
RANKED = {"agencies_assessed", "papi_rank"}
ELSEWHERE = RANKED | {each.id for each in business_areas()["service_index"]}
WIDE = Selection(period=Period.year(2024))


def test_every_metric_is_on_the_page_of_a_business_area() -> None:
    assert set(CATALOGUE) - {name for group in GROUPS for name in group.metrics} == ELSEWHERE


@pytest.mark.parametrize("group", EVERY)
def test_every_page_has_gauges_a_trend_and_a_comparison_of_metrics_that_exist(group: Group) -> None:
    assert group.gauges
    assert group.trends
    assert group.compares
    assert set(group.metrics) <= set(CATALOGUE)


@pytest.mark.parametrize("group", EVERY)
def test_counts_are_plain_figures_and_no_gauges(group: Group) -> None:
    gauges = [metric(spec.metric) for spec in group.specs]
    timed = (Unit.RATIO, Unit.DAYS, Unit.CALENDAR_DAYS)
    assert [each.id for each in gauges if each.unit not in timed] == []
    counted = [metric(name) for row in group.counts for name in row]
    assert [each.id for each in counted if each.unit is Unit.RATIO] == []


@pytest.mark.parametrize("group", EVERY)
def test_lines_of_a_trend_share_their_unit_and_say_together_what_they_are(group: Group) -> None:
    for trend in group.trends:
        assert len({metric(name).unit for name in trend.metrics}) == 1
        assert bool(trend.title) == (len(trend.metrics) > 1 or trend.split is not None)
        assert trend.split is None or len(trend.metrics) == 1
        by = trend.split or By.MONTH
        assert all(understands(metric(name), WIDE, by) for name in trend.metrics)


@pytest.mark.parametrize("group", EVERY)
def test_what_is_compared_is_known_by_that_unit(group: Group) -> None:
    for compare in group.compares:
        assert understands(metric(compare.metric), WIDE, compare.by)
    for name in group.by_level:
        assert understands(metric(name), WIDE, By.LEVEL)


@pytest.mark.parametrize("name", ["doc_online", "doc_signed", "portal_fresh", "online_submit"])
def test_figures_that_are_published_by_level_stand_by_level(name: str) -> None:
    assert any(name in group.by_level for group in GROUPS)


def test_pages_are_at_the_address_of_their_name_and_four_lead_there_on_a_phone() -> None:
    assert {f"/{group.name}" for group in GROUPS} <= set(all_pages())
    phone = [page.path for page in all_pages().values() if page.phone]
    assert len(phone) == 4
