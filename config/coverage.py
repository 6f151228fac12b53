"""[coverage] of `province.toml`: what is asked of measurements of signal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from config.settings import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageSettings:
    """`measured_months`: how far back measurements count, up to the period's end;
    `measured_within_km`: how far from a village's point one still tells of it; `measured_least`:
    with fewer nothing is concluded."""

    measured_months: int = 12
    measured_within_km: float = 1.0
    measured_least: int = 10


# The least and the most that each may be.
_LIMITS: Mapping[str, tuple[float, float]] = {
    "measured_months": (1, 120),
    "measured_within_km": (0.2, 5.0),
    "measured_least": (1, 1000),
}


def read_coverage(section: Mapping[str, Any]) -> CoverageSettings:
    """Raises SettingsError naming what is wrong in it."""
    known = [each.name for each in fields(CoverageSettings)]
    for name, value in section.items():
        if name not in known:
            raise _wrong(name, "", f"chỉ có / only: {', '.join(known)}")
        _check(name, value)
    return CoverageSettings(**section)


def _check(name: str, value: Any) -> None:
    low, high = _LIMITS[name]
    whole = isinstance(getattr(CoverageSettings(), name), int)
    kinds: Any = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        raise _wrong(name, f" = {value!r}", f"{low:g} – {high:g}")


def _wrong(name: str, given: str, valid: str) -> SettingsError:
    return SettingsError(
        f"province.toml [coverage] {name}{given}: không dùng được ({valid})."
        f" / {name}{given} cannot be used ({valid})."
    )
