"""The shapes by which something is told without colour."""

from __future__ import annotations

from typing import Literal

Shape = Literal[
    "met",
    "watch",
    "missed",
    "stale",
    "nodata",
    "due",
    "village",
    "up",
    "down",
    "same",
    "mark",
    "plain",
    "equal",
    "unequal",
    "power",
    "cable",
    "dot",
    "planned",
    "off",
    "office",
    "office-open",
]
