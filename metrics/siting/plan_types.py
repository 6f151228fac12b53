"""What is asked of a plan of new stations, and what it says: plain values that travel between
processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.elevation import Elevation
from data_access.villages import Village
from metrics.coverage.links import Band, Link
from metrics.siting.candidates import Candidate, cost_of

LIMIT_SECONDS = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`waiting`: the villages to reach. `link` and `band`: what a new station sends, and what has
    to arrive. `budget`: what costs may come to, or where stations are `counted`, their number,
    whatever each costs. `elevation`: what hides villages from sites."""

    waiting: Sequence[Village]
    candidates: Sequence[Candidate]
    link: Link
    band: Band
    budget: float
    counted: bool = False
    limit_seconds: float = LIMIT_SECONDS
    elevation: Elevation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """`chosen`: candidates that each reach somebody whom no other does. `bound`: nobody can reach
    more people than that. `seconds`: with the reduction."""

    chosen: tuple[int, ...]
    people: int
    bound: int
    seconds: float

    @property
    def gap(self) -> float:
        """What share of the bound is perhaps missed; 0 is proven to be the best."""
        return (self.bound - self.people) / self.bound if self.bound else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The most people known to be reached by so many stations. `exact`: nobody can reach more; all
    other steps are found one station after the other."""

    stations: int
    people: int
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    village: Village
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`reached`: the villages that no other chosen site is nearer to, so that each counts once."""

    candidate: Candidate
    height_m: float
    radius_km: float
    reached: Sequence[Reached]

    @property
    def people(self) -> int:
        return sum(each.village.people for each in self.reached)

    @property
    def cost(self) -> float:
        return cost_of(self.candidate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`sites`: most people first. `waiting`: people without a signal now; `reachable`: those of
    them whom any candidate could reach. `greedy`: people reached by one station after the other.
    `curve`: for each number of stations; where a budget buys stations of different costs, as the
    sites follow one another. `candidates`: how many there were to choose from.
    `terrain`: hills were seen."""

    sites: Sequence[Site]
    solved: Solved
    waiting: int
    reachable: int
    greedy: int
    curve: Sequence[Step]
    candidates: int = 0
    terrain: bool = False

    @property
    def cost(self) -> float:
        return sum(site.cost for site in self.sites)

    @property
    def people(self) -> int:
        return self.solved.people

    @property
    def villages(self) -> list[Village]:
        return [each.village for site in self.sites for each in site.reached]
