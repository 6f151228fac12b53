"""What lists and sheets of a scoring scheme tell in a briefing."""

from __future__ import annotations

from collections.abc import Sequence

from components.index_table import IndexRow
from exports.briefing import Chart, Column, Form, Kind, Piece, Section, Series, Table
from metrics.index.why import Why
from metrics.metric import Unit
from pages.briefing.cells import text
from pages.leaderboard import LEVELS
from pages.page import Ask
from pages.scoring.asked import Scoring, of_item, scoring
from pages.scoring.cells import (
    about,
    count_cell,
    points_cell,
    points_of,
    ratio_cell,
    source_of_scheme,
)
from pages.scoring.reasons_brief import weak_table, why_table
from pages.scoring.rows import heads_of, index_rows, scheme_label
from pages.scoring.why_panel import label_of
from wording import format as fmt

BARS = 15


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
    pieces = _chart(ask, of, title, rows, link), why_table(ask, of, link), weak_table(ask, of, link)
    told = tuple(piece for piece in pieces if piece is not None)
    return (Section(title=words("Xếp hạng"), pieces=told),)


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
        source=source_of_scheme(ask, of),
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
        source=source_of_scheme(ask, of),
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
        source=source_of_scheme(ask, of),
        link=link,
        about=about(of),
    )
