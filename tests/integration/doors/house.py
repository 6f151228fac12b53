"""A served application with closed doors, and people who come to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from access.accounts import make_account, set_password
from access.current import command
from access.doors import Doors, utc_now
from access.links import first_link, make_link
from access.roles import Role
from app import create_app
from config.settings import ROOT, Settings
from data_access.scope import EVERYTHING, Scope

PASSWORD = "sông Gianh chảy chậm 7"
WHO = command().who
AT_HOME = {"REMOTE_ADDR": "127.0.0.1"}
FAR = {"REMOTE_ADDR": "10.0.0.7"}


def settings_of(url: str, **more: Any) -> Settings:
    given = {"cache_url": None, "secret_key": "of a test", "host": "127.0.0.1", "port": 8050}
    return Settings(**{**given, "database_url": url, "config_dir": ROOT / "config", **more})


@dataclass(slots=True)
class Clock:
    """The doors' clock, set forward by tests."""

    past: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.past


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    server: Flask
    doors: Doors
    clock: Clock

    def stranger(self) -> FlaskClient:
        return self.server.test_client()

    def account(self, role: Role, scope: Scope = EVERYTHING, name: str = "") -> int:
        """A new one, with the password of all tests."""
        plain = name or f"{role}.{str(scope).replace(':', '.')}".lower().replace("@", "-")
        made = make_account(self.doors, WHO, name=plain, shown="", role=role, scope=scope)
        set_password(self.doors, WHO, made.id, PASSWORD)
        return made.id

    def visit(self, account: int) -> FlaskClient:
        """Signed in by a link."""
        client = self.stranger()
        answer = client.get(make_link(self.doors, WHO, account))
        assert answer.status_code == 303, answer.text
        return client

    def someone(self, role: Role, scope: Scope = EVERYTHING, name: str = "") -> FlaskClient:
        return self.visit(self.account(role, scope, name))

    def administrator(self) -> FlaskClient:
        client = self.stranger()
        assert client.get(first_link(self.doors, command())).status_code == 303
        return client


def house(url: str, **more: Any) -> House:
    server = create_app(settings_of(url, **more)).server
    found: Doors = server.extensions["tamnhin.doors"]
    clock = Clock()
    object.__setattr__(found, "now", clock)
    return House(server=server, doors=found, clock=clock)


def own_copy(url: str, folder: Path) -> str:
    """Of an SQLite file, without the doors that others may have hung beside it."""
    from shutil import copy

    return f"sqlite:///{copy(url.removeprefix('sqlite:///'), folder / 'own.db')}"


def from_here(client: FlaskClient, path: str, **data: str) -> Any:
    """A form that one of our own pages sends."""
    return client.post(path, data=data, headers={"Origin": "http://localhost"})
