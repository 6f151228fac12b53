"""Any page's chart, by its id, over the whole screen."""

from __future__ import annotations

from dash.development.base_component import Component

from components.trend import trend
from data_access.errors import UnknownFilter
from metrics.catalogue import metric
from pages.page import Ask, Content, Page
from pages.registry import listed_pages
from pages.screens.screen import Place, Screen

CHART = "wall-chart"


def chart_ids() -> dict[str, Page]:
    """Every chart that a wall can show, and its page."""
    return {chart: page for page in listed_pages() for chart in page.about}


def _page(place: Place) -> Page:
    known = chart_ids()
    if place.spec.of not in known:
        raise UnknownFilter("chart", place.spec.of, known)
    return known[place.spec.of]


def _content(ask: Ask, place: Place) -> Content:
    page, chart = _page(place), place.named(CHART)
    found = page.content(ask)
    title, sub = found.head(place.spec.of)
    return Content(
        figures={chart: found.figure(place.spec.of)},
        heads={chart: (title or ask.words(page.label), sub)},
    )


def _body(content: Content, ask: Ask, place: Place) -> Component:
    chart = place.named(CHART)
    title, sub = content.head(chart)
    return trend(
        title,
        content.figure(chart),
        sub=sub,
        name=chart,
        words=ask.words,
        source=ask.source(*map(metric, _page(place).about[place.spec.of])),
    )


def _title(ask: Ask, place: Place) -> str:
    known = chart_ids().get(place.spec.of)
    return ask.words(known.label) if known else place.spec.of


SCREEN = Screen(
    title=_title,
    content=_content,
    body=_body,
    sub=lambda ask, place: f"{_title(ask, place)}, {ask.filters_said()}",
    charts=(CHART,),
    headed=(CHART,),
)
