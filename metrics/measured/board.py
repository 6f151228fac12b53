"""Measurements as a viewer asks for them: by hexagon, and beside what villages report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from config.coverage import CoverageSettings
from data_access.days import month_key, shift_month
from data_access.measured import MeasuredCell, measured_cells
from data_access.outlines import Ring, communes_at
from data_access.scope import Bound
from data_access.selection import Period, Selection
from data_access.spans import Span
from data_access.villages import Village, every_village
from metrics.coverage.asking import on_the_ground
from metrics.coverage.confusion import RANK
from metrics.coverage.links import Band
from metrics.measured.places import coarse, nearest_villages, place_of, ring_of
from metrics.measured.tally import Tally

if TYPE_CHECKING:
    from metrics.desk import View


NOTHING = "none"  # the generation of a measurement that found no service


class Way(StrEnum):
    """Of a measured village: which of the two sees more, or that there are too few to tell."""

    MEASURED_LESS = "measured_less"
    MEASURED_MORE = "measured_more"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hexagon:
    """`commune`: the one in which most was measured, '' where no outline tells."""

    code: str
    ring: Ring
    commune: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredVillage:
    """`band`: of the network that is received best, for a village has a signal where one of them
    reaches it; None where none of them is sure."""

    village: Village
    networks: Mapping[str, Tally]
    band: Band | None

    @property
    def tally(self) -> Tally:
        return sum(self.networks.values(), Tally())

    @property
    def reported(self) -> Band:
        return Band(self.village.signal)

    @property
    def way(self) -> Way | None:
        """None where both say the same."""
        if self.band is None:
            return Way.UNSURE
        if self.band is self.reported:
            return None
        less = RANK[self.band] < RANK[self.reported]
        return Way.MEASURED_LESS if less else Way.MEASURED_MORE


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """`months`: from the first to the last; `villages`: measured ones, most people first;
    `unmeasured`: how many others there are; `networks`: of every one, whatever is chosen;
    `outside`: measurements that lie in no commune."""

    months: Span
    hexagons: Sequence[Hexagon]
    villages: Sequence[MeasuredVillage]
    unmeasured: int
    networks: Mapping[str, Tally]
    outside: int

    @property
    def tally(self) -> Tally:
        return sum((each.tally for each in self.hexagons), Tally())

    def among(self, way: Way | None) -> list[MeasuredVillage]:
        return [each for each in self.villages if each.way is way]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """None: of every operator, of every generation."""

    operator: str | None = None
    technology: str | None = None

    def has(self, cell: MeasuredCell) -> bool:
        """Where a phone found no service, it found none of any generation."""
        ours = self.operator in (None, cell.operator)
        return ours and (self.technology is None or cell.technology in (self.technology, NOTHING))


def measured(view: View, selection: Selection, wanted: Wanted) -> Measured:
    """In the months up to the period's end. Raises OutOfScope, UnknownFilter."""
    near, settings = on_the_ground(view, selection), view.province.coverage

    def compute() -> Measured:
        return _measured(view, near, wanted, settings)

    return view.kept(("measured", near, wanted, settings), compute)


def months_until(day: date, settings: CoverageSettings) -> Span:
    last = month_key(day)
    return shift_month(last, 1 - settings.measured_months), last


def _measured(view: View, near: Selection, wanted: Wanted, settings: CoverageSettings) -> Measured:
    months = months_until(near.period.end, settings)
    if view.scope.bound is Bound.AGENCY:
        return Measured(
            months=months, hexagons=(), villages=(), unmeasured=0, networks={}, outside=0
        )
    cells = measured_cells(view.snap, months)
    village_of, commune_of = _places(view, near.period, settings)
    ours = _inside(view, near)
    here = [c for c in cells if ours is None or commune_of.get(c.hexagon) in ours]
    villages = view.every_village(near)
    chosen = [cell for cell in here if wanted.has(cell)]
    found = _villages(villages, cells, village_of, wanted, settings)
    return Measured(
        months=months,
        hexagons=_hexagons((c for c in chosen if c.hexagon in commune_of), commune_of),
        villages=found,
        unmeasured=len(villages) - len(found),
        networks=_networks(here),
        outside=sum(cell.measured for cell in chosen if cell.hexagon not in commune_of),
    )


