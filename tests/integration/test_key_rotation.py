"""The key that signs cookies is changed: walls stay lit and people signed in, and then the earlier
key is worth nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from access.current import command
from access.displays import pair
from access.doors import Doors
from access.links import first_link
from api.cookies import NAME
from app import create_app
from config.settings import ROOT, Settings
from tests.integration.test_logs import database  # noqa: F401

OLD, NEW = "the key of before", "the key of now"


def served(url: str, key: str, *before: str) -> Flask:
    settings = Settings(
        database_url=url,
        cache_url=None,
        secret_key=key,
        secret_key_before=before,
        host="127.0.0.1",
        port=8050,
        config_dir=ROOT / "config",
    )
    flask: Flask = create_app(settings).server
    return flask


@pytest.fixture
def cookies(database: str) -> dict[str, str]:  # noqa: F811
    """Of a wall and of a person, signed with the old key."""
    server = served(database, OLD)
    doors: Doors = server.extensions["tamnhin.doors"]
    wall, person = server.test_client(), server.test_client()
    code = _code(wall)
    pair(doors, "test", code, name=f"Sảnh {code}")
    assert wall.get("/pair").status_code == 303
    assert person.get(first_link(doors, command())).status_code == 303
    return {"/wall": _cookie(wall), "/": _cookie(person)}


def _code(wall: FlaskClient) -> str:
    return wall.get("/pair").text.partition('class="code">')[2].partition("<")[0]


def _cookie(client: FlaskClient) -> str:
    found: Any = client.get_cookie(NAME)
    return str(found.value)


def _opened(server: Flask, path: str, cookie: str) -> tuple[int, str]:
    """What is answered, and the cookie afterwards."""
    client = server.test_client()
    client.set_cookie(NAME, cookie)
    return client.get(path).status_code, _cookie(client)


def test_a_new_key_alone_shuts_everybody_out(database: str, cookies: dict[str, str]) -> None:  # noqa: F811
    server = served(database, NEW)
    for path, cookie in cookies.items():
        assert _opened(server, path, cookie)[0] == 303


@pytest.mark.parametrize("path", ["/wall", "/"])
def test_with_the_key_of_before_everybody_stays_and_is_signed_anew(
    database: str,  # noqa: F811
    cookies: dict[str, str],
    path: str,
) -> None:
    rotating, alone = served(database, NEW, OLD), served(database, NEW)
    status, renewed = _opened(rotating, path, cookies[path])
    assert (status, renewed == cookies[path]) == (200, False)
    assert _opened(rotating, path, renewed) == (200, renewed)
    assert _opened(alone, path, renewed)[0] == 200


def test_the_poll_of_a_screen_is_enough_to_be_signed_anew(
    database: str,  # noqa: F811
    cookies: dict[str, str],
) -> None:
    status, renewed = _opened(served(database, NEW, OLD), "/api/v1/version", cookies["/wall"])
    assert (status, renewed == cookies["/wall"]) == (200, False)
    assert _opened(served(database, NEW), "/wall", renewed)[0] == 200


def test_answers_that_others_may_be_given_carry_no_cookie(
    database: str,  # noqa: F811
    cookies: dict[str, str],
) -> None:
    rotating = served(database, NEW, OLD)
    for path in ("/assets/2-app/tokens.css", "/favicon.ico"):
        assert _opened(rotating, path, cookies["/"])[1] == cookies["/"]


def test_a_cookie_that_neither_key_has_signed_is_nothing(
    database: str,  # noqa: F811
    cookies: dict[str, str],
) -> None:
    foreign = served(database, "another", OLD)
    made = _opened(foreign, "/", cookies["/"])[1]
    assert _opened(served(database, NEW, OLD), "/", made)[0] == 303
