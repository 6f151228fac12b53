"""What a class of areas is filled with on the sheet."""

from __future__ import annotations

from typing import Any

from exports.map_look import NO_DATA_DOTS, NO_DATA_PAPER, fill_of
from exports.map_parts import NO_DATA
from exports.pictures.letters import ink

DOTS = "..."


def paper(step: int) -> dict[str, Any]:
    """Keywords of a patch."""
    if step == NO_DATA:
        return {"facecolor": ink(NO_DATA_PAPER), "hatch": DOTS, "hatchcolor": ink(NO_DATA_DOTS)}
    return {"facecolor": ink(fill_of(step))}
