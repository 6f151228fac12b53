"""One metric, large: its figure, what it means, and its months."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.figure import reading_tile
from components.trend import trend
from components.wall_frame import wall_split
from metrics.catalogue import metric
from metrics.values import Asked
from pages.metric_history import MONTHS, history_figure, history_title
from pages.page import Ask, Content
from pages.screens.screen import Place, Screen, part
from wording.periods import lowered
from wording.readings import wall_title

FIGURE, TREND = "metric", "wall-metric"


def _content(ask: Ask, place: Place) -> Content:
    about = metric(place.spec.of)
    [reading] = ask.view.readings([about], ask.selection, asked=Asked(compare=True, months=MONTHS))
    figure = reading_tile(reading, words=ask.words, source=ask.source(about), size="wall")
    meaning = html.P(ask.words.description(about), className="meaning")
    chart = place.named(TREND)
    return Content(
        blocks={place.named(FIGURE): html.Div([figure, meaning], className="large")},
        figures={chart: history_figure(ask, about, reading)},
        heads={chart: (history_title(ask, about, reading), "")},
    )


def _body(content: Content, ask: Ask, place: Place) -> Component:
    chart = place.named(TREND)
    title, sub = content.head(chart)
    months = trend(
        title,
        content.figure(chart),
        sub=sub,
        name=chart,
        words=ask.words,
        source=ask.source(metric(place.spec.of)),
    )
    return wall_split(months, part(content, place.named(FIGURE)))


def _title(ask: Ask, place: Place) -> str:
    return ask.words.label(metric(place.spec.of))


def _sub(ask: Ask, place: Place) -> str:
    return f"{wall_title(metric(place.spec.of), ask.words)}, {lowered(ask.filters_said())}"


SCREEN = Screen(
    title=_title,
    content=_content,
    body=_body,
    sub=_sub,
    blocks=(FIGURE,),
    charts=(TREND,),
    headed=(TREND,),
)
