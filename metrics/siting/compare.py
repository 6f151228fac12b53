"""Two plans side by side: whom both reach, and whom only one of them does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.siting.plan_types import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a plan comes to: codes of its stations, and people by code of each village reached."""

    stations: frozenset[str]
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Of people and stations, in both plans, in the first alone and in the second alone."""

    people: tuple[int, int, int]
    villages: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    stations: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def outcome(plan: Plan) -> Outcome:
    return Outcome(
        stations=frozenset(site.candidate.code for site in plan.sites),
        people={village.code: village.people for village in plan.villages},
    )


def compared(first: Outcome, second: Outcome) -> Comparison:
    """A village that has grown between the two counts as the second plan has it."""
    people = {**first.people, **second.people}
    villages = _parted(frozenset(first.people), frozenset(second.people))
    both, one, other = (sum(people[code] for code in codes) for codes in villages)
    return Comparison(
        people=(both, one, other),
        villages=villages,
        stations=_parted(first.stations, second.stations),
    )


def _parted(
    first: frozenset[str], second: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    both, one, other = first & second, first - second, second - first
    return tuple(sorted(both)), tuple(sorted(one)), tuple(sorted(other))
