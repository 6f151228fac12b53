"""What is wished for, and what is known of a province that a plan rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from config.coverage import CoverageSettings
from data_access.errors import TamNhinError
from data_access.outlines import Ring
from data_access.selection import Selection
from data_access.sites import ListedPlace
from data_access.stations import Station
from data_access.villages import Gap, Village
from metrics.coverage.asking import on_the_ground, stamped
from metrics.coverage.hata import Setting
from metrics.coverage.links import Band, Link, links_for
from metrics.siting.candidates import STEP_KM, Candidate, Kind
from metrics.siting.plan_types import LIMIT_SECONDS, Plan

if TYPE_CHECKING:
    from metrics.desk import View

TECHNOLOGY = "4g"
RESTS_ON = ("villages", "stations", "boundaries", "areas", "sites")  # tables
OF_LISTS = {Kind.LISTED, Kind.HEIGHT}
USUAL = (Kind.VILLAGE, Kind.MAST, Kind.GRID)
FEW, MOST = 5, 200  # stations, where nobody says how many; and the most on a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """In any one unit. `solar` comes on top where there is no grid power."""

    new: float = 1.0
    shared: float = 1.0
    solar: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`stations` or `budget`: one of the two. `band`: what has to arrive in a village that waits;
    with `weak`, villages with a weak signal wait, too. `listed`: the only sites to choose from;
    without them, those of `kinds`, of lists that were loaded only of `list_name` where one is
    named. `operator`: who builds, on masts of others, too; `owner`: only on this one's.
    `height_m`: None as masts are. `settings`: what the province reckons with."""

    selection: Selection
    stations: int | None = None
    budget: float | None = None
    technology: str = TECHNOLOGY
    setting: Setting = Setting.SUBURBAN
    height_m: float | None = None
    band: Band = Band.WEAK
    weak: bool = False
    listed: Sequence[Candidate] | None = None
    kinds: tuple[Kind, ...] = USUAL
    list_name: str | None = None
    operator: str | None = None
    owner: str | None = None
    step_km: float = STEP_KM
    costs: Costs = Costs()
    limit_seconds: float = LIMIT_SECONDS
    settings: CoverageSettings = field(default_factory=CoverageSettings)

    @property
    def link(self) -> Link:
        found = links_for(self.settings)[self.technology].amid(self.setting)
        return found.at(self.height_m) if self.height_m else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A wish and all that it is answered from. `outline`: of the province, for the grid; `listed`:
    what lists name; `elevation`: rasters, if there are any."""

    wish: Wish
    villages: Sequence[Village]
    waiting: Sequence[Village]
    stations: Sequence[Station]
    outline: Sequence[Ring]
    listed: Sequence[ListedPlace] = ()
    elevation: Sequence[Path] = ()

    def answered(self) -> Plan:
        """Raises UnknownOperator, TooManySites, OutsideModel."""
        from metrics.siting.choosing import question
        from metrics.siting.plan import plan

        return plan(question(self))


class NothingAsked(TamNhinError):
    """Neither a number of stations nor a budget, both, or one that is not above 0."""

    def __init__(self) -> None:
        super().__init__(
            vi="Cho biết số trạm mới (--new 5, từ 1 trở lên) hoặc kinh phí (--budget 12.5, lớn hơn"
            " 0), một trong hai.",
            en="Say how many new stations (--new 5, 1 or more) or what they may cost (--budget"
            " 12.5, above 0), one of the two.",
        )


class NoVillages(TamNhinError):
    def __init__(self) -> None:
        super().__init__(
            vi="Chưa có thôn nào được khảo sát trong phạm vi này. Nạp bảng thôn: tamnhin load"
            " villages TỆP",
            en="No village here has been surveyed yet. Load them: tamnhin load villages FILE",
        )


def asked(view: View, wish: Wish) -> Asked:
    """Raises NothingAsked, NoVillages, UnknownFilter."""
    if not _asks(wish.stations, wish.budget):
        raise NothingAsked
    villages = view.every_village(wish.selection)
    if not villages:
        raise NoVillages
    gaps = [Gap.NO_SIGNAL, Gap.WEAK_SIGNAL] if wish.weak else [Gap.NO_SIGNAL]
    return Asked(
        wish=replace(wish, settings=view.province.coverage),
        villages=villages,
        waiting=[each for gap in gaps for each in view.villages(gap, wish.selection)],
        stations=view.stations(wish.selection),
        outline=view.outlines().province,
        listed=view.listed_places() if OF_LISTS & set(wish.kinds) else (),
        elevation=view.province.elevation,
    )


def operators_of(stations: Iterable[Station]) -> list[str]:
    return sorted({each.operator for each in stations}, key=str.casefold)


def plan_soon(view: View, wish: Wish, *, wait: float) -> Plan | None:
    """From a process of its own, once for all who ask; None while it is being worked out. Raises
    what `asked` and `Asked.answered` raise."""
    near = replace(
        wish,
        selection=on_the_ground(view, wish.selection),
        settings=view.province.coverage,
    )
    question = ("siting", near, stamped(view.province.elevation))
    found: Plan | None = view.beside(question, RESTS_ON, lambda: asked(view, near), wait=wait)
    return found


def _asks(stations: int | None, budget: float | None) -> bool:
    if stations is None:
        return budget is not None and budget > 0
    return budget is None and stations > 0
