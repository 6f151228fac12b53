"""Accounts of people: made by an administrator, entered by password or by a provider."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import Connection, func, insert, select, update

from access.audit import record
from access.doors import Doors
from access.errors import CannotBe, WrongSecret
from access.roles import PEOPLE, Role
from access.schema import accounts, sessions
from data_access.scope import EVERYTHING, Scope

FIRST = "quan.tri"  # the first administrator, whom the link of the first run signs in
LONGEST_LOCK = timedelta(hours=1)
_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")
_WEAKEST, _LONGEST = 3, 200  # of zxcvbn's five grades; letters of a password


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    id: int
    name: str
    shown: str
    role: Role
    scope: Scope
    has_password: bool
    closed_at: datetime | None
    locked_until: datetime | None


def make_account(
    doors: Doors, who: str, *, name: str, shown: str, role: str, scope: Scope = EVERYTHING
) -> Account:
    """Without a password: a link or the provider lets in. Raises CannotBe."""
    plain = _checked_name(name)
    with doors.store.changing() as connection:
        if connection.scalar(select(accounts.c.id).where(accounts.c.name == plain)):
            raise CannotBe(
                vi=f"Đã có tài khoản '{plain}'. Chọn tên khác.",
                en=f"There is an account '{plain}' already. Choose another name.",
            )
        made: dict[str, Any] = {
            "name": plain,
            "shown": shown.strip()[:160] or plain,
            "scope": str(scope),
        }
        made |= {"role": str(_role(role)), "made_at": doors.now()}
        connection.execute(insert(accounts).values(**made))
        record(connection, doors.now(), who, "account made", account=plain, **_told(made))
        found = _one(connection, name=plain)
    assert found is not None
    return found


def change_account(
    doors: Doors, who: str, id: int, *, role: str, scope: Scope, closed: bool
) -> Account:
    """Who is closed out, or may less than before, is signed out everywhere. The last administrator
    stays one. Raises CannotBe."""
    with doors.store.changing() as connection:
        found = _one(connection, id=id)
        if found is None:
            raise CannotBe(vi="Không có tài khoản này.", en="There is no such account.")
        _require_administrator(connection, found, _role(role), scope, closed=closed)
        changed: dict[str, Any] = {"role": str(_role(role)), "scope": str(scope)}
        changed["closed_at"] = doors.now() if closed else None
        connection.execute(update(accounts).where(accounts.c.id == id).values(**changed))
        ended = update(sessions).where(sessions.c.account_id == id, sessions.c.ended_at.is_(None))
        connection.execute(ended.values(ended_at=doors.now()))
        told = _told(changed) | {"closed": closed}
        record(connection, doors.now(), who, "account changed", account=found.name, **told)
        after = _one(connection, id=id)
    assert after is not None
    return after


def _require_administrator(
    connection: Connection, now: Account, role: Role, scope: Scope, *, closed: bool
) -> None:
    stays = role is Role.ADMINISTRATOR and scope.whole and not closed
    if now.role is not Role.ADMINISTRATOR or stays:
        return
    c = accounts.c
    others = select(func.count()).where(
        c.role == str(Role.ADMINISTRATOR), c.closed_at.is_(None), c.scope == str(EVERYTHING)
    )
    if not connection.scalar(others.where(c.id != now.id)):
        raise CannotBe(
            vi="Đây là quản trị viên cuối cùng của cả tỉnh; đặt người khác trước.",
            en="This is the last administrator of the whole province; appoint another one first.",
        )


def every_account(doors: Doors) -> list[Account]:
    with doors.store.reading() as connection:
        return [_account(row) for row in connection.execute(select(accounts).order_by("name"))]


def account_named(doors: Doors, name: str) -> Account | None:
    with doors.store.reading() as connection:
        return _one(connection, name=name.strip().lower())


def has_administrator(doors: Doors) -> bool:
    """Whether anybody can come in and let others in: by password, or as the provider knows them."""
    c = accounts.c
    query = select(func.count()).where(c.role == str(Role.ADMINISTRATOR), c.closed_at.is_(None))
    if doors.rules.oidc is None:
        query = query.where(c.password != "")
    with doors.store.reading() as connection:
        return bool(connection.scalar(query))


def set_password(doors: Doors, who: str, id: int, password: str) -> None:
    """Ends every session of the account. Raises CannotBe for one that is too easy to guess."""
    with doors.store.changing() as connection:
        found = _one(connection, id=id)
        assert found is not None
        _require_strength(doors, password, found)
        made = _hasher().hash(password)
        own = accounts.c.id == id
        connection.execute(update(accounts).where(own).values(password=made, failed=0))
        ended = update(sessions).where(sessions.c.account_id == id, sessions.c.ended_at.is_(None))
        connection.execute(ended.values(ended_at=doors.now()))
        record(connection, doors.now(), who, "password set", account=found.name)


def verified(doors: Doors, name: str, password: str) -> Account:
    """Raises WrongSecret. After some failures in a row the account waits, twice as long after each
    further one. Takes as long where there is no such account."""
    plain = name.strip().lower()[:80]
    with doors.store.changing() as connection:
        row = connection.execute(select(accounts).where(accounts.c.name == plain)).one_or_none()
        right = _matches(row.password if row else "", password[:_LONGEST])
        now = doors.now()
        waits = row is not None and row.locked_until is not None and row.locked_until > now
        if row is None or row.closed_at is not None or waits or not right:
            if row is not None and not waits:
                _count_failure(connection, doors, row)
            # A name that nobody has may be a password in the wrong field: it is not kept.
            who = f"account:{plain}" if row is not None else "stranger"
            record(connection, now, who, "sign-in refused", known=row is not None)
            refused = True
        else:
            own = accounts.c.id == row.id
            connection.execute(update(accounts).where(own).values(failed=0, locked_until=None))
            refused = False
    if refused or row is None:
        raise WrongSecret
    return _account(row)


def _count_failure(connection: Connection, doors: Doors, row: Any) -> None:
    failed = row.failed + 1
    over = failed - doors.rules.failures
    wait = min(doors.rules.locked * 2 ** min(over, 16), LONGEST_LOCK) if over >= 0 else None
    until = doors.now() + wait if wait else None
    own = accounts.c.id == row.id
    connection.execute(update(accounts).where(own).values(failed=failed, locked_until=until))


def _matches(kept: str, given: str) -> bool:
    try:
        return _hasher().verify(kept or _nobodys(), given) and bool(kept)
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody's")


def _require_strength(doors: Doors, password: str, of: Account) -> None:
    from zxcvbn import zxcvbn  # its word lists are large, and few requests need them

    shortest = doors.rules.shortest_password
    if not shortest <= len(password) <= _LONGEST:
        raise CannotBe(
            vi=f"Mật khẩu cần từ {shortest} đến {_LONGEST} ký tự.",
            en=f"A password needs {shortest} to {_LONGEST} characters.",
        )
    own = [of.name, of.shown, "tamnhin", "matkhau", "quantri"]
    if zxcvbn(password[:72], user_inputs=own)["score"] < _WEAKEST:
        raise CannotBe(
            vi="Mật khẩu này dễ đoán. Thử vài từ không liên quan đến nhau.",
            en="This password is easy to guess. Try a few words that have nothing to do with each"
            " other.",
        )


def _checked_name(name: str) -> str:
    plain = name.strip().lower()
    if not _NAME.fullmatch(plain):
        raise CannotBe(
            vi=f"Tên tài khoản '{name}': dùng 2–80 chữ cái không dấu, số, . _ @ + -",
            en=f"Account name '{name}': use 2–80 letters without accents, digits, . _ @ + -",
        )
    return plain


def _role(text: str) -> Role:
    if text not in {str(role) for role in PEOPLE}:
        valid = ", ".join(PEOPLE)
        raise CannotBe(
            vi=f"Vai trò '{text}' không có. Các vai trò: {valid}",
            en=f"No role '{text}'. Roles: {valid}",
        )
    return Role(text)


def _told(changed: dict[str, Any]) -> dict[str, Any]:
    return {name: changed[name] for name in ("role", "scope")}


def _one(connection: Connection, **by: Any) -> Account | None:
    [(name, value)] = by.items()
    row = connection.execute(select(accounts).where(accounts.c[name] == value)).one_or_none()
    return _account(row) if row else None


def _account(row: Any) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        shown=row.shown,
        role=Role(row.role),
        scope=Scope.named(row.scope),
        has_password=bool(row.password),
        closed_at=row.closed_at,
        locked_until=row.locked_until,
    )
