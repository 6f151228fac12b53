"""Every request has an id, the same in nginx's log, in ours, in the answer and on a page that says
what went wrong; and is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from time import monotonic
from typing import Any

from flask import Flask
from werkzeug.wsgi import ClosingIterator

from api.gate import BACKGROUND, DOORS, FREE, HEALTH, WALL
from api.limits import API, EXPORTS
from config.request_id import Doing, new_id
from data_access.counted import instruments

ID = "tamnhin.request"  # of the WSGI environment
HEADER = "X-Request-ID"
ROUTES = ("page", "callback", "wall", "api", "export", "poll", "asset", "door", "health")


class Identified:
    """`believed`: whether a proxy in front says the id; a visitor does not."""

    def __init__(self, app: Callable[..., Iterable[bytes]], *, believed: bool) -> None:
        self._app, self._believed = app, believed

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "") if self._believed else ""
        id, began = new_id(given), monotonic()
        environ[ID] = id

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            told = route_of(environ.get("PATH_INFO", "")), f"{status[0]}xx"
            instruments().requests.labels(*told).observe(monotonic() - began)
            return start_response(status, [*headers, (HEADER, id)], *more)

        with ExitStack() as stack:
            stack.enter_context(Doing(id))
            body = self._app(environ, start)
            return ClosingIterator(body, stack.pop_all().close)


def identify(server: Flask, *, believed: bool) -> None:
    """Around everything else that is done for a request."""
    server.wsgi_app = Identified(server.wsgi_app, believed=believed)  # type: ignore[method-assign]


def route_of(path: str) -> str:
    """Few kinds, so that what is counted stays small whatever is asked for."""
    if path == BACKGROUND:
        return "poll"
    if path.startswith("/_dash-update"):
        return "callback"
    if path.startswith((*FREE, "/_dash", "/outlines/")):
        return "asset"
    if path.startswith(API):
        return "export" if path.endswith(EXPORTS) else "api"
    if path in (*HEALTH, "/metrics"):
        return "health"
    if path.startswith((*DOORS, "/signout", "/me")):
        return "door"
    return "wall" if path.startswith(WALL) else "page"
