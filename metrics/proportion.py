"""How sure a proportion is, by how many it was counted of."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959964  # two-sided 95 % of the normal distribution


def wilson(successes: float, trials: float) -> tuple[float, float]:
    """The 95 % interval of a proportion (Wilson 1927); it stays within 0..1."""
    share = min(max(successes / trials, 0.0), 1.0)
    spread = Z95 * sqrt(share * (1 - share) / trials + Z95**2 / (4 * trials**2))
    centre, scale = share + Z95**2 / (2 * trials), 1 + Z95**2 / trials
    return max((centre - spread) / scale, 0.0), min((centre + spread) / scale, 1.0)
