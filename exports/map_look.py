"""How maps of files look, whichever program they are for: the colours of the screens, by token."""

from __future__ import annotations

from exports.map_parts import NO_DATA

# Dots, as on the horizon of what has never come: hatching means old data, and so nothing here.
NO_DATA_PAPER, NO_DATA_DOTS = "surface-page", "ink-3"
COMMUNE_EDGE, DISTRICT_EDGE, COAST, CHOSEN = "map-edge", "map-district", "ink-2", "accent"
MARK_EDGE, FAR = "surface-page", "ink-3"


# Of new stations, by their kind: of the first plan, of the second, of both.
SITES = ("accent", "ink", "status-met")


def fill_of(step: int) -> str:
    """Of a class of areas that have data."""
    assert step > NO_DATA
    return f"cover-{step + 1}"


def mark_fill(*, severe: bool) -> str:
    return "status-missed" if severe else "status-watch"


def mark_share(*, severe: bool) -> float:
    """Of the size of the largest."""
    return 1.0 if severe else 0.7
