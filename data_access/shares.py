"""Shares of a count, exact: whole numbers of 65,536ths that add up to one.

They are sums of powers of two, so a count times a share is exact in floating point, and so are
sums of such parts: districts add up to the province to the last digit, months to their year, and a
part of a part never outgrows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Shares = Mapping[str, float]

WHOLE = 1 << 16


def parts_of(amounts: Mapping[str, float]) -> Shares:
    """Shares in proportion to amounts, by largest remainders; of equals the first by key."""
    total = sum(amounts.values())
    if total <= 0:
        return {}
    exact = {key: amount / total * WHOLE for key, amount in amounts.items()}
    parts = {key: int(value) for key, value in exact.items()}
    order = sorted(exact, key=lambda key: (parts[key] - exact[key], key))
    for key in order[: WHOLE - sum(parts.values())]:
        parts[key] += 1
    return {key: part / WHOLE for key, part in sorted(parts.items()) if part}


def combined(steps: Iterable[tuple[float, Shares]]) -> Shares:
    """Shares of shares, brought back to 65,536ths."""
    found: dict[str, float] = {}
    for outer, inner in steps:
        for key, share in inner.items():
            found[key] = found.get(key, 0.0) + outer * share
    return parts_of(found)
