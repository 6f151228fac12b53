"""Tables of a briefing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exports.briefing import Cell, Column, Kind, Table
from metrics.groups import LEVELS
from metrics.metric import Metric
from metrics.reading import Reading
from pages.briefing import cells
from pages.page import Ask


def source_said(ask: Ask, *metrics: Metric) -> str:
    """'Một cửa, đến 27/12/2024 08:40': the oldest of what these rest on."""
    note = ask.note("", *metrics)
    if not note.as_of:
        return note.source
    return ask.words("{source}, đến {moment}", source=note.source, moment=note.as_of)


def metrics_of(readings: Iterable[Reading]) -> tuple[Metric, ...]:
    return tuple(dict.fromkeys(reading.metric for reading in readings))


def figures_table(ask: Ask, title: str, readings: Sequence[Reading], link: str) -> Table:
    """A row a figure, with all that is needed to trust it."""
    words, about = ask.words, metrics_of(readings)
    return Table(
        title=title,
        sub=words("Thay đổi so với {before}", before=ask.before_said()),
        columns=(
            Column(title=words("Chỉ số"), width=3),
            Column(title=words("Giá trị"), kind=Kind.FIGURE, width=1.4),
            Column(title=words("Mục tiêu"), kind=Kind.FIGURE),
            Column(title=words("Thay đổi"), kind=Kind.FIGURE),
            Column(title=words("Trạng thái"), kind=Kind.STATUS, width=1.5),
            Column(title=words("Đầy đủ"), kind=Kind.FIGURE),
            Column(title=words("Số liệu đến"), width=1.6),
        ),
        rows=tuple(_figure(ask, reading) for reading in readings),
        source=source_said(ask, *about),
        link=link,
        about=about,
    )


def _figure(ask: Ask, reading: Reading) -> tuple[Cell, ...]:
    return (
        cells.named(ask, reading),
        cells.valued(ask, reading),
        cells.aimed(ask, reading),
        cells.changed(ask, reading),
        cells.judged(ask, reading.status, reading),
        cells.complete(ask, reading),
        cells.moment_of(reading),
    )


def units_table(ask: Ask, title: str, unit: str, readings: Sequence[Reading]) -> Table:
    """Every unit, in the order given."""
    words, about = ask.words, metrics_of(readings)
    return Table(
        title=title,
        columns=(
            Column(title=unit, width=3),
            Column(title=words("Tử số"), kind=Kind.FIGURE),
            Column(title=words("Mẫu số"), kind=Kind.FIGURE),
            Column(title=words("Giá trị"), kind=Kind.FIGURE, width=1.4),
            Column(title=words("Mục tiêu"), kind=Kind.FIGURE),
            Column(title=words("Trạng thái"), kind=Kind.STATUS, width=1.5),
        ),
        rows=tuple(_unit(ask, reading) for reading in readings),
        source=source_said(ask, *about),
        about=about,
    )


def _unit(ask: Ask, reading: Reading) -> tuple[Cell, ...]:
    return (
        cells.grouped(reading),
        cells.counted(ask, reading.numerator),
        cells.counted(ask, reading.denominator),
        cells.valued(ask, reading),
        cells.aimed(ask, reading),
        cells.judged(ask, reading.status, reading),
    )


def levels_table(ask: Ask, title: str, readings: Sequence[Reading], link: str) -> Table:
    """A row a metric, a column a level of government."""
    words, about = ask.words, metrics_of(readings)
    found = {(r.metric.id, r.group.code): r for r in readings if r.group}
    levels = [level for level in LEVELS if any(code == level for _, code in found)]
    return Table(
        title=title,
        columns=(
            Column(title=words("Chỉ số"), width=3),
            *(Column(title=words(LEVELS[level]), kind=Kind.FIGURE) for level in levels),
        ),
        rows=tuple(
            (
                cells.text(words.label(metric)),
                *(_at_level(ask, found.get((metric.id, level))) for level in levels),
            )
            for metric in about
        ),
        source=source_said(ask, *about),
        link=link,
        about=about,
    )


def _at_level(ask: Ask, reading: Reading | None) -> Cell:
    return cells.valued(ask, reading) if reading else cells.text("")
