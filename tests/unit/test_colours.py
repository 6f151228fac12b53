"""Colours can be told apart by everybody, and read by night: what tokens.css says, computed.

Deficiencies as in Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB; differences in
CIELAB (CIE 1976), contrast as in WCAG 2.2.
"""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from components.theme import Theme, tokens
from config.playlists import DARKEST

Colour = tuple[float, ...]  # linear RGB, 0..1
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
STATES = ("status-met", "status-watch", "status-missed")
APART = 18.0  # some eight differences that can just be seen
TEXTS = ("ink", "ink-2")  # by night ink-3 is written in ink-2
THEMES: tuple[Theme, ...] = ("light", "dark")


def linear(text: str) -> Colour:
    parts = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def seen(colour: Colour, by: str) -> Colour:
    rows = DEFICIENCIES[by]
    found = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in rows)
    return tuple(min(max(each, 0.0), 1.0) for each in found)


def lab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def luminance(colour: Colour) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def veiled(text: str, page: str, brightness: float) -> Colour:
    """Under a veil of the page's own colour, as a browser mixes it."""
    mixed = (
        round(int(text[i : i + 2], 16) * brightness + int(page[i : i + 2], 16) * (1 - brightness))
        for i in (1, 3, 5)
    )
    return linear("#" + "".join(f"{each:02X}" for each in mixed))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("by", DEFICIENCIES)
def test_states_stay_apart_whatever_somebody_sees(theme: Theme, by: str) -> None:
    colours = {name: lab(seen(linear(tokens(theme)[name]), by)) for name in STATES}
    apart = {pair: dist(colours[pair[0]], colours[pair[1]]) for pair in combinations(STATES, 2)}
    assert {pair: round(each) for pair, each in apart.items() if each < APART} == {}


@pytest.mark.parametrize("name", TEXTS)
def test_a_wall_can_be_read_in_its_darkest_night(name: str) -> None:
    page = tokens("dark")["surface-page"]
    text = veiled(tokens("dark")[name], page, DARKEST)
    assert (luminance(text) + 0.05) / (luminance(linear(page)) + 0.05) >= 4.5
