"""Scopes as a choice: the province, its districts, agencies and communes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from access.errors import CannotBe
from components.filter_bar import Option
from data_access.places import Places
from data_access.scope import EVERYTHING, Bound, Scope
from wording.words import Words


def scope_options(places: Places, today: date, words: Words) -> list[Option]:
    found = [Option(value=str(EVERYTHING), label=words("Toàn tỉnh"))]
    units = {
        Bound.DISTRICT: [(a.key, a.name) for a in places.districts_on(today)],
        Bound.AGENCY: [(a.code, a.name) for a in places.agencies_during(today, today)],
        Bound.COMMUNE: [(a.key, a.name) for a in places.communes_on(today)],
    }
    titles = {
        Bound.DISTRICT: words("Huyện"),
        Bound.AGENCY: words("Cơ quan"),
        Bound.COMMUNE: words("Xã"),
    }
    for bound, every in units.items():
        found += _options(bound, titles[bound], every)
    return found


def _options(bound: Bound, title: str, every: Iterable[tuple[str, str]]) -> list[Option]:
    return [
        Option(value=str(Scope(bound=bound, code=code)), label=f"{title}: {name}")
        for code, name in sorted(every, key=lambda each: each[1])
    ]


def scope_shown(scope: Scope, places: Places, words: Words) -> str:
    if scope.whole:
        return words("Toàn tỉnh")
    known = places.agencies if scope.bound is Bound.AGENCY else places.areas
    found = known.get(scope.code)
    return found.name if found else scope.code


def scope_given(text: str, places: Places) -> Scope:
    """Raises CannotBe for a unit that there is not."""
    try:
        scope = Scope.named(text or str(EVERYTHING))
    except ValueError:
        scope = None
    if scope is not None:
        known = places.agencies if scope.bound is Bound.AGENCY else places.areas
        if scope.whole or scope.code in known:
            return scope
    raise CannotBe(vi=f"Không có phạm vi '{text}'.", en=f"There is no scope '{text}'.")
