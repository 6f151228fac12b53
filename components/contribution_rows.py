"""Who brought a change about: bars to the left and right of nothing, that add up to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from metrics.metric import Metric, Unit
from metrics.parts import Contribution, Split, rounded
from wording import format as fmt
from wording.words import Words

SHOWN = 10


def contribution_rows(
    split: Split, metric: Metric, *, names: Mapping[str, str], words: Words, shown: int = SHOWN
) -> Component:
    """`names`: of groups by code, also of `REST`. The largest parts, the others together, and the
    sum. What is shown adds up to it as it is shown: rounding is shared out."""
    first, others = _cut(split.parts, shown)
    parts = [part.change for part in first] + ([sum(others, Fraction(0))] if others else [])
    places = decimals_of(metric)
    percent = 100 if metric.unit is Unit.RATIO else 1
    changes = rounded(split.total * percent, [part * percent for part in parts], places)
    widest = max((abs(part) for part in parts), default=Fraction(1)) or Fraction(1)
    said = [names.get(part.code, part.code) for part in first]
    said += [words("{n} đơn vị khác", n=len(others))] if others else []
    rows = [
        _row(name, change, float(part / widest), places, words)
        for name, change, part in zip(said, changes, parts, strict=True)
    ]
    return html.Table([html.Tbody(rows), _sum(changes, places, words)], className="swings")


def decimals_of(metric: Metric) -> int:
    """Parts are smaller than the whole: one decimal more than the figure has."""
    if metric.unit is Unit.RATIO:
        return max(fmt.decimals_of(metric) + 1, 2)
    return fmt.decimals_of(metric)


def _cut(
    parts: Sequence[Contribution], shown: int
) -> tuple[Sequence[Contribution], list[Fraction]]:
    """'One other' is a line as well, so then it has its name."""
    if len(parts) <= shown + 1:
        return parts, []
    return parts[:shown], [part.change for part in parts[shown:]]


def _row(name: str, change: Fraction, width: float, places: int, words: Words) -> html.Tr:
    value = fmt.delta(float(change), Unit.DOSSIERS, places, words.lang)
    return html.Tr(
        [
            html.Th(name, scope="row", title=name),
            html.Td(
                html.Div(
                    html.I(),
                    className="swing is-down" if width < 0 else "swing",
                    style={"--x": round(abs(width) * 50, 2)},
                    **attrs({"aria-hidden": "true"}),
                )
            ),
            html.Td(value, className="n strong"),
        ]
    )


def _sum(changes: Sequence[Fraction], places: int, words: Words) -> html.Tfoot:
    total = float(sum(changes, Fraction(0)))
    return html.Tfoot(
        html.Tr(
            [
                html.Th(words("Cộng, đúng bằng thay đổi"), scope="row", colSpan=2),
                html.Td(fmt.delta(total, Unit.DOSSIERS, places, words.lang), className="n strong"),
            ]
        )
    )
