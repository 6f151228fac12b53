"""What the address of the siting page wishes for, and the plans that answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data_access.errors import TamNhinError, UnknownFilter
from data_access.scope import OutOfScope
from metrics.siting.address import OPTIONS, OTHER, PREFIX, other_of, wish_of
from metrics.siting.asking import Wish, operators_of, plan_soon
from metrics.siting.plan_types import Plan
from pages.page import Ask

NAME, PATH = "siting", "/siting"
WAITED_SECONDS = 0.5  # before the page is shown without it
MAPS = ("difference", "side")
SECOND = (OTHER, *(f"{PREFIX}{name}" for name in OPTIONS))  # what an address says of the second


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """One plan of the page. `found`: None while it is being worked out, an error where there can be
    none."""

    wish: Wish
    found: Plan | TamNhinError | None

    @property
    def plan(self) -> Plan | None:
        return self.found if isinstance(self.found, Plan) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """`second` where two are compared; `side`: each on a map of its own."""

    first: Wished
    second: Wished | None
    side: bool

    @property
    def both(self) -> tuple[Plan, Plan] | None:
        """Where both are known."""
        one, other = self.first.plan, self.second.plan if self.second else None
        return (one, other) if one and other else None


def plans_of(ask: Ask, *, wait: float = WAITED_SECONDS) -> Plans:
    """Raises UnknownFilter, OutOfScope."""
    other = other_of(ask.query)
    wishes = [_wish(ask, ask.query), *([_wish(ask, other)] if other is not None else [])]
    found = [Wished(wish=wish, found=_plan(ask, wish, wait)) for wish in wishes]
    return Plans(first=found[0], second=found[1] if other is not None else None, side=_side(ask))


def _wish(ask: Ask, query: Mapping[str, str]) -> Wish:
    options = {name: query[name] for name in OPTIONS if name in query}
    wish = replace(wish_of(options, today=ask.view.anchor), selection=ask.selection)
    _check_names(ask, wish)
    return wish


def _check_names(ask: Ask, wish: Wish) -> None:
    for name, asked in (("operator", wish.operator), ("owner", wish.owner)):
        if asked and asked not in (known := operators(ask)):
            raise UnknownFilter(name, asked, known)
    if wish.list_name is not None and wish.list_name not in (lists := lists_of(ask)):
        raise UnknownFilter("list", wish.list_name, lists)


def operators(ask: Ask) -> list[str]:
    return operators_of(ask.view.stations(ask.selection))


def lists_of(ask: Ask) -> list[str]:
    """Names of loaded lists of places."""
    return list(dict.fromkeys(each.list_name for each in ask.view.listed_places()))


def _side(ask: Ask) -> bool:
    asked = ask.query.get("maps", MAPS[0])
    if asked not in MAPS:
        raise UnknownFilter("maps", asked, MAPS)
    return asked == "side"


def _plan(ask: Ask, wish: Wish, wait: float) -> Plan | TamNhinError | None:
    try:
        return plan_soon(ask.view, wish, wait=wait)
    except (UnknownFilter, OutOfScope):
        raise
    except TamNhinError as error:
        return error
