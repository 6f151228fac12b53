"""From what is wished for and the data as they stand to the question that is solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data_access.errors import TamNhinError
from data_access.selection import Selection
from data_access.villages import Gap, Village
from metrics.coverage.hata import Setting
from metrics.coverage.links import LINKS, Band, Link
from metrics.siting.candidates import (
    STEP_KM,
    Candidate,
    Kind,
    in_villages,
    on_grid,
    on_masts,
    powered,
)
from metrics.siting.exact import LIMIT_SECONDS
from metrics.siting.plan import Question

if TYPE_CHECKING:
    from metrics.desk import View

TECHNOLOGY = "4g"


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
    without them, villages that wait, a grid and masts. `operator`: who builds, on masts of others,
    too. `height_m`: None as masts are."""

    selection: Selection
    stations: int | None = None
    budget: float | None = None
    technology: str = TECHNOLOGY
    setting: Setting = Setting.SUBURBAN
    height_m: float | None = None
    band: Band = Band.WEAK
    weak: bool = False
    listed: Sequence[Candidate] | None = None
    operator: str | None = None
    step_km: float = STEP_KM
    costs: Costs = Costs()
    limit_seconds: float = LIMIT_SECONDS

    @property
    def link(self) -> Link:
        found = LINKS[self.technology].amid(self.setting)
        return found.at(self.height_m) if self.height_m else found


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


class UnknownOperator(TamNhinError):
    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            vi=f"Không có nhà mạng '{name}'. Có: {', '.join(known)}",
            en=f"No operator '{name}'. There are: {', '.join(known)}",
        )


def question(view: View, wish: Wish) -> Question:
    """Raises NothingAsked, NoVillages, UnknownOperator, UnknownFilter, TooManySites."""
    if not _asks(wish.stations, wish.budget):
        raise NothingAsked
    villages = view.every_village(wish.selection)
    if not villages:
        raise NoVillages
    gaps = [Gap.NO_SIGNAL, Gap.WEAK_SIGNAL] if wish.weak else [Gap.NO_SIGNAL]
    waiting = [each for gap in gaps for each in view.villages(gap, wish.selection)]
    chosen = _candidates(view, wish, waiting) if wish.listed is None else wish.listed
    candidates = powered(chosen, villages)
    return Question(
        waiting=waiting,
        candidates=_counted(candidates) if wish.stations else _priced(candidates, wish.costs),
        link=wish.link,
        band=wish.band,
        budget=float(wish.stations or wish.budget or 0),
        limit_seconds=wish.limit_seconds,
    )


def _asks(stations: int | None, budget: float | None) -> bool:
    if stations is None:
        return budget is not None and budget > 0
    return budget is None and stations > 0


def _candidates(view: View, wish: Wish, waiting: Sequence[Village]) -> list[Candidate]:
    stations = view.stations(wish.selection)
    known = sorted({each.operator for each in stations}, key=str.casefold)
    if wish.operator and wish.operator not in known:
        raise UnknownOperator(wish.operator, known)
    return [
        *in_villages(waiting),
        *on_masts(stations, wish.technology, wish.operator),
        *on_grid(view.outlines().province, wish.step_km),
    ]


def _counted(candidates: Sequence[Candidate]) -> list[Candidate]:
    return [replace(each, cost=1.0) for each in candidates]


def _priced(candidates: Sequence[Candidate], costs: Costs) -> list[Candidate]:
    """A list's own costs stay as they are."""
    by_kind = {Kind.MAST: costs.shared}
    return [
        each
        if each.kind is Kind.LISTED and each.cost is not None
        else replace(each, cost=by_kind.get(each.kind, costs.new) + costs.solar * each.solar)
        for each in candidates
    ]
