"""Attributes whose names are no Python names: `data-*` and `aria-*`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def attrs(values: Mapping[str, Any]) -> dict[str, Any]:
    """For `**`: typed loosely, because Dash's signatures do not know these names."""
    return dict(values)
