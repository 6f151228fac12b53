"""Coming in: once by a link, by password, and not by guessing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from access.accounts import change_account, every_account, make_account, set_password
from access.audit import newest
from access.current import command
from access.errors import CannotBe
from access.links import first_link, make_link
from access.roles import Role
from data_access.scope import EVERYTHING, Bound, Scope
from tests.integration.doors.house import FAR, PASSWORD, WHO, House, from_here


@pytest.fixture(params=["own_house", "on_postgresql"])
def each_house(request: pytest.FixtureRequest) -> House:
    found: House = request.getfixturevalue(request.param)
    return found


def sign_in(house: House, name: str, password: str = PASSWORD) -> int:
    status: int = from_here(house.stranger(), "/signin", name=name, password=password).status_code
    return status


def test_the_first_link_signs_in_an_administrator_once(each_house: House) -> None:
    path = first_link(each_house.doors, command())
    client = each_house.stranger()
    assert client.get(path).status_code == 303
    assert client.get("/admin/audit.csv").status_code == 200
    assert each_house.stranger().get(path).status_code == 401
    assert client.get("/admin/audit.csv").status_code == 200


def test_a_new_link_makes_the_one_before_useless_and_all_grow_old(each_house: House) -> None:
    first = first_link(each_house.doors, command())
    second = first_link(each_house.doors, command())
    assert each_house.stranger().get(first).status_code == 401
    each_house.clock.past = each_house.doors.rules.link + timedelta(seconds=1)
    assert each_house.stranger().get(second).status_code == 401


def test_there_is_no_account_and_no_password_to_begin_with(each_house: House) -> None:
    assert every_account(each_house.doors) == []
    for name in ("admin", "quan.tri", "root", ""):
        for password in ("", "admin", "password", "tamnhin"):
            assert sign_in(each_house, name, password) == 401
    first_link(each_house.doors, command())
    assert sign_in(each_house, "quan.tri", "") == 401


def test_a_password_lets_in_and_another_does_not(each_house: House) -> None:
    each_house.account(Role.VIEWER, name="an.nguyen")
    assert sign_in(each_house, " An.Nguyen ") == 303
    assert sign_in(each_house, "an.nguyen", PASSWORD + "x") == 401


def test_who_guesses_waits_twice_as_long_each_time_and_is_told_nothing(each_house: House) -> None:
    each_house.account(Role.VIEWER, name="an.nguyen")
    limit = each_house.doors.rules.failures
    answers = [
        from_here(each_house.stranger(), "/signin", name=name, password="sai mật khẩu").text
        for name in ("an.nguyen", "khong.co")
    ]
    said = [text.split('role="status"')[1] for text in answers]
    assert said[0] == said[1]
    for _ in range(limit - 1):
        sign_in(each_house, "an.nguyen", "sai mật khẩu")
    assert sign_in(each_house, "an.nguyen") == 401  # right, but not now
    each_house.clock.past = timedelta(minutes=1, seconds=1)
    sign_in(each_house, "an.nguyen", "sai mật khẩu")
    each_house.clock.past = timedelta(minutes=2, seconds=10)
    assert sign_in(each_house, "an.nguyen") == 401
    each_house.clock.past = timedelta(minutes=3, seconds=10)
    assert sign_in(each_house, "an.nguyen") == 303


@pytest.mark.parametrize(
    "password", ["ngắn quá", "matkhau123456", "an.nguyen2026!", "aaaaaaaaaaaaaaaa", "x" * 201]
)
def test_a_password_that_is_easily_guessed_is_refused(own_house: House, password: str) -> None:
    made = make_account(own_house.doors, WHO, name="an.nguyen", shown="", role=Role.VIEWER)
    with pytest.raises(CannotBe):
        set_password(own_house.doors, WHO, made.id, password)


def test_passwords_are_kept_as_argon2id_and_nowhere_told(own_house: House) -> None:
    own_house.account(Role.VIEWER, name="an.nguyen")
    sign_in(own_house, "an.nguyen")
    file = Path(str(own_house.doors.store.engine.url.database))
    text = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert b"$argon2id$" in text
    assert PASSWORD.encode() not in text
    assert PASSWORD not in str([line.about for line in newest(own_house.doors, 100)])


def test_signing_in_begins_a_session_of_its_own(own_house: House) -> None:
    own_house.account(Role.VIEWER, name="an.nguyen")
    client = own_house.stranger()
    client.get("/pair")
    before = client.get_cookie("tamnhin")
    from_here(client, "/signin", name="an.nguyen", password=PASSWORD)
    after = client.get_cookie("tamnhin")
    assert before
    assert after
    assert before.value != after.value
    with client.session_transaction() as kept:
        assert "waiting" not in kept


def test_a_new_password_ends_all_other_sessions(own_house: House) -> None:
    id = own_house.account(Role.VIEWER, name="an.nguyen")
    here, there = own_house.visit(id), own_house.visit(id)
    new = "núi Thần Đinh cao vút 9"
    wrong = from_here(here, "/me/password", now="không phải", new=new, again=new)
    assert wrong.status_code == 303
    assert there.get("/api/v1/version").status_code == 200
    from_here(here, "/me/password", now=PASSWORD, new=new, again=new)
    assert here.get("/api/v1/version").status_code == 200
    assert there.get("/api/v1/version").status_code == 401
    assert sign_in(own_house, "an.nguyen") == 401
    assert sign_in(own_house, "an.nguyen", new) == 303


def test_the_last_administrator_of_the_province_stays_one(each_house: House) -> None:
    first_link(each_house.doors, command())
    [only] = every_account(each_house.doors)
    one = Scope(bound=Bound.AGENCY, code="H46.01")
    for role, scope, closed in (
        (Role.VIEWER, EVERYTHING, False),
        (Role.ADMINISTRATOR, EVERYTHING, True),
        (Role.ADMINISTRATOR, one, False),
    ):
        with pytest.raises(CannotBe):
            change_account(each_house.doors, WHO, only.id, role=role, scope=scope, closed=closed)
    each_house.account(Role.ADMINISTRATOR, name="hai")
    change_account(each_house.doors, WHO, only.id, role=Role.VIEWER, scope=EVERYTHING, closed=False)


def test_a_closed_account_opens_nothing(each_house: House) -> None:
    id = each_house.account(Role.VIEWER, name="an.nguyen")
    client, link = each_house.visit(id), make_link(each_house.doors, WHO, id)
    change_account(each_house.doors, WHO, id, role=Role.VIEWER, scope=EVERYTHING, closed=True)
    assert client.get("/api/v1/openapi.json").status_code == 401
    assert each_house.stranger().get(link).status_code == 401
    assert sign_in(each_house, "an.nguyen") == 401


def test_knocking_is_limited_for_each_address(own_house: House) -> None:
    def knock(base: dict[str, str]) -> int:
        headers = {"Origin": "http://localhost"}
        data = {"name": "x", "password": "y"}
        status: int = (
            own_house.stranger()
            .post("/signin", data=data, headers=headers, environ_base=base)
            .status_code
        )
        return status

    found = [knock(FAR) for _ in range(25)]
    assert found[:20] == [401] * 20
    assert set(found[20:]) == {429}
    assert knock({"REMOTE_ADDR": "10.0.0.8"}) == 401
