"""A wish as an address has it, of one plan or of two that are compared: what the second does not
say for itself is as in the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import inf

from data_access.errors import UnknownFilter
from data_access.selection import Selection
from metrics.coverage.hata import HEIGHTS_M, Setting
from metrics.coverage.links import LINKS, Band
from metrics.siting.asking import FEW, MOST, TECHNOLOGY, USUAL, Costs, Wish
from metrics.siting.candidates import STEP_KM, Kind

OTHER, PREFIX = "b", "b-"  # `b=1`: there is a second plan; its options are `b-new` and so on
AMOUNTS = ("new", "budget")
ANY = "*"  # also where the first plan has one: a second says nothing by leaving it out
BANDS = (Band.WEAK, Band.GOOD)
OPTIONS = (
    *AMOUNTS, "technology", "setting", "strength", "weak", "sites", "list", "operator", "owner",
    "grid", "height", "cost", "share_cost", "solar_cost",
)  # fmt: skip
STEPS_KM = (0.2, 50.0)


def wish_of(query: Mapping[str, str], *, today: date) -> Wish:
    """Raises UnknownFilter."""
    stations, budget = _amount(query)
    return Wish(
        selection=Selection.from_query(
            {name: query.get(name) for name in ("from", "to", "area", "district", "units")},
            today=today,
        ),
        stations=stations,
        budget=budget,
        technology=_known(query, "technology", TECHNOLOGY, list(LINKS)),
        setting=Setting(_known(query, "setting", Setting.SUBURBAN, list(Setting))),
        height_m=_number(query, "height", None, HEIGHTS_M),
        band=Band(_known(query, "strength", Band.WEAK, BANDS)),
        weak=_known(query, "weak", "0", ["0", "1"]) == "1",
        kinds=kinds_of(query),
        list_name=_named(query, "list"),
        operator=_named(query, "operator"),
        owner=_named(query, "owner"),
        step_km=_number(query, "grid", STEP_KM, STEPS_KM) or STEP_KM,
        costs=Costs(
            new=_above_0(query, "cost"),
            shared=_above_0(query, "share_cost"),
            solar=_number(query, "solar_cost", 0.0, (0.0, inf)) or 0.0,
        ),
    )


def other_of(query: Mapping[str, str]) -> dict[str, str] | None:
    """The second plan's address, without a prefix; None where there is none."""
    if query.get(OTHER) != "1":
        return None
    own = {name.removeprefix(PREFIX): v for name, v in query.items() if name.startswith(PREFIX)}
    first = {name: v for name, v in query.items() if not name.startswith(PREFIX)}
    if any(own.get(name) for name in AMOUNTS):
        first = {name: v for name, v in first.items() if name not in AMOUNTS}
    return {**first, **own}


def _amount(query: Mapping[str, str]) -> tuple[int | None, float | None]:
    """A number of stations, or a budget where one is given."""
    if query.get("budget"):
        return None, _above_0(query, "budget")
    return _count("new", query.get("new") or str(FEW)), None


def _named(query: Mapping[str, str], name: str) -> str | None:
    found = query.get(name) or ANY
    return None if found == ANY else found


def _count(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MOST):
        raise UnknownFilter(name, text, [f"1–{MOST}"])
    return int(text)


def _above_0(query: Mapping[str, str], name: str) -> float:
    found = _number(query, name, 1.0, (0.0, inf))
    if not found:
        raise UnknownFilter(name, query.get(name, ""), ["> 0"])
    return found


def _number(
    query: Mapping[str, str], name: str, usual: float | None, limits: tuple[float, float]
) -> float | None:
    text = query.get(name)
    if not text:
        return usual
    value = _read(text)
    low, high = limits
    if value is None or not low <= value <= high or value == inf:
        said = f"{low:g}–{high:g}" if high < inf else f"≥ {low:g}"
        raise UnknownFilter(name, text, [said])
    return value


def _read(text: str) -> float | None:
    """'12.5' and '12,5' are the same number."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def kinds_of(query: Mapping[str, str]) -> tuple[Kind, ...]:
    """'village,mast', in the order of kinds."""
    text = query.get("sites")
    if not text:
        return USUAL
    asked = text.split(",")
    for each in asked:
        if each not in list(Kind):
            raise UnknownFilter("sites", each, list(Kind))
    return tuple(kind for kind in Kind if kind in asked)


def _known(query: Mapping[str, str], name: str, usual: str, valid: Sequence[str]) -> str:
    text = query.get(name) or usual
    if text not in valid:
        raise UnknownFilter(name, text, [str(each) for each in valid])
    return text


def told(wish: Wish) -> dict[str, str]:
    """Of every option its value, as forms and addresses write it; '' where it is not limited."""
    costs = wish.costs
    return {
        "new": str(wish.stations or ""),
        "budget": number_said(wish.budget),
        "technology": wish.technology,
        "setting": str(wish.setting),
        "strength": str(wish.band),
        "weak": "1" if wish.weak else "0",
        "sites": ",".join(wish.kinds),
        "list": wish.list_name or ANY,
        "operator": wish.operator or ANY,
        "owner": wish.owner or ANY,
        "grid": number_said(wish.step_km),
        "height": number_said(wish.height_m),
        "cost": number_said(costs.new),
        "share_cost": number_said(costs.shared),
        "solar_cost": number_said(costs.solar),
    }


def number_said(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