def _places(
    view: View, period: Period, settings: CoverageSettings
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Of every measured hexagon of the province the village that it tells of and the commune that
    it lies in, where there is one: the same whatever is chosen."""

    def compute() -> tuple[Mapping[str, str], Mapping[str, str]]:
        cells = measured_cells(view.snap, months_until(period.end, settings))
        hexagons = list(dict.fromkeys(cell.hexagon for cell in cells))
        everywhere = every_village(view.snap, Selection(period=period))
        village_of = nearest_villages(hexagons, everywhere, settings.measured_within_km)
        known = {village.code: village.commune for village in everywhere}
        beside = {hexagon: known[code] for hexagon, code in village_of.items()}
        return village_of, beside | _communes(view, period, hexagons)

    return view.kept(("measured places", period, settings), compute)


def _communes(view: View, period: Period, hexagons: Sequence[str]) -> dict[str, str]:
    """By outline; nothing of those that lie in none, or where there are no outlines."""
    keys = {area.key for area in view.snap.places.communes_on(period.end)}
    found = communes_at(view.outlines(), keys, [place_of(hexagon) for hexagon in hexagons])
    return {hexagon: key for hexagon, key in zip(hexagons, found, strict=True) if key}


def _inside(view: View, near: Selection) -> frozenset[str] | None:
    """Keys of the communes in view; None where all are."""
    places = view.snap.places
    codes = places.commune_codes(near)
    if codes is None:
        return None
    return frozenset(a.key for a in places.communes_on(near.period.end) if a.code in codes)


def tally_of(cell: MeasuredCell) -> Tally:
    told = cell.good + cell.weak + cell.none
    return Tally(good=cell.good, weak=cell.weak, none=cell.none, untold=cell.measured - told)


def _hexagons(cells: Iterable[MeasuredCell], commune_of: Mapping[str, str]) -> list[Hexagon]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    communes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell in cells:
        code = coarse(cell.hexagon)
        tallies[code] += tally_of(cell)
        communes[code][commune_of[cell.hexagon]] += cell.measured
    return [
        Hexagon(
            code=code,
            ring=ring_of(code),
            commune=max(communes[code], key=lambda key: (communes[code][key], key)),
            tally=tally,
        )
        for code, tally in sorted(tallies.items())
    ]


def _villages(
    villages: Sequence[Village],
    cells: Iterable[MeasuredCell],
    village_of: Mapping[str, str],
    wanted: Wanted,
    settings: CoverageSettings,
) -> list[MeasuredVillage]:
    """In the order given, which is by people."""
    networks: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for cell in cells:
        if wanted.has(cell) and cell.hexagon in village_of:
            networks[village_of[cell.hexagon]][cell.operator] += tally_of(cell)
    return [
        MeasuredVillage(
            village=village,
            networks=dict(networks[village.code]),
            band=_best(networks[village.code].values(), settings.measured_least),
        )
        for village in villages
        if village.code in networks
    ]


def _best(networks: Collection[Tally], least: int) -> Band | None:
    """The best of those that are sure, unless another network leans to better: then nobody can say
    that the village receives no more than that."""
    sure = [band for each in networks if (band := each.band(least))]
    leaning = [band for each in networks if (band := each.leaning)]
    if not sure:
        return None
    best = max(sure, key=RANK.__getitem__)
    return best if RANK[best] >= max(RANK[band] for band in leaning) else None


def _networks(cells: Iterable[MeasuredCell]) -> dict[str, Tally]:
    """Most measured first."""
    found: dict[str, Tally] = defaultdict(Tally)
    for cell in cells:
        found[cell.operator] += tally_of(cell)
    return dict(sorted(found.items(), key=lambda each: (-each[1].count, each[0])))
