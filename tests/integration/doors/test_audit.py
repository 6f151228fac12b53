"""The audit only grows, and misses what is taken out of it."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from access.audit import broken_at, every, newest, recorded
from access.roles import Role
from access.schema import audit, audit_head
from tests.integration.doors.house import House, from_here


@pytest.fixture(params=["own_house", "on_postgresql"])
def kept(request: pytest.FixtureRequest) -> House:
    """With ten lines."""
    found: House = request.getfixturevalue(request.param)
    for n in range(10):
        recorded(found.doors, "command:test", "loaded", table="dossiers", rows=n)
    return found


def unlocked(house: House) -> list[str]:
    """What only somebody does who owns the database."""
    if house.doors.store.engine.dialect.name == "sqlite":
        return ["DROP TRIGGER audit_update", "DROP TRIGGER audit_delete"]
    return ["DROP TRIGGER audit_only_grows ON audit"]


def test_the_database_itself_refuses_to_change_a_line(kept: House) -> None:
    for statement in (delete(audit), update(audit).values(who="nobody")):
        with pytest.raises(DBAPIError, match="only grows"), kept.doors.store.engine.begin() as c:
            c.execute(statement)
    assert broken_at(kept.doors) is None


@pytest.mark.parametrize(
    ("change", "missed"),
    [
        (delete(audit).where(audit.c.number == 4), 4),
        (delete(audit).where(audit.c.number == 10), 10),
        (delete(audit).where(audit.c.number == 1), 1),
        (delete(audit), 1),
        (update(audit).where(audit.c.number == 6).values(who="account:other"), 6),
        (update(audit).where(audit.c.number == 6).values(about="{}"), 6),
        (update(audit_head).values(number=9), 11),
    ],
    ids=["one", "last", "first", "all", "who", "about", "head"],
)
def test_whoever_gets_around_that_is_noticed(kept: House, change: object, missed: int) -> None:
    assert broken_at(kept.doors) is None
    with kept.doors.store.engine.begin() as connection:
        for statement in unlocked(kept):
            connection.execute(text(statement))
        connection.execute(change)  # type: ignore[call-overload]
    assert broken_at(kept.doors) == missed


def test_lines_are_in_the_order_of_what_happened(kept: House) -> None:
    lines = list(every(kept.doors))
    assert [line.number for line in lines] == list(range(1, 11))
    assert [line.about["rows"] for line in lines] == list(range(10))
    assert [line.number for line in newest(kept.doors, 3, before=5)] == [4, 3, 2]


def test_everything_that_counts_is_written_down(own_house: House) -> None:
    chief = own_house.administrator()
    form = {"name": "moi", "role": "leader", "scope": "province"}
    from_here(chief, "/admin/accounts/new", **form)
    from_here(chief, "/admin/keys/new", name="cổng", role="viewer", scope="province")
    from_here(own_house.stranger(), "/signin", name="moi", password="sai")
    leader = own_house.someone(Role.LEADER)
    leader.get("/api/v1/rows/received.csv?from=2024-01-01").get_data()
    found = {line.what for line in every(own_house.doors)}
    assert found >= {
        *("account made", "link made", "signed in", "key made", "sign-in refused", "exported"),
        "password set",
    }
    [exported] = [line for line in every(own_house.doors) if line.what == "exported"]
    assert exported.who == "account:leader.province"
    assert exported.about["file"] == "received.csv"


def test_administrators_take_it_away_as_a_file(own_house: House) -> None:
    text = own_house.administrator().get("/admin/audit.csv").text
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [row["number"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert rows[-1]["what"] == "exported"
    assert all(row["at"].endswith("Z") for row in rows)
