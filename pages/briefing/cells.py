"""Cells of a briefing: the value as a reading has it, beside the text that a screen shows."""

from __future__ import annotations

from exports.briefing import Cell
from metrics.metric import Metric, Unit
from metrics.reading import Reading, Status
from pages.page import Ask
from wording import format as fmt
from wording.readings import REASONS, STATUS_WORDS, label


def text(said: str) -> Cell:
    return Cell(text=said)


def named(ask: Ask, reading: Reading) -> Cell:
    return text(label(reading, ask.words))


def grouped(reading: Reading) -> Cell:
    return text(reading.group.label if reading.group else "")


def valued(ask: Ask, reading: Reading) -> Cell:
    """With its unit, or why there is none."""
    metric = reading.metric
    places = fmt.decimals_of(metric)
    said = fmt.with_unit(reading.value, metric.unit, places, ask.words)
    return Cell(
        text=said if reading.value is not None else fmt.NO_VALUE,
        value=reading.value,
        unit=metric.unit,
        decimals=places,
        reading=reading,
    )


def aimed(ask: Ask, reading: Reading) -> Cell:
    return in_unit(ask, reading.metric, reading.target)


def in_unit(ask: Ask, metric: Metric, value: float | None) -> Cell:
    """A target, or another value that was set by hand: without idle zeros."""
    if value is None:
        return text("")
    unit = metric.unit
    said = fmt.goal(value, unit, ask.words.lang)
    percent = f"{said} %" if ask.words.lang == "vi" else f"{said}%"
    decimals = len(said.partition("," if ask.words.lang == "vi" else ".")[2])
    shown = percent if unit is Unit.RATIO else said
    return Cell(text=shown, value=value, unit=unit, decimals=decimals)


def changed(ask: Ask, reading: Reading) -> Cell:
    """In percentage points for a ratio, also the value: it has no unit to say so."""
    places, change = fmt.decimals_of(reading.metric), reading.change
    said = fmt.delta(change, reading.metric.unit, places, ask.words.lang)
    points = change is not None and reading.metric.unit is Unit.RATIO
    value = change * 100 if points and change is not None else change
    return Cell(text=said or fmt.NO_VALUE, value=value, decimals=places)


def counted(ask: Ask, value: float | None) -> Cell:
    return Cell(text=fmt.number(value, 0, ask.words.lang), value=value)


def judged(ask: Ask, status: Status, reading: Reading | None = None) -> Cell:
    """By its word; of what is not known, why."""
    reason = reading.reason if reading else None
    word = REASONS[reason] if status is Status.NO_DATA and reason else STATUS_WORDS[status]
    return Cell(text=ask.words(word), status=status)


def complete(ask: Ask, reading: Reading) -> Cell:
    share = reading.completeness
    said = fmt.percent(share, 1, ask.words.lang)
    return Cell(text=said, value=share, unit=Unit.RATIO, decimals=1)


def moment_of(reading: Reading) -> Cell:
    return text(fmt.moment(fmt.epoch_ms(reading.as_of)) if reading.as_of else fmt.NO_VALUE)
