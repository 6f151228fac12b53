"""A strip of dots: where every unit stands. Equal ones are stacked, so that a crowd is a hill."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from components.scale import Scale, scale_over
from metrics.metric import Unit
from metrics.reading import Reading, Status
from wording import format as fmt
from wording.words import Words

COLUMNS = 48  # how many places a dot can have; those of one place are stacked


def strip(readings: Sequence[Reading], *, words: Words, here: str = "") -> Component:
    """Of readings with a value. The middle unit and a target that all share are lines."""
    known = sorted(readings, key=lambda reading: reading.value or 0.0)
    metric = known[0].metric
    targets = {each.target for each in known if each.target is not None}
    target = targets.pop() if len(targets) == 1 else None
    values = [each.value or 0.0 for each in known]
    lines = [target] if target is not None else []
    scale = scale_over([*values, *lines], ratio=metric.unit is Unit.RATIO)
    middle = values[(len(values) - 1) // 2]
    return html.Figure(
        [
            html.Div(
                [*_dots(known, scale, words, here), *_lines(scale, target, middle)],
                className="strip",
                style={"--rows": _highest(values, scale)},
                **attrs({"aria-hidden": "true"}),
            ),
            html.Div(
                [
                    html.Span(fmt.goal(at, metric.unit, words.lang), style={"--x": scale.place(at)})
                    for at in scale.marks
                ],
                className="axis",
                **attrs({"aria-hidden": "true"}),
            ),
            html.Figcaption(_said(known, target, middle, words), className="sub"),
        ],
        className="strip-figure",
    )


def column(value: float, scale: Scale) -> int:
    return round(scale.place(value) / 100 * (COLUMNS - 1))


def _highest(values: Sequence[float], scale: Scale) -> int:
    columns = [column(value, scale) for value in values]
    return max(columns.count(each) for each in set(columns))


def _dots(known: Sequence[Reading], scale: Scale, words: Words, here: str) -> list[Component]:
    stacked: dict[int, int] = {}
    dots: list[Component] = []
    # The chosen unit is drawn last, over its neighbours.
    for each in known:
        at = column(each.value or 0.0, scale)
        row = stacked.setdefault(at, 0)
        stacked[at] += 1
        code = each.group.code if each.group else ""
        kinds = ["is-missed" if each.status is Status.MISSED else ""]
        kinds += ["is-here" if code and code == here else ""]
        dots.append(
            html.I(
                className=" ".join(kind for kind in kinds if kind) or None,
                style={"--x": round(at / (COLUMNS - 1) * 100, 2), "--y": row},
                title=_title(each, words),
            )
        )
    return dots


def _title(reading: Reading, words: Words) -> str:
    metric = reading.metric
    value = fmt.with_unit(reading.value, metric.unit, fmt.decimals_of(metric), words)
    return f"{reading.group.label if reading.group else ''}: {value}"


def _lines(scale: Scale, target: float | None, middle: float) -> list[Component]:
    lines: list[Component] = [html.B(className="middle", style={"--x": scale.place(middle)})]
    if target is not None:
        lines.append(html.B(className="target", style={"--x": scale.place(target)}))
    return lines


def _said(known: Sequence[Reading], target: float | None, middle: float, words: Words) -> str:
    metric, places = known[0].metric, fmt.decimals_of(known[0].metric)
    low, mid, high = (
        fmt.figure(value, metric.unit, places, words.lang)
        for value in (known[0].value, middle, known[-1].value)
    )
    said = words(
        "{n} đơn vị: thấp nhất {low}, đứng giữa {mid}, cao nhất {high}",
        n=len(known),
        low=low,
        mid=mid,
        high=high,
    )
    if target is None:
        return said
    goal = fmt.goal(target, metric.unit, words.lang)
    return f"{said}; {words('nét đậm: mục tiêu {value}', value=goal)}"
