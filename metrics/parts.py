"""Parts of a change: what each group of a breakdown has added to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

REST = "*"  # the code of what belongs to no group


class Unsplit(StrEnum):
    """Why a change has no parts."""

    MEDIAN = "median"
    NO_CHANGE_KNOWN = "no_change_known"  # one of the two periods has no value
    NOT_BY_THIS = "not_by_this"
    NOT_KEPT = "not_kept"  # these filters together are kept by whole months only
    NOT_MIRRORED = "not_mirrored"  # only the analytical store knows them, and it cannot be asked
    NO_COUNTS = "no_counts"  # reported as a percentage, without what it was made of
    NOT_ADDING_UP = "not_adding_up"  # reports of groups that are more than that of the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """`change` in the metric's unit (a ratio's as a fraction); `within` and `mix` only of ratios.
    `now` and `before`: the group's own values, None where it was not there."""

    code: str
    change: Fraction
    within: Fraction | None
    mix: Fraction | None
    now: float | None
    before: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Largest first; `total` is their sum, and the change of the whole."""

    total: Fraction
    parts: tuple[Contribution, ...]


def rounded(total: Fraction, parts: Sequence[Fraction], decimals: int) -> list[Fraction]:
    """The parts, rounded so that what is shown adds up to the total as it is shown: those that
    lose most by rounding down are rounded up (largest remainder)."""
    unit = Fraction(1, 10**decimals)
    downs = [floor(part / unit) for part in parts]
    left = round(total / unit) - sum(downs)
    order = sorted(range(len(parts)), key=lambda i: downs[i] - parts[i] / unit)
    step = 1 if left >= 0 else -1
    for i in (order if step > 0 else order[::-1])[: abs(left)]:
        downs[i] += step
    return [down * unit for down in downs]
