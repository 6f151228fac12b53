"""What lists and sheets of a scoring scheme tell in a briefing."""

from __future__ import annotations

from collections.abc import Sequence

from components.index_table import IndexRow
from exports.briefing import Cell, Chart, Column, Form, Kind, Piece, Section, Series, Table
from metrics.catalogue import metric
from metrics.index.sheet import State
from metrics.index.why import Part, Why
from metrics.metric import Metric, Unit
from pages.briefing.cells import text
from pages.briefing.tables import source_said
from pages.page import Ask
from pages.scoring.asked import LEVELS, Scoring, of_item, scoring
from pages.scoring.rows import heads_of, index_rows, scheme_label
from pages.scoring.why_panel import label_of
from wording import format as fmt

BARS = 15


def about(of: Scoring) -> tuple[Metric, ...]:
    return tuple(
        metric(name) for name in dict.fromkeys(e.metric for e in of.scheme.indicators if e.metric)
    )


def points_cell(ask: Ask, value: float | None, decimals: int = 2) -> Cell:
    if value is None:
        return text(fmt.NO_VALUE)
    said = fmt.number(value, decimals, ask.words.lang)
    return Cell(text=said, value=value, unit=Unit.POINTS, decimals=decimals)


def index_sections(ask: Ask) -> tuple[Section, ...]:
    of = scoring(of_item(ask))
    rows, link = index_rows(ask, of), ask.link(of.path)
    if not rows:
        return ()
    words = ask.words
    title = words(
        "{scheme}: {n} {units}",
        scheme=scheme_label(of.scheme, words),
        n=len(rows),
        units=words(LEVELS[of.level]).lower(),
    )
    return (Section(title=words("Xếp hạng"), pieces=(_chart(ask, of, title, rows, link),)),)


def _chart(ask: Ask, of: Scoring, title: str, rows: Sequence[IndexRow], link: str) -> Piece:
    ranked = [row for row in rows if row.place][:BARS]
    names = [name for name, _ in heads_of(of.scheme, ask.words)]
    given = _table(ask, of, title, rows, names, link)
    if not ranked:
        return given
    series = Series(name=ask.words("Điểm"), values=tuple(row.score for row in ranked))
    return Chart(
        title=title,
        sub=of.scheme.basis,
        form=Form.BAR,
        categories=tuple(row.name for row in ranked),
        series=(series,),
        unit=Unit.POINTS,
        decimals=2,
        table=given,
        source=source_said(ask, *about(of)) if about(of) else "",
        link=link,
        said=title,
        about=about(of),
    )


def _table(
    ask: Ask, of: Scoring, title: str, rows: Sequence[IndexRow], names: Sequence[str], link: str
) -> Table:
    words = ask.words
    return Table(
        title=title,
        sub=of.scheme.basis,
        columns=(
            Column(title=words("Hạng"), kind=Kind.FIGURE, width=0.8),
            Column(title=words(LEVELS[of.level]), width=3.2),
            Column(title=words("Điểm"), kind=Kind.FIGURE, width=1),
            Column(title=words("Xếp loại"), width=1.4),
            *(Column(title=name, kind=Kind.FIGURE, width=1.2) for name in names),
        ),
        rows=tuple(
            (
                text(row.place or fmt.NO_VALUE),
                text(row.name),
                points_cell(ask, row.score),
                text(row.band or row.why),
                *(points_cell(ask, part.share) for part in row.parts),
            )
            for row in rows
        ),
        source=source_said(ask, *about(of)) if about(of) else "",
        link=link,
        about=about(of),
    )


def indicator_table(ask: Ask, of: Scoring, title: str, found: Why, row: int, link: str) -> Table:
    """Every indicator: numerator, denominator, r, points, maximum."""
    words, sheet = ask.words, of.league.sheet
    return Table(
        title=title,
        sub=of.scheme.basis,
        columns=(
            Column(title=words("Mã"), width=0.8),
            Column(title=words("Chỉ số"), width=3.4),
            Column(title=words("Tử số"), kind=Kind.FIGURE, width=1.1),
            Column(title=words("Mẫu số"), kind=Kind.FIGURE, width=1.1),
            Column(title=words("Tỷ lệ"), kind=Kind.FIGURE, width=1.1),
            Column(title=words("Điểm"), kind=Kind.FIGURE, width=1),
            Column(title=words("Tối đa"), kind=Kind.FIGURE, width=1),
        ),
        rows=tuple(
            (
                text(part.indicator.id),
                text(label_of(part.indicator, words)),
                count_cell(ask, float(sheet.above[row, at])),
                count_cell(ask, float(sheet.below[row, at])),
                ratio_cell(ask, float(sheet.ratio[row, at])),
                points_of(ask, part, float(sheet.points[row, at])),
                points_cell(ask, part.indicator.maximum, 0),
            )
            for at, part in enumerate(found.parts)
        ),
        source=source_said(ask, *about(of)) if about(of) else "",
        link=link,
        about=about(of),
    )


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
