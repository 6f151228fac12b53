"""What the log tells of requests: enough to mend and to count by, nothing to sign in with, and
nobody's name."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from gunicorn.glogging import Logger

from access.links import PATH as ONCE
from api.gate import BACKGROUND, HEALTH
from api.identity import ID
from config.logs import JsonLines
from config.request_id import WithId

if TYPE_CHECKING:
    from collections.abc import Mapping

ASKED_BY = "tamnhin.asked_by"  # of the WSGI environment
BY_ITSELF = (BACKGROUND, "/metrics", *HEALTH)  # told of only when they fail
LONGEST = 200
_REFUSED = "Invalid request from ip="


def tell_who(server: Flask) -> None:
    """To whoever writes the log: of which kind, and its number."""

    @server.after_request
    def told(answer: Response) -> Response:
        found = g.get("viewer")
        if found is not None:
            request.environ[ASKED_BY] = f"{found.kind}:{found.id}"
        return answer


def shown_path(path: str) -> str:
    """Without the query string, and without what signs in."""
    bare = path.partition("?")[0]
    return f"{ONCE}…" if bare.startswith(ONCE) else bare[:LONGEST]


class TextLog(Logger):  # type: ignore[misc]
    """What gunicorn says about itself and about what it could not answer."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith(_REFUSED):  # goes on with what was sent
            args, kind = (), type(sys.exception()).__name__
            msg = f"{msg.partition(': ')[0]}: {kind}"
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: object, *args: Any, **kwargs: Any) -> None:
        super().exception(msg, *(shown_path(str(each)) for each in args), **kwargs)


class JsonLog(TextLog):
    """The same as JSON, and a line for each request."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(JsonLines())
            handler.addFilter(WithId())

    def access(
        self, resp: Any, req: Any, environ: Mapping[str, Any], request_time: timedelta
    ) -> None:
        del req
        status = int(str(resp.status).split(None, 1)[0])
        path = environ["PATH_INFO"].encode("latin-1", "replace").decode(errors="replace")
        if status < 400 and path in BY_ITSELF:
            return
        told = {
            "method": environ["REQUEST_METHOD"],
            "path": shown_path(path),
            "status": status,
            "ms": round(request_time.total_seconds() * 1000, 1),
            "who": environ.get(ASKED_BY),
            "request": environ.get(ID),
        }
        self.access_log.info("request", extra=told)
