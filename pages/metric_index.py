"""All metrics there are, by business area, each with its definition and the way to its page."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from components import format as fmt
from components.table import Column, Row, table
from metrics.catalogue import CATALOGUE
from metrics.metric import Metric
from metrics.values import ALONE
from pages.page import Ask


def metric_index(ask: Ask) -> Component:
    by_source: dict[str, list[Metric]] = {}
    for each in CATALOGUE.values():
        by_source.setdefault(each.source, []).append(each)
    return html.Div(
        [_system(ask, source, found) for source, found in by_source.items()],
        className="metric-index",
    )


def _system(ask: Ask, source: str, metrics: list[Metric]) -> Component:
    words, spec = ask.words, ask.view.province.sources.get(source)
    name = (spec.label_en if words.lang == "en" else spec.label) if spec else source
    columns = [
        Column(title=words("Chỉ số")),
        Column(title=words("Giá trị"), kind="number"),
        Column(title=words("Định nghĩa"), wide=True),
    ]
    readings = ask.view.readings(metrics, ask.selection, asked=ALONE)
    rows = [
        Row(
            cells=[
                dcc.Link(words.label(r.metric), href=ask.metric(r.metric)),
                fmt.with_unit(r.value, r.metric.unit, fmt.decimals_of(r.metric), words),
                html.Span(words.description(r.metric), className="prose"),
            ]
        )
        for r in readings
    ]
    return html.Section([html.H2(name), table(columns, rows, caption=name)])
