"""Every address for every role: what it opens, and what it does not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient

from access.roles import PEOPLE, RIGHTS, Right, Role
from components import ids
from data_access.scope import EVERYTHING, Bound, Scope
from pages.page import Page
from pages.registry import all_pages
from tests.integration.attacks.test_inputs import DRAWN_ALIKE
from tests.integration.doors.house import House, from_here
from tests.integration.doors.test_displays import moved
from tests.integration.doors.test_gate import address, every_rule, guarded

NO_RIGHT = "không có quyền này"
# What an address needs beyond figures: written once more, by hand.
NEEDS: Mapping[str, Right] = {
    "/api/v1/rows/<name>": Right.ROWS,
    "/api/v1/rows/<name>.csv": Right.ROWS,
    "/api/v1/quarantine.csv": Right.MEND,
    "/api/v1/cubes": Right.CUBES,
    "/admin/audit.csv": Right.ADMINISTER,
    "/admin/accounts/new": Right.ADMINISTER,
    "/admin/accounts/change": Right.ADMINISTER,
    "/admin/accounts/link": Right.ADMINISTER,
    "/admin/accounts/end": Right.ADMINISTER,
    "/admin/displays/pair": Right.ADMINISTER,
    "/admin/displays/give": Right.ADMINISTER,
    "/admin/displays/revoke": Right.ADMINISTER,
    "/admin/briefings/keep": Right.ADMINISTER,
    "/admin/briefings/drop": Right.ADMINISTER,
    "/admin/keys/new": Right.ADMINISTER,
    "/admin/keys/revoke": Right.ADMINISTER,
}
ONE_OF = {
    "/metric": "on_time",
    "/rows": "on_time",
    "/dossier": "on_time",
    "/briefings": "thang",
    "/unit": "H46.57",
}
PAGES_NEED = {
    "/rows": Right.ROWS,
    "/dossier": Right.ROWS,
    "/admin/accounts": Right.ADMINISTER,
    "/admin/displays": Right.ADMINISTER,
    "/admin/playlists": Right.ADMINISTER,
    "/admin/keys": Right.ADMINISTER,
    "/admin/audit": Right.ADMINISTER,
}


@pytest.fixture(scope="module")
def people(closed: House) -> dict[Role, FlaskClient]:
    return {role: closed.someone(role, name=f"vai.{role}") for role in PEOPLE}


def test_the_rights_of_roles_are_these_and_no_others() -> None:
    assert {role: sorted(map(str, rights)) for role, rights in RIGHTS.items()} == {
        Role.VIEWER: ["figures", "wall"],
        Role.LEADER: ["alerts", "figures", "rows", "wall"],
        Role.OFFICER: ["alerts", "figures", "mend", "personal", "rows", "targets", "wall"],
        Role.ADMINISTRATOR: ["administer", "alerts", "figures", "mend", "rows", "targets", "wall"],
        Role.NATION: ["cubes"],
        Role.DISPLAY: ["wall"],
    }


@pytest.mark.parametrize("role", PEOPLE)
def test_every_address_there_is_answers_a_role_as_it_should(
    closed: House, people: dict[Role, FlaskClient], role: Role
) -> None:
    for rule in every_rule(closed):
        path = address(rule)
        if not guarded(path) or path in ("/signout", "/me/password", "/me/end", "/metrics"):
            continue
        if path.startswith(DRAWN_ALIKE):
            continue
        needs = NEEDS.get(rule.rule, Right.FIGURES)
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            if method == "POST" and needs in RIGHTS[role]:
                continue  # what they do is tested where it is done
            headers = {"Origin": "http://localhost"}
            status = people[role].open(path, method=method, headers=headers).status_code
            refused = needs not in RIGHTS[role]
            assert (status == 403) is refused, (role, method, path, status)


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_opens_for_whom_it_is_and_says_so_to_others(
    people: dict[Role, FlaskClient], role: Role
) -> None:
    for path, page in all_pages().items():
        needs = PAGES_NEED.get(path, Right.FIGURES)
        shown = NO_RIGHT not in drawn(people[role], page)
        assert shown is (needs in RIGHTS[role]), (role, path)


def drawn(client: FlaskClient, page: Page, search: str = "?from=2024-01-01") -> str:
    """The living page, as Dash asks for it."""
    path = page.at(ONE_OF.get(page.path, ""))
    body = {
        "output": f"{ids.SHELL}.children",
        "outputs": {"id": ids.SHELL, "property": "children"},
        "inputs": [{"id": ids.LOCATION, "property": "pathname", "value": path}],
        "state": [{"id": ids.LOCATION, "property": "search", "value": search}],
        "changedPropIds": [f"{ids.LOCATION}.pathname"],
    }
    headers = {"Origin": "http://localhost"}
    answer = client.post("/_dash-update-component", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return str(answer.json)


def test_who_may_not_see_rows_is_led_to_none(people: dict[Role, FlaskClient]) -> None:
    pages = [page for path, page in all_pages().items() if path not in PAGES_NEED]
    for page in pages:
        assert 'href="/rows/' not in drawn(people[Role.VIEWER], page), page.path
        assert "'/rows/" not in drawn(people[Role.VIEWER], page), page.path
    assert "/rows/" in drawn(people[Role.LEADER], all_pages()["/dossiers"])


def test_the_rail_leads_where_one_may_go(people: dict[Role, FlaskClient]) -> None:
    for role in PEOPLE:
        text = people[role].get("/").text
        assert ('href="/admin/audit' in text) is (role is Role.ADMINISTRATOR), role


def test_a_role_that_is_taken_away_is_gone_at_once(own_house: House) -> None:
    id = own_house.account(Role.LEADER, name="lanh.dao")
    client, chief = own_house.visit(id), own_house.administrator()
    assert client.get("/api/v1/rows/received").status_code == 200
    form = {"account": str(id), "role": "viewer", "scope": "province", "closed": "0"}
    from_here(chief, "/admin/accounts/change", **form)
    assert client.get("/api/v1/rows/received").status_code == 401
    assert own_house.visit(id).get("/api/v1/rows/received").status_code == 403


def test_nobody_becomes_more_than_they_are_by_a_form(own_house: House) -> None:
    officer = own_house.someone(Role.OFFICER)
    for path in NEEDS:
        if NEEDS[path] is Right.ADMINISTER and path != "/admin/audit.csv":
            assert from_here(officer, path, role="administrator").status_code == 403
    assert moved(officer, "/wall") == 200


def test_an_administrator_of_a_part_gives_no_more_than_their_part(own_house: House) -> None:
    scope = Scope(bound=Bound.DISTRICT, code="457")
    part = own_house.someone(Role.ADMINISTRATOR, scope)
    form = {"name": "ca.tinh", "role": "administrator", "scope": str(EVERYTHING)}
    from_here(part, "/admin/accounts/new", **form)
    from_here(part, "/admin/keys/new", name="khóa", role="viewer", scope=str(EVERYTHING))
    from access.accounts import account_named
    from access.keys import every_key

    assert account_named(own_house.doors, "ca.tinh") is None
    assert every_key(own_house.doors) == []
