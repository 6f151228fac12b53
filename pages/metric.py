"""Metric: one figure in full. Without a name in the address, all there are."""

from __future__ import annotations

from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from components.figure import reading_tile
from components.slot import slot
from components.words import mark
from metrics.catalogue import CATALOGUE, metric
from metrics.metric import Metric
from metrics.values import Asked
from pages.page import Ask, Content, Page

NAME = "metric"


def content(ask: Ask) -> Content:
    if not ask.item:
        return Content(
            sub=ask.words("{n} chỉ số", n=len(CATALOGUE)), blocks={"reading": _index(ask)}
        )
    return Content(sub=ask.said(), blocks={"reading": _reading(ask, metric(ask.item))})


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return html.Div(slot(NAME, "reading", content.blocks.get("reading")))


def title(ask: Ask) -> str:
    found = CATALOGUE.get(ask.item)
    return ask.words.label(found) if found else ask.words(PAGE.label)


def _index(ask: Ask) -> Component:
    """Every metric, a link each, by the system that supplies it."""
    by_source = groupby(sorted(CATALOGUE.values(), key=lambda m: m.source), lambda m: m.source)
    return html.Div([_system(ask, source, list(found)) for source, found in by_source])


def _system(ask: Ask, source: str, metrics: list[Metric]) -> Component:
    links = [html.Li(dcc.Link(ask.words.label(m), href=ask.metric(m))) for m in metrics]
    return html.Section([html.H2(ask.source_named(source).label), html.Ul(links)])


def _reading(ask: Ask, about: Metric) -> Component:
    [reading] = ask.view.readings([about], ask.selection, asked=Asked(months=12))
    return reading_tile(reading, words=ask.words, source=ask.source(about))


PAGE = Page(
    path="/metric",
    name=NAME,
    label=mark("Chỉ số"),
    short=mark("Chỉ số"),
    group=mark("Tra cứu"),
    order=5,
    blocks=("reading",),
    content=content,
    frame=frame,
    items=True,
    listed=False,
    title=title,
)
