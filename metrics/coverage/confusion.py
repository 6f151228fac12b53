"""How far the estimate and what villages report agree, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from metrics.coverage.estimate import Estimated
from metrics.coverage.links import Band

RANK = {Band.NONE: 0, Band.WEAK: 1, Band.GOOD: 2}


class Way(StrEnum):
    """Of a disagreement: which of the two sees more."""

    ESTIMATED_MORE = "estimated_more"  # reported without, inside an estimated cell
    REPORTED_MORE = "reported_more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """`villages` and `people`: by what is reported and what is estimated, all nine pairs.
    `disagreeing`: most people first. `grounded`: villages of which the ground is known, so that
    the estimate saw what stands around them."""

    villages: Mapping[tuple[Band, Band], int]
    people: Mapping[tuple[Band, Band], int]
    disagreeing: Sequence[Estimated]
    grounded: int = 0

    @property
    def every(self) -> int:
        return sum(self.villages.values())

    @property
    def agreement(self) -> float | None:
        """The share of villages of which both say the same; None where there are none."""
        every = sum(self.villages.values())
        return sum(self.villages[band, band] for band in Band) / every if every else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa (1960): agreement beyond what chance would bring; 0 is none at all, for
        an estimate that calls everything good agrees with most of a province. None where chance
        alone explains everything."""
        every = sum(self.villages.values())
        if not every or self.agreement is None:
            return None
        chance = sum(self._reported(band) * self._estimated(band) for band in Band) / every**2
        return (self.agreement - chance) / (1 - chance) if chance < 1 else None

    def among(self, way: Way) -> list[Estimated]:
        return [each for each in self.disagreeing if way_of(each) is way]

    def _reported(self, band: Band) -> int:
        return sum(self.villages[band, other] for other in Band)

    def _estimated(self, band: Band) -> int:
        return sum(self.villages[other, band] for other in Band)


def way_of(each: Estimated) -> Way | None:
    """None where the two agree."""
    if each.band is each.reported:
        return None
    more = RANK[each.band] > RANK[each.reported]
    return Way.ESTIMATED_MORE if more else Way.REPORTED_MORE


def confusion(estimates: Iterable[Estimated]) -> Confusion:
    villages: Counter[tuple[Band, Band]] = Counter()
    people: Counter[tuple[Band, Band]] = Counter()
    disagreeing, grounded = [], 0
    for each in estimates:
        grounded += each.ground
        pair = each.reported, each.band
        villages[pair] += 1
        people[pair] += each.village.people
        if way_of(each):
            disagreeing.append(each)
    pairs = [(reported, band) for reported in Band for band in Band]
    return Confusion(
        villages={pair: villages[pair] for pair in pairs},
        people={pair: people[pair] for pair in pairs},
        disagreeing=sorted(disagreeing, key=lambda each: (-each.village.people, each.village.code)),
        grounded=grounded,
    )
