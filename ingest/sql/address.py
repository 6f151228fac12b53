"""Addresses of databases: told apart from files, taken from the environment, shown without their
secrets."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from data_access.errors import TamNhinError

FROM_ENVIRONMENT = "env:"
ALIASES = {"postgres": "postgresql", "sqlserver": "mssql"}
_SECRET = re.compile(r"pass|pwd|secret|token|wallet|key", re.IGNORECASE)
_SECRET_PART = re.compile(r"(?i)\b(pwd|password)\s*=\s*(\{[^}]*\}|[^;]*);?")
_NAME_LENGTH = 400


def revealed(address: str) -> str:
    """What "env:NAME" stands for, so that no password is on a command line or in a file; any other
    address as it is."""
    if not address.startswith(FROM_ENVIRONMENT):
        return address
    name = address.removeprefix(FROM_ENVIRONMENT)
    found = os.environ.get(name)
    if not found:
        raise TamNhinError(
            vi=f"Chưa đặt biến môi trường {name} cho nguồn '{address}'.",
            en=f"The environment variable {name} of the source '{address}' is not set.",
        )
    return found


def is_database(address: str) -> bool:
    return "://" in address


def parsed(address: str) -> URL:
    """Raises TamNhinError, without what may be a password, for what is no SQLAlchemy URL."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        scheme = address.partition("://")[0]
        raise TamNhinError(
            vi=f"Địa chỉ '{scheme}://…' không đúng dạng. Ví dụ: postgresql://user:password@host/db;"
            " ký tự đặc biệt trong mật khẩu viết dạng %40.",
            en=f"The address '{scheme}://…' is not well formed. For example:"
            " postgresql://user:password@host/db; write special characters of a password as %40.",
        ) from error
    backend, _, driver = url.drivername.partition("+")
    backend = ALIASES.get(backend, backend)
    return url.set(drivername=f"{backend}+{driver}" if driver else backend)


def named(address: str, mapping: Path | None) -> str:
    """The source's name in reports and tables: its address without secrets, and after '#' the
    mapping by which it is read, since one database may hold several sources."""
    return shown(parsed(address), mapping.stem if mapping else "")


def shown(url: URL, mapping: str = "") -> str:
    """Without secrets; two databases are never shown alike."""
    query = {name: _without_password(value) for name, value in url.query.items() if _is_open(name)}
    if url.get_backend_name() == "sqlite" and _is_file(url):
        url = url.set(database=str(Path(str(url.database)).resolve()))
    name = url.set(query=query).render_as_string(hide_password=True)
    return _fitted(f"{name}#{mapping}" if mapping else name)


def scrubbed(text: str, url: URL) -> str:
    """What a driver says, in one line, without the password."""
    said = " ".join(text.split())
    for secret in (url.password, *(v for name, v in url.query.items() if not _is_open(name))):
        said = said.replace(str(secret), "***") if secret else said
    return str(_without_password(said))


def _is_file(url: URL) -> bool:
    name = url.database
    return bool(name) and name != ":memory:" and not str(name).startswith("file:")


def _is_open(name: str) -> bool:
    return not _SECRET.search(name)


def _without_password(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(_SECRET_PART.sub("", each) for each in value)
    return _SECRET_PART.sub("", value)


def _fitted(name: str) -> str:
    if len(name) <= _NAME_LENGTH:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{name[: _NAME_LENGTH - 13]}~{digest}"
