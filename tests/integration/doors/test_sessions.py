"""Sessions end: by themselves, by whoever holds them, and by an administrator."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from access.roles import Role
from access.sessions import living
from components import ids
from tests.integration.doors.house import House, from_here, house, own_copy

ASK = "/api/v1/openapi.json"
BACKGROUND = "/api/v1/version"


def works(client: FlaskClient) -> bool:
    return client.get(ASK).status_code == 200


def test_a_session_ends_after_its_hours_whatever_is_done(own_house: House) -> None:
    client, rules = own_house.someone(Role.VIEWER), own_house.doors.rules
    steps = int(rules.session / timedelta(hours=1))
    for hours in range(1, steps):
        own_house.clock.past = timedelta(hours=hours)
        assert works(client), hours
    own_house.clock.past = rules.session + timedelta(seconds=1)
    assert not works(client)


def test_and_when_nobody_does_anything(own_house: House) -> None:
    client, idle = own_house.someone(Role.VIEWER), own_house.doors.rules.idle
    own_house.clock.past = idle - timedelta(minutes=1)
    assert works(client)
    own_house.clock.past = idle * 2 - timedelta(minutes=2)
    assert works(client)
    own_house.clock.past = idle * 3
    assert not works(client)


def test_what_a_page_asks_by_itself_keeps_no_session_alive(own_house: House) -> None:
    client, idle = own_house.someone(Role.VIEWER), own_house.doors.rules.idle
    body = {"output": "x", "changedPropIds": [f"{ids.VERSION}.data"], "inputs": [], "state": []}
    own_house.clock.past = idle - timedelta(minutes=1)
    assert client.get(BACKGROUND).status_code == 200
    headers = {"Origin": "http://localhost"}
    assert client.post("/_dash-update-component", json=body, headers=headers).status_code == 400
    own_house.clock.past = idle + timedelta(minutes=1)
    assert client.get(BACKGROUND).status_code == 401


def test_signing_out_ends_it_on_the_server_too(own_house: House) -> None:
    client = own_house.someone(Role.VIEWER)
    kept = client.get_cookie("tamnhin")
    assert kept
    from_here(client, "/signout")
    assert not works(client)
    thief = own_house.stranger()
    thief.set_cookie("tamnhin", kept.value)
    assert not works(thief)


def test_an_administrator_ends_anybodys_session(own_house: House) -> None:
    client, chief = own_house.someone(Role.LEADER, name="lanh.dao"), own_house.administrator()
    [theirs] = [each for each in living(own_house.doors) if each.account == "lanh.dao"]
    from_here(chief, "/admin/accounts/end", session=theirs.hash)
    assert not works(client)
    assert works(chief)


def test_nobody_ends_the_session_of_another(own_house: House) -> None:
    mine, theirs = own_house.someone(Role.LEADER), own_house.someone(Role.OFFICER)
    for each in living(own_house.doors):
        if each.account != "leader.province":
            from_here(mine, "/me/end", session=each.hash)
    assert works(theirs)


def test_a_cookie_that_was_signed_by_another_key_is_nobodys(
    small_demonstration_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = own_copy(small_demonstration_url, tmp_path_factory.mktemp("keys"))
    first = house(url)
    client = first.someone(Role.VIEWER)
    kept = client.get_cookie("tamnhin")
    assert kept
    for secret, status in (("of a test", 200), ("another", 401)):
        again = house(url, secret_key=secret).stranger()
        again.set_cookie("tamnhin", kept.value)
        assert again.get(ASK).status_code == status
