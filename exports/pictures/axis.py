"""What values of a chart are drawn and written as: percent for ratios, ticks at round numbers."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.ticker import MaxNLocator

from exports.briefing import Chart
from metrics.metric import Unit
from wording import format as fmt
from wording.words import Words

STEPS = [1, 2, 2.5, 5, 10]


def shown(value: float | None, unit: Unit) -> float | None:
    """A ratio in percent."""
    return value * 100 if value is not None and unit is Unit.RATIO else value


def values_of(chart: Chart) -> list[list[float | None]]:
    return [[shown(value, chart.unit) for value in series.values] for series in chart.series]


def known(chart: Chart) -> list[float]:
    """All values there are."""
    return [value for values in values_of(chart) for value in values if value is not None]


def said(value: float | None, chart: Chart, words: Words) -> str:
    """A value as it is shown, with its percent sign: `76,2 %`, `1.234`."""
    if value is None:
        return fmt.NO_VALUE
    text = fmt.number(value, chart.decimals, words.lang)
    return text + _sign(chart.unit, words)


def target_said(chart: Chart, words: Words) -> str:
    if chart.target is None:
        return ""
    return words("Mục tiêu {value}", value=fmt.goal(chart.target, chart.unit, words.lang))


def _sign(unit: Unit, words: Words) -> str:
    if unit is not Unit.RATIO:
        return ""
    return " %" if words.lang == "vi" else "%"


def unit_said(unit: Unit, words: Words) -> str:
    return words(fmt.UNIT_WORDS[unit])


def ticks(values: Sequence[float], unit: Unit) -> list[float]:
    """Around all values; counts from nothing, percentages within 0 and 100 if they are."""
    low, high = min(values), max(values)
    if unit is not Unit.RATIO:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = low - 1, high + 1
    whole = unit is not Unit.RATIO and high - low >= 2
    locator = MaxNLocator(nbins=5, steps=STEPS, integer=whole)
    return [_within(tick, values, unit) for tick in locator.tick_values(low, high)]


def _within(tick: float, values: Sequence[float], unit: Unit) -> float:
    if min(values) >= 0:
        tick = max(tick, 0.0)
    return min(tick, 100.0) if unit is Unit.RATIO and max(values) <= 100 else tick


def tick_said(value: float, unit: Unit, lang: Words) -> str:
    return fmt.goal(value / 100 if unit is Unit.RATIO else value, unit, lang.lang)
