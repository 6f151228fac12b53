"""All metrics there are, by business area, each with its definition and the way to its page."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from components.row_link import to_rows
from components.table import Column, Row, table
from metrics.catalogue import business_areas
from metrics.metric import Metric
from metrics.values import ALONE
from pages.business_areas import BUSINESS_AREAS
from pages.page import Ask
from pages.row_links import rows_of
from wording import format as fmt


def metric_index(ask: Ask) -> Component:
    areas = business_areas().items()
    return html.Div([_area(ask, name, found) for name, found in areas], className="metric-index")


def _area(ask: Ask, area: str, metrics: Sequence[Metric]) -> Component:
    words = ask.words
    name = words(BUSINESS_AREAS[area])
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
                to_rows(
                    fmt.with_unit(r.value, r.metric.unit, fmt.decimals_of(r.metric), words),
                    rows_of(ask, r),
                    words,
                ),
                html.Span(words.description(r.metric), className="prose"),
            ]
        )
        for r in readings
    ]
    return html.Section([html.H2(name), table(columns, rows, caption=name)])
