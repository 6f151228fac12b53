"""Who is left out: people without signal, power or broadband among all people, by kind of place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from metrics.reading import Reading

PER = 1_000  # people
# Zones of ethnic-minority and mountain areas (QĐ 861/QĐ-TTg of 4/6/2021), hardest first; then what
# is said to lie in none, and that of which nobody has said anything, which is not the same.
ZONES = ("III", "II", "I", "none", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`people` of one or several communes; `without`: how many of them lack it, by metric."""

    codes: tuple[str, ...]
    people: float
    without: Mapping[str, float]

    def per_thousand(self, metric: str) -> float | None:
        return self.without.get(metric, 0.0) * PER / self.people if self.people else None


def shares(people: Iterable[Reading], lacking: Iterable[Reading]) -> list[Share]:
    """Of each commune of which `people` (a ratio, over all people of it) is known. `lacking`: how
    many people lack something, by commune."""
    without: dict[str, dict[str, float]] = {}
    for reading in lacking:
        if reading.group and reading.value is not None:
            without.setdefault(reading.group.code, {})[reading.metric.id] = reading.value
    return [
        Share(
            codes=(each.group.code,),
            people=each.denominator,
            without=without.get(each.group.code, {}),
        )
        for each in people
        if each.group and each.denominator
    ]


def together(parts: Sequence[Share]) -> Share:
    """Sums over sums: a small commune counts by its people, not as one of many."""
    names = {name for part in parts for name in part.without}
    return Share(
        codes=tuple(code for part in parts for code in part.codes),
        people=sum(part.people for part in parts),
        without={name: sum(part.without.get(name, 0.0) for part in parts) for name in names},
    )


def ranked(parts: Iterable[Share], metric: str) -> list[Share]:
    """Those that have any, the largest share first."""
    some = [part for part in parts if part.without.get(metric)]
    return sorted(some, key=lambda part: (-(part.per_thousand(metric) or 0.0), part.codes))


def by_zone(
    codes: Iterable[str], zone_of: Callable[[str], str | None]
) -> dict[str | None, list[str]]:
    """Codes of communes by zone, only those zones that have any, in the order above."""
    found: dict[str | None, list[str]] = {zone: [] for zone in ZONES}
    for code in codes:
        found[zone_of(code)].append(code)
    return {zone: own for zone, own in found.items() if own}
