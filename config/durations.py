"""Lengths of time as people write them in configuration: "30s", "10m", "24h", "7d"."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_WRITTEN = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")


def parse_duration(text: object) -> timedelta:
    """Raises ValueError for what is no length of time, and for none at all."""
    found = _WRITTEN.fullmatch(text.strip()) if isinstance(text, str) else None
    length = timedelta(**{_UNITS[found[2]]: float(found[1])}) if found else timedelta()
    if not length:
        raise ValueError(f"{text!r} is no length of time such as '10m', '24h', '7d'")
    return length
