"""Cells of a scheme's tables, and what the tables rest on."""

from __future__ import annotations

from exports.briefing import Cell
from metrics.catalogue import metric
from metrics.index.sheet import State
from metrics.index.why import Part
from metrics.metric import Metric, Unit
from pages.briefing.cells import text
from pages.briefing.tables import source_said
from pages.page import Ask
from pages.scoring.asked import Scoring
from wording import format as fmt

GIVEN = "agencies_assessed"  # whose source points that others awarded come from


def about(of: Scoring) -> tuple[Metric, ...]:
    return tuple(
        metric(name) for name in dict.fromkeys(e.metric for e in of.scheme.indicators if e.metric)
    )


def rests_on(of: Scoring) -> tuple[Metric, ...]:
    """Whose sources the figures are from."""
    return about(of) or (metric(GIVEN),)


def source_of_scheme(ask: Ask, of: Scoring) -> str:
    return source_said(ask, *rests_on(of))


def points_cell(ask: Ask, value: float | None, decimals: int = 2) -> Cell:
    if value is None:
        return text(fmt.NO_VALUE)
    said = fmt.number(value, decimals, ask.words.lang)
    return Cell(text=said, value=value, unit=Unit.POINTS, decimals=decimals)


def count_cell(ask: Ask, value: float) -> Cell:
    if value != value:
        return text(fmt.NO_VALUE)
    return Cell(text=fmt.number(value, 0, ask.words.lang), value=value, decimals=0)


def ratio_cell(ask: Ask, value: float) -> Cell:
    if value != value:
        return text(fmt.NO_VALUE)
    said = fmt.percent(value, 1, ask.words.lang)
    return Cell(text=said, value=value, unit=Unit.RATIO, decimals=1)


def points_of(ask: Ask, part: Part, points: float) -> Cell:
    """With a word where they are no achievement, or none at all."""
    if part.state in (State.COUNTED, State.FULL):
        return points_cell(ask, points)
    if part.state is State.DEFAULT:
        said = fmt.number(points, 2, ask.words.lang)
        words = ask.words("{points} (mặc định)", points=said)
        return Cell(text=words, value=points, unit=Unit.POINTS, decimals=2)
    return text(ask.words("không tính"))
