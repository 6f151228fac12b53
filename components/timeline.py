"""The course of one case: what happened when, one under the other on a line of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from components.glyph import glyph
from wording.shapes import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`when`: '05/03/2024 08:40'; `said`: what it means for the clock; `shape` where it is judged.
    `ahead`: it has not happened; `pause`: the clock stood meanwhile."""

    when: str
    name: str
    said: str = ""
    shape: Shape | None = None
    ahead: bool = False
    pause: bool = False


def timeline(steps: Sequence[Step]) -> html.Ol:
    return html.Ol([_step(step) for step in steps], className="timeline")


def _step(step: Step) -> html.Li:
    kinds = ["is-ahead" if step.ahead else "", "is-pause" if step.pause else ""]
    return html.Li(
        [
            html.P(step.when, className="when so"),
            html.Div(
                [
                    html.P([glyph(step.shape) if step.shape else None, html.B(step.name)]),
                    html.P(step.said, className="sub") if step.said else None,
                ]
            ),
        ],
        className=" ".join(kind for kind in kinds if kind) or None,
    )
