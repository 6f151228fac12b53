"""A screen shows a code, is paired once, shows its wall and nothing else, and goes dark."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from access.audit import newest
from access.displays import LETTERS, every_display
from access.roles import Role
from components import ids
from data_access.scope import Bound, Scope
from pages.registry import all_pages
from tests.integration.doors.house import House, from_here, house, own_copy
from tests.integration.doors.test_gate import address, every_rule, guarded

MAY = ("/metrics", "/wall", "/_dash-layout", "/_dash-dependencies", "/api/v1/version", "/outlines/")


def code_of(screen: FlaskClient) -> str:
    found = re.search(rf'class="code">([{LETTERS}]+)<', screen.get("/pair").text)
    assert found
    return found[1]


def paired(house: House, scope: str = "province") -> FlaskClient:
    screen = house.stranger()
    assert screen.get("/wall").location == "/pair"
    given = {"code": code_of(screen).lower(), "name": "Phòng họp", "scope": scope}
    from_here(house.administrator(), "/admin/displays/pair", **given)
    led = screen.get("/pair")
    assert (led.status_code, led.location) == (303, "/wall")
    return screen


def moved(screen: FlaskClient, path: str) -> int:
    """As Dash asks for the page at an address."""
    body = {
        "output": f"{ids.SHELL}.children",
        "outputs": {"id": ids.SHELL, "property": "children"},
        "inputs": [{"id": ids.LOCATION, "property": "pathname", "value": path}],
        "state": [{"id": ids.LOCATION, "property": "search", "value": ""}],
        "changedPropIds": [f"{ids.LOCATION}.pathname"],
    }
    headers = {"Origin": "http://localhost"}
    status: int = screen.post("/_dash-update-component", json=body, headers=headers).status_code
    return status


def test_a_screen_is_paired_by_its_code_and_shows_its_wall(own_house: House) -> None:
    screen = paired(own_house)
    assert screen.get("/wall").status_code == 200
    assert moved(screen, "/wall") == 200
    assert screen.get("/api/v1/version").status_code == 200
    assert [line.what for line in newest(own_house.doors, 1)] == ["display paired"]


def test_and_nothing_else_of_all_there_is(own_house: House) -> None:
    screen = paired(own_house)
    for path in (page for page in all_pages() if not page.startswith("/wall")):
        assert moved(screen, path) == 403, path
        assert screen.get(path).status_code == 403, path
    for rule in every_rule(own_house):
        path = address(rule)
        if guarded(path) and not path.startswith((*MAY, "/_dash-update-component")):
            for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
                headers = {"Origin": "http://localhost"}
                answer = screen.open(path, method=method, headers=headers)
                assert answer.status_code in (403, 404), (method, path)


def test_a_code_is_taken_once_and_grows_old(own_house: House) -> None:
    screen, other = own_house.stranger(), own_house.stranger()
    code, chief = code_of(screen), own_house.administrator()
    assert code_of(screen) == code
    assert code_of(other) != code
    from_here(chief, "/admin/displays/pair", code=code, name="Một")
    from_here(chief, "/admin/displays/pair", code=code, name="Hai")
    assert [each.name for each in every_display(own_house.doors)] == ["Một"]
    old = code_of(other)
    own_house.clock.past = own_house.doors.rules.pairing + timedelta(seconds=1)
    from_here(own_house.administrator(), "/admin/displays/pair", code=old, name="Ba")
    assert len(every_display(own_house.doors)) == 1
    assert code_of(other) != old


def test_only_administrators_pair_and_revoke(own_house: House) -> None:
    screen, officer = own_house.stranger(), own_house.someone(Role.OFFICER)
    answer = from_here(officer, "/admin/displays/pair", code=code_of(screen), name="Phòng họp")
    assert answer.status_code == 403
    assert every_display(own_house.doors) == []


def test_a_screen_stays_signed_in_over_restarts_and_years(
    small_demonstration_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = own_copy(small_demonstration_url, tmp_path_factory.mktemp("restart"))
    screen = paired(house(url))
    kept = screen.get_cookie("tamnhin")
    assert kept
    later = house(url)
    later.clock.past = timedelta(days=390)
    again = later.stranger()
    again.set_cookie("tamnhin", kept.value)
    assert again.get("/wall").status_code == 200


def test_its_cookie_is_renewed_and_its_token_is_in_no_address(own_house: House) -> None:
    screen = paired(own_house)
    renewed = screen.get("/pair")
    assert renewed.location == "/wall"
    assert "Set-Cookie" in renewed.headers
    assert "?" not in renewed.location


def test_a_revoked_screen_is_refused_at_once(own_house: House) -> None:
    screen = paired(own_house)
    [shown] = every_display(own_house.doors)
    from_here(own_house.administrator(), "/admin/displays/revoke", display=str(shown.id))
    assert screen.get("/api/v1/version").status_code == 401
    assert moved(screen, "/wall") == 401
    assert screen.get("/wall").location == "/pair"
    assert screen.get("/pair").status_code == 200


def test_a_screen_shows_its_scope_alone(own_house: House) -> None:
    with own_house.server.app_context():
        scope = Scope(bound=Bound.DISTRICT, code="457")
    paired(own_house, str(scope))
    assert [each.scope for each in every_display(own_house.doors)] == [scope]
