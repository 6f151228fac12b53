"""A metric that has moved much against as many days just before."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from config.alerts import Measured, Rule, Side
from data_access.alerts.condition import Condition
from metrics.alerts.judging import judged, signed_limit
from metrics.alerts.threshold import readings_until
from metrics.alerts.units import about_group, named
from metrics.alerts.words import Both, measured, of_metric
from metrics.reading import Reading

if TYPE_CHECKING:
    from metrics.desk import View


def change(view: View, rule: Rule, standing: Set[str]) -> Iterator[Condition]:
    """`numerator` and `denominator`: the value now and before."""
    before = {about_group(each.group).key: each for each in readings_until(view, rule, ago=1)}
    for reading in readings_until(view, rule, ago=0):
        about = about_group(reading.group)
        earlier = before.get(about.key)
        moved = _moved(rule, earlier, reading)
        if moved is None or earlier is None:
            continue
        volume = _volume(earlier)
        yield Condition(
            rule=rule.name,
            about=about,
            alarm=judged(rule, moved, volume, stands=about.key in standing),
            value=moved,
            limit=signed_limit(rule),
            numerator=reading.value,
            denominator=earlier.value,
            **_texts(view, rule, earlier, reading, moved),
        )


def _moved(rule: Rule, earlier: Reading | None, reading: Reading) -> float | None:
    """Points of a share, or the part by which a count has moved."""
    if earlier is None or earlier.value is None or reading.value is None:
        return None
    if rule.measured is Measured.POINTS:
        return reading.value - earlier.value
    return reading.value / earlier.value - 1 if earlier.value else None


def _volume(reading: Reading) -> float | None:
    """Of the days before: a count itself, or what a share is of."""
    return reading.denominator if reading.denominator is not None else reading.value


def _texts(
    view: View, rule: Rule, earlier: Reading, reading: Reading, moved: float
) -> dict[str, str]:
    assert earlier.value is not None
    assert reading.value is not None
    unit = named(view.snap.places, about_group(reading.group))
    then, now = of_metric(reading.metric, earlier.value), of_metric(reading.metric, reading.value)
    far, days = measured(abs(moved), rule.measured), rule.window_days
    way: Both = ("giảm", "down") if rule.side is Side.FALL else ("tăng", "up")
    return {
        "text": f"{unit[0]}: {reading.metric.label} {way[0]} {far[0]} so với {days} ngày trước đó"
        f" ({then[0]} → {now[0]})",
        "text_en": f"{unit[1]}: {reading.metric.label_en} {way[1]} {far[1]} on the {days} days"
        f" before ({then[1]} → {now[1]})",
    }
