"""[coverage] of `province.toml`: what the estimate reckons with, and what is asked of what phones
measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from config.phone_bars import PHONE_BARS
from config.settings import SettingsError


def _bars(at: int) -> Mapping[str, float]:
    return {name: bars[at] for name, bars in PHONE_BARS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageSettings:
    """`margin_db`: what is lost between the open air of the model and a phone in a house (ETSI
    ETR 364, GSM 03.30, annex A: 10 dB so that 90 % of places at the edge have it, 3 dB by who holds
    the phone, 10 dB by walls); `mast_m`: how high an antenna is of which nobody says it;
    `weak_dbm`, `good_dbm`: from which strength on, by generation.

    `measured_months`: how far back measurements count, up to the period's end;
    `measured_within_km`: how far from a village's point one still tells of it; `measured_least`:
    with fewer nothing is concluded."""

    margin_db: float = 23.0
    mast_m: float = 42.0
    weak_dbm: Mapping[str, float] = field(default_factory=lambda: _bars(0), hash=False)
    good_dbm: Mapping[str, float] = field(default_factory=lambda: _bars(1), hash=False)
    measured_months: int = 12
    measured_within_km: float = 1.0
    measured_least: int = 10


# The least and the most that each may be.
_LIMITS: Mapping[str, tuple[float, float]] = {
    "margin_db": (0, 60),
    "mast_m": (1, 200),  # as Hata's model allows
    "weak_dbm": (-160, -40),
    "good_dbm": (-160, -40),
    "measured_months": (1, 120),
    "measured_within_km": (0.2, 5.0),
    "measured_least": (1, 1000),
}
_WHOLE = ("measured_months", "measured_least")
_BY_GENERATION = ("weak_dbm", "good_dbm")


def read_coverage(section: Mapping[str, Any]) -> CoverageSettings:
    """Raises SettingsError naming what is wrong in it. A generation that is not named is as
    shipped."""
    for name, value in section.items():
        if name not in _LIMITS:
            raise _wrong(name, "", f"chỉ có / only: {', '.join(_LIMITS)}")
        if name not in _BY_GENERATION:
            _check(name, value, name)
    plain = {k: v for k, v in section.items() if k not in _BY_GENERATION}
    found = CoverageSettings(
        weak_dbm={**_bars(0), **_strengths("weak_dbm", section)},
        good_dbm={**_bars(1), **_strengths("good_dbm", section)},
        **plain,
    )
    for generation in PHONE_BARS:
        weak, good = found.weak_dbm[generation], found.good_dbm[generation]
        if weak > good:
            valid = f"good_dbm {good:g} ≥ weak_dbm"
            raise _wrong(f"weak_dbm.{generation}", f" = {weak:g}", valid)
    return found


def _strengths(name: str, section: Mapping[str, Any]) -> Mapping[str, float]:
    given = section.get(name, {})
    if not isinstance(given, Mapping):
        raise _wrong(name, f" = {given!r}", f'{{ "4g" = -118, … }}: {", ".join(PHONE_BARS)}')
    for generation, value in given.items():
        if generation not in PHONE_BARS:
            raise _wrong(f"{name}.{generation}", "", f"chỉ có / only: {', '.join(PHONE_BARS)}")
        _check(name, value, f"{name}.{generation}")
    return given


def _check(name: str, value: Any, said: str) -> None:
    low, high = _LIMITS[name]
    kinds: Any = int if name in _WHOLE else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        raise _wrong(said, f" = {value!r}", f"{low:g} … {high:g}")


def _wrong(name: str, given: str, valid: str) -> SettingsError:
    return SettingsError(
        f"province.toml [coverage] {name}{given}: không dùng được ({valid})."
        f" / {name}{given} cannot be used ({valid})."
    )
