"""Links that let somebody in once: the first administrator, and whoever is invited."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from access.accounts import FIRST, account_named, make_account
from access.audit import record
from access.doors import Doors, hashed, new_token
from access.errors import SpentLink
from access.roles import Role
from access.schema import accounts, links
from access.viewer import Viewer

PATH = "/signin/once/"


def make_link(doors: Doors, who: str, account_id: int) -> str:
    """The address's path. Earlier links of the account lead nowhere any more."""
    token, now = new_token(), doors.now()
    with doors.store.changing() as connection:
        unused = (links.c.account_id == account_id, links.c.used_at.is_(None))
        connection.execute(update(links).where(*unused).values(used_at=now))
        made = {"hash": hashed(token), "account_id": account_id, "made_at": now}
        connection.execute(insert(links).values(**made))
        name = connection.scalar(select(accounts.c.name).where(accounts.c.id == account_id))
        record(connection, now, who, "link made", account=name)
    return f"{PATH}{token}"


def first_link(doors: Doors, command: Viewer, name: str = FIRST) -> str:
    """For who may start commands on the server: signs in an administrator, made where needed.
    Raises CannotBe for the name of somebody who is none."""
    found = account_named(doors, name) or make_account(
        doors, command.who, name=name, shown="Quản trị viên", role=Role.ADMINISTRATOR
    )
    return make_link(doors, command.who, found.id)


def spend(doors: Doors, token: str) -> int:
    """Whose account it opens. Raises SpentLink the second time, and when it is too old."""
    now = doors.now()
    with doors.store.changing() as connection:
        fresh = (
            links.c.hash == hashed(token),
            links.c.used_at.is_(None),
            links.c.made_at > now - doors.rules.link,
        )
        spent = connection.execute(update(links).where(*fresh).values(used_at=now))
        if not spent.rowcount:
            raise SpentLink
        query = select(accounts.c.id).join(links).where(links.c.hash == hashed(token))
        found = connection.scalar(query.where(accounts.c.closed_at.is_(None)))
        if found is None:
            raise SpentLink
    return int(found)
