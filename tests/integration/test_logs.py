"""The log of a real server: every line an object, and nothing in it that signs in or names."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from access.accounts import make_account
from access.doors import Doors
from access.keys import make_key
from access.links import make_link
from access.store import Store, store_of
from config.access import read_access
from config.settings import ROOT
from tests.integration.faults.serving import SOON, Service, service

NAME, PASSWORD, KEY_NAME = "tran.thi.bich", "mat khau rat dai 2026", "kho-du-lieu-mo"
SEARCHED = "nguyen-van-an-0912345678"
ALWAYS = {"time", "level", "logger", "message"}


@pytest.fixture(scope="module")
def database(settled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = tmp_path_factory.mktemp("logged") / "tamnhin.db"
    copy.write_bytes(settled_file.read_bytes())
    return f"sqlite:///{copy}"


@pytest.fixture(scope="module")
def doors(database: str) -> Doors:
    return Doors(store=Store(store_of(database)), rules=read_access(ROOT / "config"))


@pytest.fixture(scope="module")
def site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    log = tmp_path_factory.mktemp("log") / "log"
    more = {"TAMNHIN_ACCESS": "closed", "TAMNHIN_LOG": "json"}
    with service(database, log, more=more) as made:
        yield made


def lines(site: Service) -> list[dict[str, Any]]:
    """Every one, or the test fails."""
    return [json.loads(line) for line in site.log.read_text().splitlines()]


def asked(site: Service, path: str, status: int) -> dict[str, Any]:
    """The line of the last such request, which is written after the answer."""
    found: list[dict[str, Any]] = []

    def there() -> bool:
        kept = (each for each in lines(site) if each.get("path") == path)
        found[:] = [each for each in kept if each["status"] == status]
        return bool(found)

    site.until(there, within=SOON)
    return found[-1]


def test_each_line_is_an_object_with_its_time_in_utc(site: Service) -> None:
    for line in lines(site):
        assert set(line) >= ALWAYS
        assert line["time"].endswith("Z")
        age = datetime.now().astimezone() - datetime.fromisoformat(line["time"])
        assert timedelta(0) <= age < timedelta(minutes=10)
    assert {"gunicorn.error", "commands.doors"} <= {line["logger"] for line in lines(site)}


def test_a_request_is_told_by_method_path_status_time_and_who_by_number_only(
    site: Service, doors: Doors
) -> None:
    key = make_key(doors, "test", name=KEY_NAME)
    path = "/api/v1/figures/received"
    heads = {"Authorization": f"Bearer {key}"}
    answer = requests.get(f"{site.url}{path}?from={SEARCHED}", headers=heads, timeout=20)
    line = asked(site, path, answer.status_code)
    kind = line["who"].partition(":")[0]
    told = (line["method"], line["logger"], kind, line["level"])
    assert told == ("GET", "gunicorn.access", "key", "INFO")
    assert 0 < line["ms"] < 20_000
    assert set(line) == ALWAYS | {"method", "path", "status", "ms", "who", "request"}


def test_no_secret_no_name_and_no_query_string_reaches_the_log(site: Service, doors: Doors) -> None:
    account = make_account(doors, "test", name=NAME, shown="Trần Thị Bích", role="viewer")
    link, key = make_link(doors, "test", account.id), make_key(doors, "test", name=KEY_NAME)
    person = requests.Session()
    assert person.get(f"{site.url}{link}", timeout=20).status_code == 200
    assert person.get(f"{site.url}/?q={SEARCHED}", timeout=20).status_code == 200
    home = {"Origin": site.url, "Referer": f"{site.url}/?q={SEARCHED}"}
    form = {"name": NAME, "password": PASSWORD}
    assert requests.post(f"{site.url}/signin", form, headers=home, timeout=20).status_code == 401
    heads = {"Authorization": f"Bearer {key}", "User-Agent": SEARCHED}
    requests.get(f"{site.url}/api/v1/metrics?q={SEARCHED}", headers=heads, timeout=20)
    _raw(site, f"GET /?q={SEARCHED} HTTP/9.9\r\n\r\n")
    _raw(site, f"GET / HTTP/1.1\r\nAuthorization Bearer {key}\r\n\r\n")
    assert asked(site, "/", 200)["who"] == f"account:{account.id}"
    assert asked(site, "/signin", 401)["who"] is None
    assert asked(site, "/signin/once/…", 303)
    site.until(lambda: "InvalidHeader" in site.log.read_text(), within=SOON)
    log = site.log.read_text()
    cookie = next(iter(person.cookies)).value
    secrets = [link.rpartition("/")[2], key, PASSWORD, str(cookie)]
    for told in [*secrets, NAME, "Bích", KEY_NAME, SEARCHED, "?"]:
        assert told not in log
    assert not re.search(r"[?&]q=", log)


def _raw(site: Service, text: str) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as link:
        link.sendall(text.encode())
        assert link.recv(200).startswith(b"HTTP/1.1 4")


def test_polls_that_go_well_are_not_told_of(site: Service) -> None:
    assert site.get("/healthz").status == 200
    assert site.get("/api/v1/version").status == 401  # nobody has signed in
    assert asked(site, "/api/v1/version", 401)
    assert "/healthz" not in {line.get("path") for line in lines(site)}


def test_nobody_can_sign_in_yet_is_said_without_the_link_that_would(site: Service) -> None:
    said = [line["message"] for line in lines(site) if line["logger"] == "commands.doors"]
    assert len(said) == 1
    assert "tamnhin link" in said[0]
    assert not any(re.search(r"once/[\w-]{20}", line["message"]) for line in lines(site))
