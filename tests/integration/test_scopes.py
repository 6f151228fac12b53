"""Whoever may see a part of the province sees the figures of that part: the very ones that there
would be if nothing else existed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, Engine, Table, delete, not_, or_, select, update

from api.frozen import frozen_now
from config.province import Province, read_province
from config.settings import ROOT
from data_access.cache import SharedCache, shared_cache
from data_access.engine import make_engine, reading, writing
from data_access.fetch import NotKept
from data_access.schema import dataset, dossiers, metadata
from data_access.scope import Bound, OutOfScope, Scope
from data_access.selection import By, Level, Period, Selection
from data_access.villages import Gap
from ingest.freeze import keep
from ingest.rollup import rebuild
from metrics.catalogue import CATALOGUE
from metrics.desk import Desk, View
from metrics.published.tables import BREAKDOWNS, lines
from metrics.reading import Reading
from metrics.rows import Part, counts_rows, parts_of

DISTRICT, COMMUNE, OFFICE, DEPARTMENT = "district", "commune", "office", "department"
SCOPES = (DISTRICT, COMMUNE, OFFICE, DEPARTMENT)
EVERYWHERE = ("agencies", "areas", "boundaries", "targets")
PLACES = ("agency_code", "commune_code", "area_code")
YEAR = Selection(period=Period(start=date(2024, 1, 1), end=date(2024, 12, 31)))


def _province() -> Province:
    return read_province(ROOT / "config")


@pytest.fixture(scope="module")
def engine(small_demonstration_url: str) -> Iterator[Engine]:
    made = make_engine(small_demonstration_url)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def scopes(engine: Engine) -> dict[str, Scope]:
    """Of each kind one that has rows."""
    with _seen(engine) as view:
        commune = view.snap.places.areas[_busiest(view, Level.COMMUNE)]
        office = _busiest(view, Level.COMMUNE, agency=True)
        return {
            DISTRICT: Scope(bound=Bound.DISTRICT, code=str(_district(view, commune.key))),
            COMMUNE: Scope(bound=Bound.COMMUNE, code=commune.key),
            OFFICE: Scope(bound=Bound.AGENCY, code=office),
            DEPARTMENT: Scope(bound=Bound.AGENCY, code=_busiest(view, Level.PROVINCE, agency=True)),
        }


def _district(view: View, commune: str) -> str | None:
    return view.snap.places.old_district_of(commune)


def _busiest(view: View, level: Level, *, agency: bool = False) -> str:
    received = CATALOGUE["received"]
    by = By.AGENCY if agency else By.AREA
    found = view.readings([received], replace(YEAR, level=level), by=by)
    areas = view.snap.places.areas
    counted = {each.group.code: each.value or 0 for each in found if each.group}
    if not agency:
        counted = {key: n for key, n in counted.items() if areas[key].level == level}
    return max(counted, key=lambda code: counted[code])


@contextmanager
def _seen(
    engine: Engine, scope: Scope | None = None, cache: SharedCache | None = None
) -> Iterator[View]:
    desk = Desk(
        engine=engine,
        province=_province(),
        cache=cache or SharedCache(),
        scope=lambda: scope or Scope(),
    )
    with desk.open() as view:
        yield view


def _inside(view: View, scope: Scope) -> dict[str, set[str]]:
    """Which codes of each kind of place lie in a scope; worked out from parents alone."""
    places = view.snap.places
    own = {scope.code, scope.code.partition("@")[0]}
    if scope.bound is Bound.AGENCY:
        return {"agency_code": {scope.code}, "commune_code": set(), "area_code": set()}
    units = {a.code for a in places.areas.values() if {a.key, a.code, a.parent} & own}
    offices = {a.code for a in places.agencies.values() if a.area_code in units}
    return {"agency_code": offices, "commune_code": units, "area_code": units}


@pytest.fixture(scope="module", params=SCOPES)
def alone(
    request: pytest.FixtureRequest,
    engine: Engine,
    scopes: dict[str, Scope],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Scope, Engine]]:
    """A scope, and a database in which nothing has ever happened outside of it."""
    scope = scopes[request.param]
    path = tmp_path_factory.mktemp("alone") / "alone.db"
    shutil.copy(Path(str(engine.url.database)), path)
    made = make_engine(f"sqlite:///{path}")
    with _seen(engine) as view:
        kept = _inside(view, scope)
    with writing(made) as connection:
        for table in metadata.sorted_tables:
            if table.name not in EVERYWHERE and any(name in table.c for name in PLACES):
                connection.execute(delete(table).where(not_(_lies(table, kept))))
        rebuild(connection)
        connection.execute(update(dataset).values(identity="alone"))
    yield scope, made
    made.dispose()


def _lies(table: Table, kept: dict[str, set[str]]) -> ColumnElement[bool]:
    """A petition belongs to the agency that answers it; a report to the unit it is about."""
    columns = [table.c[name] for name in PLACES if name in table.c]
    if table.name != "observations":
        return columns[0].in_(kept[columns[0].name])
    return or_(*(column.in_(kept[column.name]) for column in columns))


def _told(found: list[Reading]) -> list[Any]:
    """Where there is no value, "none of them" and "nothing came" are alike."""
    return [
        (
            *(each.metric.id, each.group and each.group.code, each.value),
            *((each.numerator, each.denominator) if each.value is not None else ()),
            *(each.previous, each.last_year, each.status, each.target, each.completeness),
        )
        for each in found
    ]


def _answers(view: View, metric: str, by: By | None) -> list[Any] | str:
    try:
        return _told(view.readings([CATALOGUE[metric]], YEAR, by=by))
    except NotKept as error:
        return error.vi


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> SharedCache:
    return shared_cache(Flask("warm"), None, tmp_path_factory.mktemp("warm"))


@pytest.mark.parametrize("by", [None, *By], ids=str)
def test_every_figure_in_a_scope_is_as_if_nothing_lay_outside(
    engine: Engine, alone: tuple[Scope, Engine], by: By | None, warm: SharedCache
) -> None:
    scope, only = alone
    with _seen(engine, cache=warm) as wide:  # what a wider scope has asked before
        for name in CATALOGUE:
            _answers(wide, name, by)
    with _seen(engine, scope, warm) as view, _seen(only, scope) as inside:
        for name in CATALOGUE:
            assert _answers(view, name, by) == _answers(inside, name, by), name


def test_lists_villages_open_data_and_changes_are_those_of_the_scope(
    engine: Engine, alone: tuple[Scope, Engine]
) -> None:
    scope, only = alone
    with _seen(engine, scope) as view, _seen(only, scope) as inside:
        for metric in filter(counts_rows, CATALOGUE.values()):
            for part in parts_of(metric):
                seen, there = (v.row_list(metric, part, YEAR) for v in (view, inside))
                assert (seen.rows or 0) == (there.rows or 0), (metric.id, part)
        for gap in Gap:
            assert view.villages(gap, YEAR) == inside.villages(gap, YEAR), gap
        for by in BREAKDOWNS.values():
            assert _values(view, by) == _values(inside, by)
        assert view.comparisons(YEAR) == inside.comparisons(YEAR)
        assert list(view.held_rows(None)) == []


def _values(view: View, by: By | None) -> list[list[str]]:
    """Without the versions and reasons at the end of a line."""
    return [line.split(",")[:6] for text in lines(view, by, 2024) for line in text.splitlines()]


def test_what_lies_outside_is_refused_by_name(engine: Engine, scopes: dict[str, Scope]) -> None:
    received = CATALOGUE["received"]
    for scope in scopes.values():
        with _seen(engine, scope) as view:
            for name, code in _others(view, scope):
                with pytest.raises(OutOfScope):
                    view.readings([received], _only(name, code))
                with pytest.raises(OutOfScope):
                    view.row_list(received, Part.COUNTED, _only(name, code))


def _only(name: str, code: str) -> Selection:
    return Selection.from_query({**YEAR.to_query(), name: code}, today=YEAR.period.end)


def _others(view: View, scope: Scope) -> Iterator[tuple[str, str]]:
    kept = _inside(view, scope)
    places = view.snap.places
    yield from (("agency", a) for a in places.agencies if a not in kept["agency_code"])
    if scope.bound is not Bound.AGENCY:
        around = places.old_district_of(scope.code) if scope.bound is Bound.COMMUNE else scope.code
        districts = places.districts_on(YEAR.period.end)
        yield from (("district", each.key) for each in districts if each.key != around)
        communes = places.communes_on(YEAR.period.end)
        yield from (("area", a.key) for a in communes if a.code not in kept["area_code"])


def test_a_dossier_outside_is_as_one_that_there_is_not(
    engine: Engine, scopes: dict[str, Scope]
) -> None:
    with reading(engine) as connection:
        every = list(connection.execute(select(dossiers.c.code, dossiers.c.agency_code).limit(400)))
    for scope in scopes.values():
        with _seen(engine, scope) as view:
            kept = _inside(view, scope)["agency_code"]
            for code, agency in every:
                assert (view.dossier(code) is not None) == (agency in kept), (scope, code)


def test_a_frozen_set_of_the_province_is_not_for_a_district(
    engine: Engine, scopes: dict[str, Scope], tmp_path: Path
) -> None:
    own = make_engine(f"sqlite:///{shutil.copy(str(engine.url.database), tmp_path / 'own.db')}")
    district = scopes[DISTRICT]
    with _seen(own) as view:
        of_all = frozen_now(view, "cả tỉnh", ["received"], {})
        of_one = frozen_now(view, "một huyện", ["received"], {"district": district.code})
    for each in (of_all, of_one):
        keep(own, each)
    with _seen(own, district) as view:
        assert [head.name for head in view.frozen()] == ["một huyện"]
        assert view.frozen_set("một huyện").figure("received") == of_one.figure("received")
        with pytest.raises(OutOfScope):
            view.frozen_set("cả tỉnh")


def test_the_province_is_no_yardstick_for_who_does_not_see_it(
    engine: Engine, scopes: dict[str, Scope]
) -> None:
    with _seen(engine) as view:
        assert view.sees(YEAR)
    with _seen(engine, scopes[DISTRICT]) as view:
        assert not view.sees(YEAR)
        assert view.sees(replace(YEAR, district=scopes[DISTRICT].code))
