"""Each month of promises: before and after it, what was due in it and what was found done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data_access.days import month_key
from metrics.commitments.board import Promise
from metrics.reading import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """`before` and `after` it; `due`: promises planned in it; `found`: those that a survey of this
    month was the first to find done."""

    before: float | None
    after: float | None
    due: int
    found: int


def by_month(promises: Sequence[Promise], actual: Sequence[Point]) -> Mapping[int, Month]:
    """Of each month that is known, with the one before it to compare with."""
    due = [month_key(p.of.planned_on) for p in promises]
    kept = [month_key(p.outcome.since) for p in promises if p.outcome.since]
    return {
        now.month: Month(
            before=before.value, after=now.value, due=due.count(now.month),
            found=kept.count(now.month),
        )
        for before, now in pairwise(actual)
    }  # fmt: skip
