"""A metric beyond a limit, over whole days: of today only a part has come, and a morning would look
like a fall."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import timedelta
from typing import TYPE_CHECKING

from config.alerts import Rule
from data_access.alerts.condition import Condition
from data_access.selection import By, Period, Selection
from metrics.alerts.judging import judged
from metrics.alerts.units import about_group, named
from metrics.alerts.words import Both, against_limit, of_metric, window
from metrics.catalogue import metric
from metrics.metric import Ratio
from metrics.reading import Reading, Reason
from metrics.values import ALONE

if TYPE_CHECKING:
    from metrics.desk import View

# Nothing happened: there is nothing to be alarmed about. Of any other reason nobody knows.
NOTHING_THERE = (Reason.NOTHING_TO_DIVIDE, Reason.NEVER_REPORTED)


def threshold(view: View, rule: Rule, standing: Set[str]) -> Iterator[Condition]:
    for reading in readings_until(view, rule, ago=0):
        about = about_group(reading.group)
        alarm: bool | None = None if reading.reason not in (None, *NOTHING_THERE) else False
        if reading.value is not None:
            alarm = judged(rule, reading.value, volume_of(reading), stands=about.key in standing)
        text, text_en = _said(view, rule, reading) if reading.value is not None else ("", "")
        yield Condition(
            rule=rule.name,
            about=about,
            alarm=alarm,
            value=reading.value,
            limit=rule.limit,
            numerator=reading.numerator,
            denominator=reading.denominator,
            text=text,
            text_en=text_en,
        )


def readings_until(view: View, rule: Rule, *, ago: int) -> list[Reading]:
    """Of a window of days up to yesterday, or so many windows before."""
    end = view.snap.today - timedelta(days=1 + ago * rule.window_days)
    period = Period(start=end - timedelta(days=rule.window_days - 1), end=end)
    by = By(rule.by) if rule.by else None
    return view.readings([metric(rule.metric)], Selection(period=period), by=by, asked=ALONE)


def volume_of(reading: Reading) -> float | None:
    return reading.denominator if isinstance(reading.metric.formula, Ratio) else None


def _said(view: View, rule: Rule, reading: Reading) -> Both:
    assert reading.value is not None
    unit = named(view.snap.places, about_group(reading.group))
    value, limit = of_metric(reading.metric, reading.value), against_limit(rule)
    vi = f"{unit[0]}: {reading.metric.label} {value[0]}{window(rule)[0]}, {limit[0]}"
    en = f"{unit[1]}: {reading.metric.label_en} {value[1]}{window(rule)[1]}, {limit[1]}"
    return vi, en
