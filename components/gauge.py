"""The gauge: an arc of 240° in conic gradients, a ring from the target on, a tick at the target."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from components.horizon import tile
from components.reading_side import side
from components.row_link import to_rows
from components.theme import Size
from metrics.metric import Direction, Unit
from metrics.reading import Reading, Status
from wording import format as fmt
from wording.readings import explanation, goal_text, spoken, unit_text
from wording.source_view import SourceView
from wording.words import Words


def gauge(
    reading: Reading,
    *,
    words: Words,
    source: SourceView | None,
    size: Size = "desk",
    href: str = "",
    rows: str = "",
) -> Component:
    """A ratio as a dial. A count has no ceiling and belongs to `figure.figure_tile`."""
    return tile(
        html.Div(
            [
                html.Div(
                    [
                        _dial(reading, words, size, source, rows),
                        html.P(goal_text(reading, words), className="goal"),
                    ],
                    className="dialbox",
                ),
                side(reading, words=words, source=source, size=size, href=href),
            ],
            className="gauge-body",
        ),
        source=source,
        kind=f"gauge is-{reading.status.value.replace('_', '')}",
        no_data=reading.status is Status.NO_DATA,
        tabIndex=0,
        role="group",
        **attrs({"aria-label": spoken(reading, words, source), "data-metric": reading.metric.id}),
    )


def _dial(
    reading: Reading, words: Words, size: Size, source: SourceView | None, rows: str
) -> html.Div:
    metric = reading.metric
    places = fmt.decimals_of(metric, wall=size == "wall")
    shown = fmt.figure(reading.value, metric.unit, places, words.lang)
    has_target = reading.target is not None
    lower = metric.direction is Direction.LOWER_IS_BETTER
    return html.Div(
        [
            html.I(className="band") if has_target else None,
            html.I(className="arc"),
            html.I(className="tick") if has_target else None,
            html.P(to_rows(shown, rows, words), className="figure"),
            html.P(_unit(reading, words), className="unit"),
        ],
        className="dial is-lower" if lower else "dial",
        style={"--v": _on_dial(reading.value), "--t": _on_dial(reading.target)},
        title=explanation(reading, words, source),
    )


def _on_dial(fraction: float | None) -> float:
    """Percent of the arc; more than all of it has nowhere to go."""
    return round(min(max(fraction or 0.0, 0.0), 1.0) * 100, 3)


def _unit(reading: Reading, words: Words) -> str:
    return unit_text(Unit.RATIO, words) if reading.value is not None else ""
