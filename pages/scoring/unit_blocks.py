"""The panels of a unit's sheet."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from components.index_parts import IndexPart, part_list
from components.index_table import parts_bar
from components.panel import panel
from components.spark import spark
from components.table import Column, Row, table
from metrics.index.league import Standing
from metrics.index.sheet import COUNTS, State
from metrics.index.why import Part, Why
from metrics.metric import Unit
from metrics.proportion import wilson
from pages.page import Ask
from pages.scoring.asked import Scoring, sheet_of_unit, unit_named
from pages.scoring.cells import count_cell, points_of, ratio_cell
from pages.scoring.rows import monthly_scores, parts_of, scheme_label
from pages.scoring.why_panel import (
    label_of,
    notes_of,
    place_said,
    source_of,
)
from wording import format as fmt

BEST = 5
NEAREST = 2  # above and below


def code_of(ask: Ask) -> str:
    """Of the address, or of the filter: `tamnhin brief --page /unit --each agency`."""
    return ask.item or ask.selection.agency or " "


def head_panel(ask: Ask, of: Scoring, each: Standing, found: Why) -> Component:
    words = ask.words
    body = [
        _total(ask, of, each, found),
        html.P(place_said(ask, of, each, found)),
        *notes_of(ask, of, each, found),
    ]
    return panel(
        unit_named(ask, each.code).label,
        body,
        words=words,
        source=source_of(ask, of),
        sub=f"{scheme_label(of.scheme, words)}. {of.scheme.basis}",
        kind="unit-head",
    )


def _total(ask: Ask, of: Scoring, each: Standing, found: Why) -> Component:
    words = ask.words
    score = html.B(fmt.number(found.now, 2, words.lang), className="figure so")
    return html.Div(
        [
            html.P([score, f" / {of.scheme.total:g} "], className="unit-score"),
            spark(monthly_scores(of).get(each.code, ())),
            parts_bar(parts_of(of.league.sheet, each.row, words)),
        ],
        className="unit-total",
    )


def five_panel(ask: Ask, of: Scoring, found: Why, *, best: bool) -> Component:
    words = ask.words
    parts = strongest(found) if best else weakest(found)
    shown = [_part(ask, part) for part in parts]
    title = words("Mạnh nhất") if best else words("Yếu nhất")
    widest = max((part.maximum for part in shown), default=1.0)
    return panel(
        title, part_list(shown, widest=widest, words=words), words=words, source=source_of(ask, of)
    )


def strongest(found: Why) -> list[Part]:
    """What it has by its own doing, by share of what there was; of equals the weightiest."""
    own = [part for part in found.parts if part.state is State.COUNTED]
    return sorted(own, key=lambda p: (-_share(p), -p.indicator.maximum))[:BEST]


def weakest(found: Why) -> list[Part]:
    """By what was lost."""
    own = [part for part in found.parts if part.state in COUNTS and part.lost > 0]
    return sorted(own, key=lambda p: -p.lost)[:BEST]


def _share(part: Part) -> float:
    most = part.now + part.lost
    return part.now / most if most else 0.0


def _part(ask: Ask, part: Part) -> IndexPart:
    return IndexPart(
        id=part.indicator.id,
        label=label_of(part.indicator, ask.words),
        points=part.now,
        maximum=part.now + part.lost,
        aside=fmt.percent(_share(part), 0, ask.words.lang),
        default=part.state is State.DEFAULT,
    )


def every_panel(ask: Ask, of: Scoring, each: Standing, found: Why) -> Component:
    words, sheet, row = ask.words, of.league.sheet, each.row
    rows = [
        Row(
            cells=[
                part.indicator.id,
                _indicator(ask, part),
                count_cell(ask, float(sheet.above[row, at])).text,
                count_cell(ask, float(sheet.below[row, at])).text,
                ratio_cell(ask, float(sheet.ratio[row, at])).text,
                _interval(ask, float(sheet.above[row, at]), float(sheet.below[row, at])),
                points_of(ask, part, float(sheet.points[row, at])).text,
                fmt.number(part.indicator.maximum, 0, words.lang),
            ]
        )
        for at, part in enumerate(found.parts)
    ]
    columns = [
        Column(title=words("Mã"), kind="code"),
        Column(title=words("Chỉ số")),
        Column(title=words("Tử số"), kind="number", wide=True),
        Column(title=words("Mẫu số"), kind="number", wide=True),
        Column(title=words("Tỷ lệ"), kind="number", wide=True),
        Column(title=words("Sai số 95 %"), kind="quiet", wide=True),
        Column(title=words("Điểm"), kind="number"),
        Column(title=words("Tối đa"), kind="number"),
    ]
    title = words("Từng chỉ số")
    return panel(
        title,
        table(columns, rows, caption=title),
        words=words,
        source=source_of(ask, of),
        note=ask.note(f"{unit_named(ask, each.code).label}: {title}"),
        columns=[column.title for column in columns],
        rows=[[c if isinstance(c, str) else "" for c in line.cells] for line in rows],
    )


def _interval(ask: Ask, above: float, below: float) -> str:
    """What chance alone could have made of a ratio of so few."""
    if not below > 0 or above != above:
        return ""
    low, high = (fmt.percent(end, 0, ask.words.lang) for end in wilson(above, below))
    return f"{low.removesuffix(' %')}–{high}"


def _indicator(ask: Ask, part: Part) -> Component | str:
    name = label_of(part.indicator, ask.words)
    if not part.indicator.metric:
        return name
    href = ask.href(f"/metric/{part.indicator.metric}", agency=code_of(ask), level=None)
    return dcc.Link(name, href=href)


def nearest_panel(ask: Ask, of: Scoring, each: Standing) -> Component | None:
    near = nearest(of.league.standings, each)
    if not near:
        return None
    words = ask.words
    rows = [
        Row(
            cells=[
                str(one.rank or fmt.NO_VALUE),
                dcc.Link(unit_named(ask, one.code).label, href=sheet_of_unit(ask, of, one.code)),
                fmt.number(one.score, 2, words.lang),
                fmt.delta((one.score or 0) - (each.score or 0), Unit.POINTS, 2, words.lang),
            ]
        )
        for one in near
    ]
    columns = [
        Column(title=words("Hạng"), kind="number"),
        Column(title=words("Đơn vị gần nhất")),
        Column(title=words("Điểm"), kind="number"),
        Column(title=words("Hơn kém"), kind="number"),
    ]
    title = words("Gần nhất trong danh sách")
    return panel(title, table(columns, rows, caption=title), words=words, source=source_of(ask, of))


def nearest(standings: Sequence[Standing], each: Standing) -> list[Standing]:
    """Two above it and two below, as they are ranked."""
    ranked = [one for one in standings if one.rank is not None]
    if each not in ranked:
        return []
    at = ranked.index(each)
    return [one for one in ranked[max(0, at - NEAREST) : at + NEAREST + 1] if one is not each]
