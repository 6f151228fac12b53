"""From a wish and what is known to the sites to choose from, with their power and their costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data_access.elevation import read_elevation
from data_access.errors import TamNhinError
from metrics.siting.asking import Asked, Costs, operators_of
from metrics.siting.candidates import (
    Candidate,
    Kind,
    in_lists,
    in_villages,
    on_grid,
    on_masts,
    powered,
)
from metrics.siting.plan_types import Question


class UnknownOperator(TamNhinError):
    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            vi=f"Không có nhà mạng '{name}'. Có: {', '.join(known)}",
            en=f"No operator '{name}'. There are: {', '.join(known)}",
        )


def question(asked: Asked) -> Question:
    """Raises UnknownOperator, TooManySites, UnreadableElevation."""
    wish = asked.wish
    chosen = _everywhere(asked) if wish.listed is None else wish.listed
    candidates = powered(chosen, asked.villages)
    return Question(
        waiting=asked.waiting,
        candidates=_priced(candidates, wish.costs),
        counted=wish.stations is not None,
        link=wish.link,
        band=wish.band,
        budget=float(wish.stations or wish.budget or 0),
        limit_seconds=wish.limit_seconds,
        elevation=read_elevation(asked.elevation),
    )


def _everywhere(asked: Asked) -> list[Candidate]:
    """Of sites that reach the same, the first is taken: a village before a mast before what a list
    names before a field."""
    wish, kinds = asked.wish, asked.wish.kinds
    known = operators_of(asked.stations)
    for name in (wish.operator, wish.owner):
        if name and name not in known:
            raise UnknownOperator(name, known)
    masts = on_masts(asked.stations, wish.technology, wish.operator, wish.owner)
    return [
        *(in_villages(asked.waiting) if Kind.VILLAGE in kinds else []),
        *(masts if Kind.MAST in kinds else []),
        *in_lists(asked.listed, kinds, wish.list_name),
        *(on_grid(asked.outline, wish.step_km) if Kind.GRID in kinds else []),
    ]


def _priced(candidates: Sequence[Candidate], costs: Costs) -> list[Candidate]:
    """Costs that a list names stay as they are."""
    by_kind = {Kind.MAST: costs.shared}
    return [
        each
        if each.cost is not None
        else replace(each, cost=by_kind.get(each.kind, costs.new) + costs.solar * each.solar)
        for each in candidates
    ]
