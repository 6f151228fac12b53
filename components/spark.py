"""Spark: a small line of twelve months as a CSS mask, coloured by the theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from dash import html

from components.attributes import attrs
from metrics.reading import Point

WIDTH, HEIGHT, INSET, DOT = 66.0, 20.0, 3.0, 2.4


def spark(series: Sequence[Point], *, months: int = 12) -> html.I | None:
    """None where fewer than two months have a value: a single point is not a trend."""
    values = [point.value for point in series[-months:]]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    mask = f'url("data:image/svg+xml,{quote(_svg(values, min(known), max(known)))}")'
    return html.I(className="spark", style={"--spark": mask}, **attrs({"aria-hidden": "true"}))


def _svg(values: Sequence[float | None], low: float, high: float) -> str:
    step = (WIDTH - 2 * INSET) / max(len(values) - 1, 1)
    span = (high - low) or 1.0
    places = [
        (INSET + i * step, HEIGHT - INSET - (value - low) / span * (HEIGHT - 2 * INSET))
        if value is not None
        else None
        for i, value in enumerate(values)
    ]
    x, y = next(place for place in reversed(places) if place)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH:g} {HEIGHT:g}'>"
        f"<path d='{_path(places)}' fill='none' stroke='black' stroke-width='1.6'"
        " stroke-linejoin='round' stroke-linecap='round'/>"
        f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{DOT}'/></svg>"
    )


def _path(places: Iterable[tuple[float, float] | None]) -> str:
    """A missing month lifts the pen."""
    drawn, pen_down = [], False
    for place in places:
        if place is not None:
            drawn.append(f"{'L' if pen_down else 'M'}{place[0]:.1f} {place[1]:.1f}")
        pen_down = place is not None
    return "".join(drawn)
