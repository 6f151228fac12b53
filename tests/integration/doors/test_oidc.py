"""Signing in with a provider of OpenID Connect: a real one, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from re import search
from shutil import copytree
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
import requests
from flask.testing import FlaskClient

from access.accounts import change_account, make_account
from access.audit import newest
from access.roles import Role
from config.settings import ROOT
from data_access.scope import EVERYTHING
from tests.integration.doors.house import WHO, House, house, own_copy
from tests.servers import free_port

RULES = """
[password]
allowed = {passwords}

[oidc]
issuer = "{issuer}"
client_id = "tam-nhin"
label = "Tài khoản của tỉnh"
label_en = "Provincial account"
claim = "email"
"""


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    try:
        _wait(f"{url}/.well-known/openid-configuration", process)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + 60
    while monotonic() < deadline and process.poll() is None:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.ConnectionError:
            sleep(0.1)
    raise AssertionError("the provider does not answer")


def opened(url: str, folder: Path, issuer: str, *, passwords: str = "true") -> House:
    config = copytree(ROOT / "config", folder / "config")
    rules = RULES.format(issuer=issuer, passwords=passwords)
    (config / "access.toml").write_text(rules, "utf-8")
    database = own_copy(url, folder)
    return house(database, config_dir=config, oidc_secret="of a test")


@pytest.fixture
def with_provider(small_demonstration_url: str, tmp_path: Path, issuer: str) -> House:
    return opened(small_demonstration_url, tmp_path, issuer)


def arrive(client: FlaskClient, name: str, to: str = "/") -> str:
    """Through the provider's own form, as a browser goes; where one comes back to."""
    start = client.get("/signin/oidc", query_string={"next": to})
    assert start.status_code == 302, start.text
    with requests.Session() as browser:
        form = browser.get(start.location, timeout=10)
        assert form.ok, form.text
        sent = browser.post(start.location, data={"sub": name}, allow_redirects=False, timeout=10)
    assert sent.status_code in (302, 303), sent.text
    return sent.headers["Location"]


def back(client: FlaskClient, address: str) -> int:
    parts = urlsplit(address)
    status: int = client.get(f"{parts.path}?{parts.query}").status_code
    return status


def know(issuer: str, name: str) -> None:
    answer = requests.put(f"{issuer}/users/{name}", json={"email": f"{name}@tinh.vn"}, timeout=10)
    assert answer.ok, answer.text


def test_whom_the_province_knows_and_we_too_is_let_in(with_provider: House, issuer: str) -> None:
    know(issuer, "an")
    make_account(with_provider.doors, WHO, name="an@tinh.vn", shown="", role=Role.LEADER)
    client = with_provider.stranger()
    assert "Tài khoản của tỉnh" in client.get("/signin").text
    assert back(client, arrive(client, "an", "/dossiers?district=457")) == 303
    assert client.get("/api/v1/rows/received").status_code == 200
    [line] = newest(with_provider.doors, 1)
    assert (line.who, line.about) == ("account:an@tinh.vn", {"how": "oidc"})


def test_nobody_else_is(with_provider: House, issuer: str) -> None:
    know(issuer, "la")
    client = with_provider.stranger()
    assert back(client, arrive(client, "la")) == 401
    made = make_account(with_provider.doors, WHO, name="la@tinh.vn", shown="", role=Role.LEADER)
    change_account(with_provider.doors, WHO, made.id, role="leader", scope=EVERYTHING, closed=True)
    assert back(client, arrive(client, "la")) == 401
    assert client.get("/api/v1/metrics").status_code == 401


def test_an_answer_that_was_not_asked_for_opens_nothing(with_provider: House, issuer: str) -> None:
    know(issuer, "an")
    make_account(with_provider.doors, WHO, name="an@tinh.vn", shown="", role=Role.LEADER)
    asked, thief = with_provider.stranger(), with_provider.stranger()
    address = arrive(asked, "an")
    assert back(thief, address) == 401  # another browser's state
    assert back(asked, address) == 303
    again = with_provider.stranger()
    assert back(again, address) == 401  # used before
    assert back(with_provider.stranger(), "/signin/oidc/back?code=x&state=y") == 401


def test_passwords_may_be_forbidden(
    small_demonstration_url: str, tmp_path: Path, issuer: str
) -> None:
    only = opened(small_demonstration_url, tmp_path, issuer, passwords="false")
    client = only.stranger()
    form = client.get("/signin").text
    assert 'name="password"' not in form
    assert "/signin/oidc" in unescape(form)
    only.account(Role.VIEWER, name="an")
    headers = {"Origin": "http://localhost"}
    data = {"name": "an", "password": "sông Gianh chảy chậm 7"}
    assert client.post("/signin", data=data, headers=headers).status_code == 401


def test_a_provider_that_is_away_is_said(small_demonstration_url: str, tmp_path: Path) -> None:
    gone = opened(small_demonstration_url, tmp_path, f"http://localhost:{free_port()}")
    answer = gone.stranger().get("/signin/oidc")
    assert answer.status_code == 401
    assert search("Nhà cung cấp tài khoản không trả lời", answer.text)


def test_without_a_provider_there_is_no_such_door(own_house: House) -> None:
    assert own_house.stranger().get("/signin/oidc").status_code == 401
