"""The one cookie: signed, out of scripts' reach, and over TLS bound to this host."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Flask, Request, has_request_context, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature
from werkzeug.middleware.proxy_fix import ProxyFix

from api.gate import FREE

if TYPE_CHECKING:
    from config.settings import Settings

NAME = "tamnhin"
LONGEST = timedelta(days=400)  # that a browser keeps one; the server decides how long it holds


KEPT = (*FREE, "/outlines/")  # answers that others may be given too


class _Cookie(SecureCookieSessionInterface):
    def get_cookie_name(self, app: Flask) -> str:
        return f"__Host-{NAME}" if self.get_cookie_secure(app) else NAME

    def get_cookie_secure(self, app: Flask) -> bool:
        del app
        return has_request_context() and request.is_secure

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """One that an earlier key has signed is signed anew, so that that key can be forgotten."""
        found = super().open_session(app, request)
        if found and not request.path.startswith(KEPT) and self._signed_before(app, request):
            found.modified = True
        return found

    def _signed_before(self, app: Flask, request: Request) -> bool:
        signer = self.get_signing_serializer(app)
        if signer is None or not app.config["SECRET_KEY_FALLBACKS"]:
            return False
        signer.secret_keys = signer.secret_keys[-1:]
        try:
            signer.loads(request.cookies.get(self.get_cookie_name(app), ""))
        except BadSignature:
            return True
        return False


def bake(server: Flask, settings: Settings) -> None:
    server.session_interface = _Cookie()
    server.config.update(
        SECRET_KEY_FALLBACKS=list(settings.secret_key_before),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LONGEST,
    )
    if settings.proxies:
        hops = dict.fromkeys(("x_for", "x_proto", "x_host"), settings.proxies)
        server.wsgi_app = ProxyFix(server.wsgi_app, **hops)  # type: ignore[method-assign]
