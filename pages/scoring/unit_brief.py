"""A unit's sheet in a briefing: best and weakest, trend, nearest, every indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.briefing import Chart, Column, Form, Kind, Piece, Section, Series, Table
from metrics.index.league import Standing
from metrics.index.why import Part, Why
from metrics.metric import Unit
from pages.briefing.cells import text
from pages.page import Ask
from pages.scoring.asked import Scoring, unit_named
from pages.scoring.brief import indicator_table
from pages.scoring.cells import about, points_cell, source_of_scheme
from pages.scoring.rows import monthly_scores
from pages.scoring.why_panel import label_of, place_said
from wording import format as fmt


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    of: Scoring
    each: Standing
    found: Why
    name: str
    link: str
    strongest: tuple[Part, ...]
    weakest: tuple[Part, ...]
    nearest: tuple[Standing, ...]


def unit_sections(ask: Ask, told: Told) -> tuple[Section, ...]:
    words = ask.words
    title = words("{unit}: điểm từng chỉ số", unit=told.name)
    ends = [
        _parts_table(ask, told, words("Mạnh nhất"), told.strongest),
        _parts_table(ask, told, words("Yếu nhất"), told.weakest),
    ]
    every = indicator_table(ask, told.of, title, told.found, told.each.row, told.link)
    pieces: list[Piece] = [*ends, *_trend(ask, told), *_nearest(ask, told), every]
    head = place_said(ask, told.of, told.each, told.found)
    return (Section(title=head, pieces=tuple(pieces)),)


def _parts_table(ask: Ask, told: Told, title: str, parts: Sequence[Part]) -> Table:
    words = ask.words
    return Table(
        title=f"{told.name}: {title.lower()}",
        columns=(
            Column(title=words("Mã"), width=0.8),
            Column(title=words("Chỉ số"), width=4),
            Column(title=words("Điểm"), kind=Kind.FIGURE, width=1),
            Column(title=words("Tối đa"), kind=Kind.FIGURE, width=1),
        ),
        rows=tuple(
            (
                text(part.indicator.id),
                text(label_of(part.indicator, words)),
                points_cell(ask, part.now),
                points_cell(ask, part.now + part.lost, 0),
            )
            for part in parts
        ),
        source=source_of_scheme(ask, told.of),
        link=told.link,
        about=about(told.of),
    )


def _trend(ask: Ask, told: Told) -> list[Chart]:
    points = monthly_scores(told.of).get(told.each.code, ())
    if told.of.scheme.given or sum(point.value is not None for point in points) < 2:
        return []
    words = ask.words
    title = words("{unit}: điểm theo tháng", unit=told.name)
    names = tuple(fmt.month(point.month, words) for point in points)
    table = Table(
        title=title,
        columns=(
            Column(title=words("Tháng"), width=2),
            Column(title=words("Điểm"), kind=Kind.FIGURE),
        ),
        rows=tuple(
            (text(name), points_cell(ask, point.value))
            for name, point in zip(names, points, strict=True)
        ),
        source=source_of_scheme(ask, told.of),
        link=told.link,
    )
    values = tuple(point.value for point in points)
    return [
        Chart(
            title=title,
            form=Form.LINE,
            categories=names,
            series=(Series(name=words("Điểm"), values=values),),
            unit=Unit.POINTS,
            decimals=1,
            table=table,
            source=source_of_scheme(ask, told.of),
            link=told.link,
            said=title,
            about=about(told.of),
        )
    ]


def _nearest(ask: Ask, told: Told) -> list[Table]:
    if not told.nearest:
        return []
    words = ask.words
    own = told.each.score or 0.0
    return [
        Table(
            title=words("{unit}: gần nhất trong danh sách", unit=told.name),
            columns=(
                Column(title=words("Hạng"), kind=Kind.FIGURE, width=0.8),
                Column(title=words("Đơn vị gần nhất"), width=4),
                Column(title=words("Điểm"), kind=Kind.FIGURE, width=1),
                Column(title=words("Hơn kém"), kind=Kind.FIGURE, width=1),
            ),
            rows=tuple(
                (
                    text(str(one.rank)),
                    text(unit_named(ask, one.code).label),
                    points_cell(ask, one.score),
                    text(fmt.delta((one.score or 0.0) - own, Unit.POINTS, 2, words.lang)),
                )
                for one in told.nearest
            ),
            source=source_of_scheme(ask, told.of),
            link=told.link,
        )
    ]
