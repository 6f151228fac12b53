"""Every page for who may see a part of the province, while the cache is warm from all of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from access.keys import make_key
from access.roles import Role
from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.scope import Bound, Scope
from data_access.selection import By
from metrics.ask.answer import reply
from metrics.catalogue import CATALOGUE
from metrics.desk import Desk, View
from pages.registry import all_pages
from tests.integration.doors.house import WHO, House
from tests.integration.doors.test_roles import ONE_OF, drawn

OWN = Scope(bound=Bound.DISTRICT, code="457")
SEARCH = "?from=2024-01-01&to=2024-12-31"
# Pages on which the names of all units are no figures of theirs: who a metric belongs to.
NAMING = ("/glossary",)


@pytest.fixture(scope="module")
def view(closed: House) -> Iterator[View]:
    from config.province import read_province

    engine = make_engine(str(closed.server.extensions["tamnhin.desk"].engine.url))
    desk = Desk(engine=engine, province=read_province(ROOT / "config"), cache=SharedCache())
    with desk.open() as opened:
        yield opened
    engine.dispose()


@pytest.fixture(scope="module")
def scoped(closed: House) -> FlaskClient:
    return closed.someone(Role.ADMINISTRATOR, OWN, name="mot.huyen")


@pytest.fixture(scope="module", autouse=True)
def warm(closed: House) -> None:
    """Whoever sees all has looked at every page before."""
    wide = closed.someone(Role.ADMINISTRATOR, name="ca.tinh")
    for page in all_pages().values():
        drawn(wide, page, SEARCH)


def outside(view: View) -> set[str]:
    """Names of what lies elsewhere, where no unit within has the same."""
    places, day = view.snap.places, view.snap.today
    names = {True: set[str](), False: set[str]()}
    for area in places.communes_on(day):
        names[OWN.holds(area, places)].add(area.name)
    for agency in places.agencies_during(day, day):
        names[OWN.holds_agency(agency.code, places, day)].add(agency.name)
    return {name for name in names[False] if not any(name in own for own in names[True])}


@pytest.mark.parametrize("path", [path for path in all_pages() if path not in NAMING])
def test_no_page_names_a_unit_that_lies_elsewhere(
    scoped: FlaskClient, view: View, path: str
) -> None:
    text = drawn(scoped, all_pages()[path], SEARCH)
    found = {name for name in outside(view) if f"{name}'" in text or f"{name}<" in text}
    assert not found, (path, sorted(found)[:8])


@pytest.mark.parametrize("path", [p for p, each in all_pages().items() if each.brief])
def test_no_briefing_names_a_unit_that_lies_elsewhere(
    scoped: FlaskClient, view: View, path: str
) -> None:
    if path in NAMING:
        return
    page = all_pages()[path].at(ONE_OF.get(path, ""))
    answer = scoped.get(f"/api/v1/briefing.xlsx{SEARCH}&page={page}")
    assert answer.status_code == 200, answer.text
    with ZipFile(BytesIO(answer.data)) as file:
        texts = "".join(file.read(name).decode() for name in file.namelist())
    found = {name for name in outside(view) if f">{name}<" in texts}
    assert not found, (path, sorted(found)[:8])


@pytest.mark.parametrize("by", [None, *By], ids=str)
def test_the_interface_gives_groups_of_the_scope_alone(
    closed: House, view: View, by: By | None
) -> None:
    key = make_key(closed.doors, WHO, name=f"theo {by}", role=Role.VIEWER, scope=OWN)
    query = {"from": "2024-01-01", "to": "2024-12-31", **({"by": str(by)} if by else {})}
    client, places = closed.stranger(), view.snap.places
    for name in list(CATALOGUE)[:: 3 if by in (By.AREA, By.AGENCY, By.DISTRICT) else 9]:
        headers = {"Authorization": f"Bearer {key}"}
        answer = client.get(f"/api/v1/figures/{name}", query_string=query, headers=headers)
        assert answer.status_code == 200 or b"NotKept" in answer.data, (name, answer.text)
        found = json.loads(answer.text)
        for each in found if isinstance(found, list) else [found]:
            assert each.get("selection", {"district": OWN.code}).get("district") == OWN.code
            group = each.get("by") or {}
            code = str(group.get(str(by), ""))
            if by is By.AGENCY and code:
                assert OWN.holds_agency(code, places, view.snap.today), (name, code)
            elif by in (By.AREA, By.DISTRICT) and code:
                assert OWN.holds(places.areas[code], places), (name, code)


def test_a_question_is_answered_within_the_scope(closed: House, view: View) -> None:
    asked = ["tỷ lệ đúng hạn năm 2024", "tỷ lệ đúng hạn các xã năm 2024", "hồ sơ tiếp nhận"]
    narrow = View(snap=view.snap, province=view.province, cache=SharedCache(), scope=OWN)
    for question in asked:
        for answer in reply(narrow, question).answers:
            for reading in answer.readings:
                assert reading.selection.district == OWN.code


def test_a_link_to_elsewhere_says_that_it_is_out_of_scope(scoped: FlaskClient) -> None:
    text = drawn(scoped, all_pages()["/dossiers"], f"{SEARCH}&district=450")
    assert "Ngoài phạm vi được xem của bạn" in text
