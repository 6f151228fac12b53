"""What binds a browser: told with every answer, and held by what a document contains."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from flask.testing import FlaskClient

from tests.integration.test_api import client_of

ANSWERS = ("/", "/wall", "/api/v1/version", "/api/v1/nowhere", "/healthz", "/assets/none.js")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def client(small_demonstration_url: str) -> FlaskClient:
    return client_of(small_demonstration_url)


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_binds_the_browser(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in _directive(policy, "script-src")
    assert _directive(policy, "default-src") == "'none'"
    assert _directive(policy, "frame-ancestors") == "'none'"
    assert "//" not in policy  # no other host, for anything
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_scripts_within_a_document_are_those_of_the_policy(client: FlaskClient) -> None:
    answer = client.get("/")
    allowed = _directive(answer.headers["Content-Security-Policy"], "script-src")
    scripts = [code for kind, code in INLINE.findall(answer.text) if "application/json" not in kind]
    assert scripts
    for code in scripts:
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def _directive(policy: str, name: str) -> str:
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    return parts[name]
