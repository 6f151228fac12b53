"""What stands on a screen of the wall that cannot be renewed: its name, why, and how old the
picture under it is."""

from __future__ import annotations

from dataclasses import dataclass

from dash import html

from components.attributes import attrs
from components.glyph import glyph
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class WallFault:
    """`at`: ms since 1970, of the picture that is still shown; None where there never was one."""

    title: str
    reason: str
    at: int | None


def wall_fault(fault: WallFault, place: int, words: Words) -> html.Div:
    """`age.js` says in `.picture-age` from when the picture is."""
    return html.Div(
        [
            glyph("missed"),
            html.B(words("Màn {title} không làm mới được", title=fault.title)),
            html.Span(fault.reason, className="reason"),
            html.Span(className="picture-age")
            if fault.at is not None
            else html.Span(words("Chưa từng có hình")),
        ],
        className="wall-fault" if fault.at is not None else "wall-fault is-bare",
        role="alert",
        **attrs({"data-screen": str(place), "data-at": "" if fault.at is None else str(fault.at)}),
    )
