"""The figures at the top of a group's page, each leading to its definition and to its rows."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from components.figure import reading_tile
from components.status_totals import status_totals
from metrics.reading import Reading
from pages.page import Ask
from pages.row_links import rows_of


def gauge_tile(ask: Ask, reading: Reading) -> Component:
    return reading_tile(
        reading,
        words=ask.words,
        source=ask.source(reading.metric),
        href=ask.metric(reading.metric),
        rows=rows_of(ask, reading),
    )


def count_tile(ask: Ask, readings: Sequence[Reading]) -> Component:
    rows = {r.metric.id: ask.rows(r.metric) for r in readings}
    return status_totals(
        readings,
        words=ask.words,
        source=ask.source(*(reading.metric for reading in readings)),
        names={reading.metric.id: ask.metric(reading.metric) for reading in readings},
        rows={name: href for name, href in rows.items() if href},
    )
