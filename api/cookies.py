"""The one cookie: signed, out of scripts' reach, and over TLS bound to this host."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Flask, has_request_context, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from config.settings import Settings

NAME = "tamnhin"
LONGEST = timedelta(days=400)  # that a browser keeps one; the server decides how long it holds


class _Cookie(SecureCookieSessionInterface):
    def get_cookie_name(self, app: Flask) -> str:
        return f"__Host-{NAME}" if self.get_cookie_secure(app) else NAME

    def get_cookie_secure(self, app: Flask) -> bool:
        del app
        return has_request_context() and request.is_secure


def bake(server: Flask, settings: Settings) -> None:
    server.session_interface = _Cookie()
    server.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LONGEST,
    )
    if settings.proxies:
        hops = dict.fromkeys(("x_for", "x_proto", "x_host"), settings.proxies)
        server.wsgi_app = ProxyFix(server.wsgi_app, **hops)  # type: ignore[method-assign]
