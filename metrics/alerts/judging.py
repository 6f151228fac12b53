"""Limit, dead band and minimum volume: the same for all kinds of rules, so that none flutters."""

from __future__ import annotations

from config.alerts import Rule, Side

STANDING_VOLUME = 0.5  # of the minimum: what stands is not let go because a few rows were


def signed_limit(rule: Rule) -> float:
    """A fall is a change below zero."""
    return -rule.limit if rule.side is Side.FALL else rule.limit


def beyond(rule: Rule, value: float, *, stands: bool) -> bool:
    """Whether a value is in alarm. What stands leaves only beyond the dead band."""
    limit, band = signed_limit(rule), rule.dead_band if stands else 0.0
    return value < limit + band if rule.falls else value > limit - band


def enough(rule: Rule, volume: float | None, *, stands: bool) -> bool:
    """Whether there are rows enough to judge by; None: what is judged is a count itself."""
    least = rule.minimum_volume * (STANDING_VOLUME if stands else 1)
    return volume is None or volume >= least


def judged(rule: Rule, value: float, volume: float | None, *, stands: bool) -> bool:
    return enough(rule, volume, stands=stands) and beyond(rule, value, stands=stands)
