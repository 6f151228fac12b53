"""The map of the 34 provinces, from readings to a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil, floor
from statistics import median

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
from wording.words import Words, mark

_WIDTHS = (0.01, 0.02, 0.05, 0.1, 0.2)  # of a step
_NEIGHBOURS = (
    (103.4, 18.2, mark("Lào")),
    (105.2, 12.9, mark("Campuchia")),
    (110.1, 23.2, mark("Trung Quốc")),
    (111.9, 13.6, mark("Biển Đông")),
)
_ISLANDS = ((111.9, 17.35, mark("Quần đảo Hoàng Sa")), (113.0, 11.9, mark("Quần đảo Trường Sa")))


def steps_over(values: Sequence[float]) -> Steps:
    """Around the middle province, as wide as the provinces lie apart, but never so fine that chance
    has colours: of provinces that hardly differ all are in the middle step."""
    middle = median(values) if values else 0.5
    apart = (max(values) - min(values)) / 4 if values else 0.0
    width = next((each for each in _WIDTHS if each >= apart), _WIDTHS[-1])
    first = max(1, min(floor(middle / width) - 1, ceil(1 / width) - 4))
    one, two, three, four = (round((first + place) * width, 4) for place in range(4))
    return Steps(unit=Unit.RATIO, breaks=(one, two, three, four), lower_is_better=False)


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
