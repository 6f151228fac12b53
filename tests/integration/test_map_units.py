"""By the map of 2024 or of 2025: what is chosen goes along, and what cannot is said."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.migrate import upgrade
from metrics.desk import Desk
from metrics.siting.address import wish_of
from pages.asking import ask
from pages.gaps import gaps_of
from pages.map_units import chosen_here
from tests.integration.reform import N1, N2, reform
from tests.integration.rows import load, province, village
from tests.integration.test_api import client_of

OLD, NEW = "2025-06-30", "2025-07-01"
YEAR = "from=2024-01-01&to=2024-12-31"


@pytest.fixture
def url(reformed_sqlite: str) -> str:
    engine = make_engine(reformed_sqlite)
    rows = [
        village(f"v{commune}", commune_code=commune, people=people, signal="none")
        for commune, people in (("101", 100), ("102", 400), ("103", 50), ("201", 25))
    ]
    load(engine, "villages", *rows)
    engine.dispose()
    return reformed_sqlite


def said(client: FlaskClient, query: str) -> str:
    """What stands under the filters."""
    page = client.get(f"/coverage?{YEAR}&{query}").text
    return html.unescape(page.partition('class="map-units"')[2].partition("</p>")[0])


def way(client: FlaskClient, query: str, year: int) -> dict[str, str]:
    """The address that the switch leads to."""
    [href] = re.findall(rf'href="([^"]+)"[^>]*>{year}</a>', said(client, query))
    return dict(parse_qsl(urlsplit(href).query))


def test_a_commune_becomes_the_one_that_it_went_into_and_comes_back(url: str) -> None:
    client = client_of(url)
    there = way(client, f"units={OLD}&area=103", 2025)
    assert (there["units"], there["area"], there["was"]) == (NEW, N2, "103")
    text = said(client, f"units={NEW}&area={N2}&was=103")
    assert "100 % của Xã Ba nay thuộc Xã Mới 109" in text
    back = way(client, f"units={NEW}&area={N2}&was=103", 2024)
    assert (back["units"], back["area"]) == (OLD, "103")
    assert "was" not in back


def test_a_parted_commune_stays_chosen_and_its_parts_are_told_with_their_shares(url: str) -> None:
    client = client_of(url)
    there = way(client, f"units={OLD}&area=102", 2025)
    assert (there["units"], there["area"]) == (NEW, "102")
    text = said(client, f"units={NEW}&area=102")
    whole = 0.75 + 0.23
    for share in (0.75, 0.23):
        assert f"{share / whole * 100:.1f} %".replace(".", ",") in text
    assert f"area={N1.replace('@', '%40')}&was=102" in text.replace("&amp;", "&")


def test_of_a_new_commune_all_are_told_that_it_was_made_of(url: str) -> None:
    client = client_of(url)
    back = way(client, f"units={NEW}&area={N2}", 2024)
    assert back["area"] == N2
    text = said(client, f"units={OLD}&area={N2}")
    assert all(name in text for name in ("Xã Hai", "Xã Ba", "Xã Bốn"))
    assert "Xã Một" not in text


def test_without_a_crosswalk_that_is_said_and_the_selection_stays(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bare.db'}"
    engine = make_engine(url)
    upgrade(engine)
    reform(engine, crosswalk=False)
    load(engine, "villages", village("v1", commune_code="103"))
    engine.dispose()
    client = client_of(url)
    assert way(client, f"units={OLD}&area=103", 2025)["area"] == "103"
    assert "chưa có bảng chuyển đổi cho Xã Ba" in said(client, f"units={NEW}&area=103")


def test_where_communes_have_never_changed_there_is_nothing_to_choose(settled_sqlite: str) -> None:
    assert said(client_of(settled_sqlite), "") == ""


def test_every_village_is_drawn_once_whichever_communes_are_asked_for(url: str) -> None:
    desk = Desk(engine=make_engine(url), province=province(), cache=SharedCache())
    people = {}
    with Flask("tests").test_request_context("/"), desk.open() as view:
        for day in (OLD, NEW):
            asked = ask(view, f"?{YEAR}&units={day}&colour=no_signal_people&gap=no_signal")
            found = gaps_of(asked)
            people[day] = {r.group.code: r.value for r in found.communes if r.group}
            assert len(found.villages) == 4
        assert chosen_here(ask(view, f"?{YEAR}&units={NEW}&area=102")) == [N1, N2]
        assert wish_of({"units": NEW}, today=view.anchor).selection.units is not None
    desk.engine.dispose()
    assert set(people[NEW]) == {N1, N2}
    assert set(people[OLD]) == {"101@1900-01-01", "102", "103", "201"}
    assert sum(v or 0 for v in people[NEW].values()) == sum(v or 0 for v in people[OLD].values())
    assert sum(v or 0 for v in people[OLD].values()) == 575
