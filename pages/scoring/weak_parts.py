"""Weak points of a list: who has most of them, which indicator most units share, where they lie."""

from __future__ import annotations

import numpy as np
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.panel import panel
from components.steps import legend
from components.table import Column, Row, table
from components.weak_map import WEAK_STEPS, Spot, weak_figure
from data_access.selection import Level
from metrics.index.points import Numbers
from metrics.index.sheet import Masks
from metrics.index.weak import weak
from pages.gap_map import lines_of, outlines_said
from pages.leaderboard import LEVELS
from pages.page import Ask, Content, Figure
from pages.scoring.asked import Scoring, sheet_of_unit, unit_named
from pages.scoring.why_panel import label_of, source_of

WEAKEST = 12


def weak_panel(ask: Ask, of: Scoring) -> Component | None:
    words, sheet = ask.words, of.league.sheet
    found = weak(sheet)
    counts = found.sum(axis=1)
    order = [int(at) for at in np.argsort(-counts, kind="stable") if counts[at]][:WEAKEST]
    rows = [Row(cells=_cells(ask, of, at, found[at])) for at in order]
    columns = [
        Column(title=words(LEVELS[of.level])),
        Column(title=words("Điểm lõm"), kind="number"),
        Column(title=words("Chỉ số"), kind="quiet"),
    ]
    title = words("Điểm lõm: {n} đơn vị", n=int((counts > 0).sum()))
    sub = words("Chỉ số ở phần mười cuối danh sách, hoặc dưới nửa số điểm")
    common = html.P(_most_common(ask, of, found.sum(axis=0)), className="sub")
    body = [table(columns, rows, caption=title), common]
    return panel(title, body, words=words, source=source_of(ask, of), sub=sub, kind="index-weak")


def _cells(ask: Ask, of: Scoring, at: int, own: Masks) -> list[Component | str]:
    code = of.league.sheet.codes[at]
    link = dcc.Link(unit_named(ask, code).label, href=sheet_of_unit(ask, of, code))
    return [link, str(int(own.sum())), weak_said(of, own)]


def weak_said(of: Scoring, own: Masks) -> str:
    return ", ".join(each.id for at, each in enumerate(of.scheme.indicators) if own[at])


def _most_common(ask: Ask, of: Scoring, by_indicator: Numbers) -> str:
    at = int(by_indicator.argmax())
    indicator = of.scheme.indicators[at]
    return ask.words(
        "Nhiều đơn vị nhất: {id} {label}, {n} đơn vị",
        id=indicator.id,
        label=label_of(indicator, ask.words),
        n=int(by_indicator[at]),
    )


def weak_map(ask: Ask, of: Scoring) -> Figure:
    """Of communes, whatever list is looked at: departments have no place of their own."""
    sheet, places = of.board.whole.of_level(str(Level.COMMUNE)), ask.view.snap.places
    found = weak(sheet)
    known = {code: at for at, code in enumerate(sheet.codes)}
    spots = []
    for code, at in known.items():
        area = places.unit_of(code, of.board.period.end)
        if area is not None:
            count = None if np.isnan(sheet.score[at]) else int(found[at].sum())
            said = weak_said(of, found[at])
            spots.append(Spot(key=area.key, name=area.name, count=count, said=said))
    return weak_figure(
        spots,
        geojson=f"/outlines/{ask.places_key}.geojson",
        outlines=lines_of(ask),
        look=ask.look,
        note=ask.note(ask.words("Điểm lõm")),
    )


def weak_map_panel(content: Content, ask: Ask, of: Scoring, chart: str) -> Component:
    words = ask.words
    title = words("Điểm lõm của các xã")
    body = map_stage(
        content.figure(chart),
        id=ids.graph(chart),
        legend=legend(words("Số điểm lõm"), WEAK_STEPS, words),
        kind="is-small",
    )
    return panel(
        title,
        body,
        words=words,
        source=source_of(ask, of),
        sub=outlines_said(ask, short=True),
        note=ask.note(title),
        kind="map-panel",
    )
