"""Colours and the Plotly templates, parsed from `assets/2-app/tokens.css`: nothing is written
twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

import plotly.graph_objects as go

from wording.words import Lang

Theme = Literal["light", "dark"]
Size = Literal["desk", "wall", "phone"]
TOKENS = Path(__file__).parent.parent / "assets/2-app/tokens.css"
FONT = "TN So, Be Vietnam Pro, system-ui, sans-serif"
CLEAR = "rgba(0,0,0,0)"
_BLOCK = re.compile(r'\[data-theme="(light|dark)"\] \{(.*?)\n\}', re.DOTALL)
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6}|var\(--[\w-]+\))")


@lru_cache(maxsize=1)
def _tokens() -> Mapping[str, Mapping[str, str]]:
    css = TOKENS.read_text(encoding="utf-8")
    return {theme: _resolved(dict(_COLOUR.findall(body))) for theme, body in _BLOCK.findall(css)}


def _resolved(colours: dict[str, str]) -> Mapping[str, str]:
    return {
        name: colours[value[6:-1]] if value.startswith("var(") else value
        for name, value in colours.items()
    }


def tokens(theme: Theme) -> Mapping[str, str]:
    """Colour by token name without its dashes: `tokens('dark')['ink']`."""
    return _tokens()[theme]


def seen_through(theme: Theme, name: str, opacity: float) -> str:
    value = tokens(theme)[name].lstrip("#")
    red, green, blue = (int(value[i : i + 2], 16) for i in (0, 2, 4))
    return f"rgba({red},{green},{blue},{opacity})"


def text_px(size: Size) -> int:
    """Of axes and labels. The wall's 40 px are the 2.5 rem floor on its 1920 px reference width."""
    return 40 if size == "wall" else 12


def line_px(size: Size) -> int:
    return 4 if size == "wall" else 2


@lru_cache(maxsize=12)
def template(theme: Theme, size: Size = "desk", lang: Lang = "vi") -> go.layout.Template:
    colour, text = tokens(theme), text_px(size)
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": text, "color": colour["ink-2"]},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "separators": ",." if lang == "vi" else ".,",
            "showlegend": False,
            "margin": {"l": 34, "r": 92, "t": 12, "b": 30},
            "hovermode": "x unified",
            "transition": {"duration": 0},
            "colorway": [colour["ink"], colour["ink-3"]],
            "xaxis": _x_axis(colour),
            "yaxis": _y_axis(colour),
            "hoverlabel": {
                "bgcolor": colour["surface-panel"],
                "bordercolor": colour["rule"],
                "font": {"color": colour["ink"], "family": FONT, "size": text},
            },
        }
    )


def _x_axis(colour: Mapping[str, str]) -> dict[str, object]:
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": colour["ink-3"],
        "ticks": "",
        "fixedrange": True,
    }


def _y_axis(colour: Mapping[str, str]) -> dict[str, object]:
    return {
        "gridcolor": colour["rule"],
        "ticklabelstandoff": 6,
        "zeroline": False,
        "ticks": "",
        "nticks": 6,
        "fixedrange": True,
    }
