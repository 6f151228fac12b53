"""Behind a proxy that ends TLS: what it says of a request is believed, what a visitor says is not;
and the file for nginx says all of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.cookies import NAME
from app import create_app
from config.settings import ROOT
from tests.integration.doors.house import settings_of

OVER_TLS = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "tamnhin.example.gov.vn"}
FROM = {"X-Forwarded-For": "203.0.113.9"}


@pytest.fixture
def url(settled_sqlite: str) -> str:
    return settled_sqlite


def behind(url: str, proxies: int) -> FlaskClient:
    server: Flask = create_app(settings_of(url, proxies=proxies)).server
    return server.test_client()


def sign_in(client: FlaskClient, **headers: str) -> Any:
    given = {**OVER_TLS, **FROM, **headers}
    return client.post("/signin", data={"name": "an", "password": "sai"}, headers=given)


def test_over_tls_at_the_proxy_cookies_and_answers_stay_with_it(url: str) -> None:
    link = behind(url, 1).get("/pair", headers=OVER_TLS)
    assert f"__Host-{NAME}=" in link.headers["Set-Cookie"]
    assert "Secure" in link.headers["Set-Cookie"]
    assert len(link.headers.getlist("Strict-Transport-Security")) == 1


def test_our_own_page_is_told_by_the_name_that_the_proxy_gives(url: str) -> None:
    client = behind(url, 1)
    assert sign_in(client, Origin="https://tamnhin.example.gov.vn").status_code == 401
    assert sign_in(client, Origin="https://elsewhere.example").status_code == 403


def test_without_a_proxy_its_headers_say_nothing(url: str) -> None:
    client = behind(url, 0)
    assert sign_in(client, Origin="https://tamnhin.example.gov.vn").status_code == 403
    assert f"__Host-{NAME}" not in client.get("/pair", headers=OVER_TLS).headers["Set-Cookie"]


@pytest.mark.parametrize("proxies", [0, 1])
@pytest.mark.parametrize("says", ["127.0.0.1", "127.0.0.1, 203.0.113.9", "203.0.113.9, 127.0.0.1"])
def test_nobody_is_at_home_by_saying_so(url: str, proxies: int, says: str) -> None:
    client = behind(url, proxies)
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", headers={"X-Forwarded-For": says}).status_code == 401


def test_the_file_for_nginx_says_all_that_is_believed() -> None:
    block = (ROOT / "config/nginx.conf").read_text(encoding="utf-8")
    given = dict(re.findall(r"proxy_set_header (\S+)\s+(\S+);", block))
    assert {name: given.get(name) for name in ("X-Forwarded-For", "X-Forwarded-Proto")} == {
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "$scheme",
    }
    assert given["X-Forwarded-Host"] == given["Host"] == "$http_host"
    assert "proxy_hide_header Strict-Transport-Security;" in block
    assert "$request_uri" not in block.partition("log_format")[2].partition(";")[0]
