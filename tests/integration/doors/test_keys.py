"""Keys: what programs show instead of a cookie."""

from __future__ import annotations

from pathlib import Path

import pytest

from access import keys
from access.errors import CannotBe
from access.roles import Role
from data_access.scope import Bound, Scope
from tests.integration.doors.house import WHO, House, from_here


def asked(house: House, key: str, path: str = "/api/v1/figures/on_time") -> int:
    headers = {"Authorization": f"Bearer {key}"}
    status: int = house.stranger().get(path, headers=headers).status_code
    return status


def test_a_key_opens_the_interface_until_it_is_revoked(own_house: House) -> None:
    key = keys.make_key(own_house.doors, WHO, name="cổng dữ liệu")
    assert asked(own_house, key) == 200
    assert asked(own_house, key + "x") == 401
    [known] = keys.every_key(own_house.doors)
    from_here(own_house.administrator(), "/admin/keys/revoke", key=str(known.id))
    assert asked(own_house, key) == 401


def test_a_key_does_what_its_role_does_and_is_never_an_administrator(own_house: House) -> None:
    viewer = keys.make_key(own_house.doors, WHO, name="xem", role=Role.VIEWER)
    leader = keys.make_key(own_house.doors, WHO, name="lãnh đạo", role=Role.LEADER)
    rows = "/api/v1/rows/received"
    assert (asked(own_house, viewer, rows), asked(own_house, leader, rows)) == (403, 200)
    with pytest.raises(CannotBe):
        keys.make_key(own_house.doors, WHO, name="quản trị", role=Role.ADMINISTRATOR)


def test_a_key_sees_its_scope(own_house: House) -> None:
    scope = Scope(bound=Bound.DISTRICT, code="457")
    key = keys.make_key(own_house.doors, WHO, name="một huyện", scope=scope)
    assert asked(own_house, key, "/api/v1/figures/on_time?district=457") == 200
    assert asked(own_house, key, "/api/v1/figures/on_time?district=450") == 403


def test_only_its_hash_is_kept(own_house: House) -> None:
    key = keys.make_key(own_house.doors, WHO, name="cổng dữ liệu")
    file = Path(str(own_house.doors.store.engine.url.database))
    text = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert keys.PREFIX.encode() not in text
    assert key.encode() not in text


def test_an_administrator_sees_a_new_key_once(own_house: House) -> None:
    chief = own_house.administrator()
    from_here(chief, "/admin/keys/new", name="cổng", role="viewer", scope="province")
    with chief.session_transaction() as kept:
        [shown, _] = kept["shown once"]
    assert asked(own_house, shown) == 200
    from_here(chief, "/admin/keys/revoke", key="999")
    with chief.session_transaction() as kept:
        assert "shown once" not in kept


def test_what_programs_ask_is_limited(own_house: House) -> None:
    key = keys.make_key(own_house.doors, WHO, name="lãnh đạo", role=Role.LEADER)
    other = keys.make_key(own_house.doors, WHO, name="khác", role=Role.LEADER)
    path = "/api/v1/open-data/province/2024.csv"
    found = [asked(own_house, key, path) for _ in range(32)]
    assert set(found[:30]) == {200}
    assert found[30:] == [429, 429]
    assert asked(own_house, other, path) == 200
    assert asked(own_house, key, "/api/v1/metrics") == 200
