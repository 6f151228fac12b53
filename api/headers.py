"""What a browser is told with every answer: whose scripts it runs, who may frame it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, Response
from flask_talisman import DENY, Talisman

NOBODY, SELF = "'none'", "'self'"
# Nothing asks for these, so no script that gets in can.
WITHOUT = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


def policy(hashes: Iterable[str]) -> dict[str, list[str]]:
    """`hashes`: of the scripts that Dash writes into the document. Styles are written into elements
    by charts and by the first paint; they run nothing."""
    return {
        "default-src": [NOBODY],
        "script-src": [SELF, *hashes],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "base-uri": [NOBODY],
        "form-action": [SELF],
        "frame-ancestors": [NOBODY],
    }


def guard(server: Flask, hashes: Iterable[str]) -> None:
    """Once all callbacks are known. TLS ends at the proxy in front; what comes over it is told to
    stay with it."""
    Talisman(
        server,
        force_https=False,
        content_security_policy=policy(hashes),
        permissions_policy=dict.fromkeys(WITHOUT, "()"),
        frame_options=DENY,
        referrer_policy="same-origin",  # addresses tell what somebody looks at
        session_cookie_secure=False,  # over TLS it is: api/cookies.py
    )

    @server.after_request
    def alone(answer: Response) -> Response:
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if answer.mimetype == "text/html":  # it holds figures: the way back must not show old ones
            answer.cache_control.no_store = True
        return answer
