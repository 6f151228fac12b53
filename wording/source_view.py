"""SourceView: a source as seen at one moment. Pages build it; tiles carry it to the browser."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Age(StrEnum):
    LIVE = "live"
    LATE = "late"
    STALE = "stale"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """`as_of` and `now` (the server's clock, perhaps the demonstration's) in ms since 1970 UTC;
    `as_of` None: nothing has ever come. The other two in seconds."""

    label: str
    as_of: int | None
    expected_s: int
    stale_s: int
    now: int

    @property
    def seconds_old(self) -> float:
        return max(0.0, (self.now - self.as_of) / 1000) if self.as_of is not None else 0.0

    @property
    def age(self) -> Age:
        if self.as_of is None:
            return Age.NEVER
        if self.seconds_old <= self.expected_s:
            return Age.LIVE
        return Age.LATE if self.seconds_old <= self.stale_s else Age.STALE

    @property
    def fresh(self) -> float:
        """The share of its freshness that is left, 0..1."""
        return round(max(0.0, 1 - self.seconds_old / max(self.expected_s, 1)), 4)


def oldest(sources: tuple[SourceView, ...]) -> SourceView:
    """A figure made of several sources inherits the one that is worst off."""
    order = list(Age)
    return max(sources, key=lambda seen: (order.index(seen.age), 1 - seen.fresh))
