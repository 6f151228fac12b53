"""Schools and health posts by commune: how many have no broadband, and of how many nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_access import ground_measures as m
from data_access.fetch import fetch
from data_access.scope import Bound
from data_access.selection import By, Selection

if TYPE_CHECKING:
    from metrics.desk import View


_COUNTED = (
    *(m.schools, m.schools_offline, m.schools_untold),
    *(m.health_posts, m.health_posts_offline, m.health_posts_untold),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Of one kind. `untold`: of which it is not known, so neither with nor without."""

    every: int = 0
    offline: int = 0
    untold: int = 0

    def __add__(self, other: Standing) -> Standing:
        return Standing(
            every=self.every + other.every,
            offline=self.offline + other.offline,
            untold=self.untold + other.untold,
        )

    @property
    def known(self) -> int:
        return self.every - self.untold


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilities:
    """Of one or several communes."""

    codes: tuple[str, ...]
    schools: Standing
    health_posts: Standing

    @property
    def offline(self) -> int:
        return self.schools.offline + self.health_posts.offline

    @property
    def untold(self) -> int:
        return self.schools.untold + self.health_posts.untold


def facilities_of(view: View, selection: Selection) -> list[Facilities]:
    """Of every commune that has any, at the period's end. Raises OutOfScope, UnknownFilter."""

    def compute() -> list[Facilities]:
        if view.scope.bound is Bound.AGENCY:
            return []  # they belong to communes
        found = fetch(view.snap, _COUNTED, view.checked(selection), By.AREA)
        return [_facilities(code, sums) for code, sums in sorted(found.items())]

    return view.kept(("facilities", selection), compute)


def _facilities(code: str, sums: Mapping[str, float]) -> Facilities:
    def standing(kind: str) -> Standing:
        return Standing(
            every=round(sums.get(kind, 0)),
            offline=round(sums.get(f"{kind}_offline", 0)),
            untold=round(sums.get(f"{kind}_untold", 0)),
        )

    return Facilities(
        codes=(code,), schools=standing("schools"), health_posts=standing("health_posts")
    )


def all_of(parts: Sequence[Facilities]) -> Facilities:
    return Facilities(
        codes=tuple(code for part in parts for code in part.codes),
        schools=sum((part.schools for part in parts), Standing()),
        health_posts=sum((part.health_posts for part in parts), Standing()),
    )


def most_offline(parts: Iterable[Facilities]) -> list[Facilities]:
    """Those with any that lack it, most first; then those of which something is not known."""
    some = [part for part in parts if part.offline or part.untold]
    return sorted(some, key=lambda part: (-part.offline, -part.untold, part.codes))
