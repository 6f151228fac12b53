"""Measurements counted, and what may be concluded of so many.

People's own phones send nothing from where there is no signal: that nobody measured somewhere says
nothing of it. Only a drive test can find that there is no service.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.coverage.links import Band
from metrics.proportion import wilson

HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """`untold`: measurements of which no strength is known."""

    good: int = 0
    weak: int = 0
    none: int = 0
    untold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            good=self.good + other.good,
            weak=self.weak + other.weak,
            none=self.none + other.none,
            untold=self.untold + other.untold,
        )

    @property
    def judged(self) -> int:
        return self.good + self.weak + self.none

    @property
    def count(self) -> int:
        return self.judged + self.untold

    @property
    def share(self) -> float | None:
        """Of those judged, how many were good; None where none was."""
        return self.good / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Of `share`, 95 %."""
        return wilson(self.good, self.judged) if self.judged else None

    def band(self, least: int) -> Band | None:
        """What more than half of what is measured here would be, as far as that is sure (95 %);
        None where there are fewer than `least`, or where they leave it open."""
        if self.judged < max(least, 1):
            return None
        if wilson(self.good, self.judged)[0] > HALF:
            return Band.GOOD
        low, high = wilson(self.good + self.weak, self.judged)
        if high < HALF:
            return Band.NONE
        return Band.WEAK if low > HALF and wilson(self.good, self.judged)[1] < HALF else None

    @property
    def leaning(self) -> Band | None:
        """What half of them or more are, however few; None where none was judged."""
        if not self.judged:
            return None
        if self.good >= HALF * self.judged:
            return Band.GOOD
        return Band.WEAK if self.good + self.weak >= HALF * self.judged else Band.NONE
