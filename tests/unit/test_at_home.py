"""Who sits at the machine that serves, and who only seems to."""

from __future__ import annotations

import pytest
from flask import Flask

from api.at_home import at_home

HERE = "http://127.0.0.1:8050"


def asked(base: str = HERE, *, by: str = "127.0.0.1", **headers: str) -> bool:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with Flask("test").test_request_context(
        "/", base_url=base, headers=named, environ_base={"REMOTE_ADDR": by}
    ):
        return at_home()


@pytest.mark.parametrize("base", [HERE, "http://localhost:8050", "http://[::1]:8050"])
def test_who_sits_at_the_server_is_at_home(base: str) -> None:
    assert asked(base)


def test_nobody_else_is() -> None:
    assert not asked(by="10.0.0.7")
    assert not asked("http://tamnhin.example", by="10.0.0.7")


def test_what_a_proxy_passes_on_is_not_from_here() -> None:
    assert not asked(X_Forwarded_For="10.0.0.7")
    assert not asked(Forwarded="for=10.0.0.7")


def test_a_foreign_name_that_leads_here_is_not_from_here() -> None:
    assert not asked("http://evil.example:8050")
