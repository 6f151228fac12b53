"""The map of the 34 provinces, from readings to a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.map_parts import MapLabel
from components.nation_map import ProvinceMark, nation_figure
from components.steps import Steps
from metrics.metric import Unit
from metrics.nation.evaluate import ProvinceSeen
from metrics.reading import Reading
from pages.page import Ask, Figure
from pages.provinces.asked import Told
from pages.provinces.known import Ring, outlines
from pages.provinces.words import standing_said, value_said
from wording.words import Words

# Which of them tells provinces apart best is chosen by the values, so that no map is of one colour.
_BREAKS = (
    (0.8, 0.9, 0.95, 0.99),
    (0.9, 0.95, 0.97, 0.99),
    (0.96, 0.97, 0.98, 0.99),
    (0.7, 0.8, 0.85, 0.9),
    (0.5, 0.6, 0.7, 0.8),
    (0.2, 0.4, 0.6, 0.8),
    (0.1, 0.2, 0.3, 0.4),
)
_NEIGHBOURS = (
    (103.4, 18.2, "Lào"),
    (105.2, 12.9, "Campuchia"),
    (110.1, 23.2, "Trung Quốc"),
    (111.9, 13.6, "Biển Đông"),
)
_ISLANDS = ((111.9, 17.35, "Quần đảo Hoàng Sa"), (113.0, 11.9, "Quần đảo Trường Sa"))


def steps_over(values: Sequence[float]) -> Steps:
    """Those breaks under which the values fall into most steps, most evenly."""
    made = [Steps(unit=Unit.RATIO, breaks=each, lower_is_better=False) for each in _BREAKS]
    return min(made, key=lambda steps: _crowded(steps, values))


def _crowded(steps: Steps, values: Sequence[float]) -> int:
    placed = [steps.step(value) for value in values]
    return sum(placed.count(step) ** 2 for step in range(5))


def nation_map(ask: Ask, told: Told) -> Figure:
    readings = [_shown(told, code) for code in told.seen]
    metric = told.chosen.metric
    drawn = outlines()
    title = ask.words.label(metric)
    return nation_figure(
        readings,
        [value_said(ask, told, each) for each in told.seen.values()],
        geojson=f"/outlines/nation/{drawn.key}.geojson",
        steps=steps_of(told),
        look=ask.look,
        note=ask.note(title, metric),
        coast=[ring for rings in drawn.rings.values() for ring in rings],
        marks=[_mark(ask, told, seen, drawn.rings) for seen in told.lacking()],
        labels=_labels(ask.words),
        selected=ask.item,
    )


def steps_of(told: Told) -> Steps:
    shown = [told.chosen.provinces[code].value for code in told.chosen.counted]
    return steps_over([value for value in shown if value is not None])


def _shown(told: Told, code: str) -> Reading:
    """What is not in the sum has no colour: it would be taken for what stands now."""
    reading = told.chosen.provinces[code]
    return reading if code in told.chosen.counted else replace(reading, value=None)


def _mark(
    ask: Ask, told: Told, seen: ProvinceSeen, rings: Mapping[str, Sequence[Ring]]
) -> ProvinceMark:
    longitude, latitude = _middle(rings.get(seen.code, ()))
    said = standing_said(ask, told, seen)
    return ProvinceMark(name=seen.name, longitude=longitude, latitude=latitude, said=said)


def _middle(rings: Sequence[Ring]) -> tuple[float, float]:
    """Of its largest part, by the middle of its extent."""
    if not rings:
        return 0.0, 0.0
    xs, ys = [x for x, _ in rings[0]], [y for _, y in rings[0]]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _labels(words: Words) -> list[MapLabel]:
    far = [
        MapLabel(text=words(text), longitude=x, latitude=y, far=True) for x, y, text in _NEIGHBOURS
    ]
    return far + [MapLabel(text=words(text), longitude=x, latitude=y) for x, y, text in _ISLANDS]
