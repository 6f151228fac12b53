"""One unit's points by indicator: what it got of what there was, and where it lost most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from wording import format as fmt
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPart:
    """`aside`: what stands at the right, a loss or a change, as it is written."""

    id: str
    label: str
    points: float
    maximum: float
    aside: str
    said: str = ""
    default: bool = False


def part_list(parts: Sequence[IndexPart], *, widest: float, words: Words) -> Component:
    """`widest`: the maximum whose bar is as wide as the list."""
    return html.Ol([_part(each, widest, words) for each in parts], className="part-list")


def _part(of: IndexPart, widest: float, words: Words) -> html.Li:
    lang = words.lang
    points = words(
        "{points} / {maximum} điểm",
        points=fmt.number(of.points, 1, lang),
        maximum=fmt.number(of.maximum, 0, lang),
    )
    return html.Li(
        [
            html.P(
                [html.Span(of.id, className="quiet so"), of.label, html.B(of.aside, className="so")]
            ),
            html.Div(
                html.I(style={"--w": round(100 * of.points / of.maximum, 2)}),
                className="part-gap is-default" if of.default else "part-gap",
                style={"--w": round(100 * of.maximum / widest, 2)},
                **attrs({"aria-hidden": "true"}),
            ),
            html.P(f"{points}. {of.said}" if of.said else points, className="sub"),
        ]
    )
