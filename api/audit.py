"""The audit as a file, for whoever keeps it elsewhere too."""

from __future__ import annotations

import json
from collections.abc import Iterator

from flask import Blueprint, Response, stream_with_context

from access.audit import every
from access.current import viewer
from access.doors import Doors
from access.errors import NotAllowed
from api.problems import problem
from api.streams import exported
from data_access.errors import TamNhinError
from metrics.published.csv_lines import line

COLUMNS = ("number", "at", "who", "what", "about", "hash")


def audit_routes(doors: Doors) -> Blueprint:
    blueprint = Blueprint("audit", __name__)
    blueprint.register_error_handler(TamNhinError, problem)

    @blueprint.get("/admin/audit.csv")
    def audit() -> Response:
        if not viewer().scope.whole:
            raise NotAllowed
        exported("nhat-ky.csv")
        answer = Response(stream_with_context(_lines(doors)), mimetype="text/csv")
        answer.headers["Content-Disposition"] = "attachment; filename=nhat-ky.csv"
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint


def _lines(doors: Doors) -> Iterator[str]:
    yield line(list(COLUMNS))
    for each in every(doors):
        about = json.dumps(each.about, ensure_ascii=False, sort_keys=True)
        at = each.at.isoformat(timespec="microseconds") + "Z"
        yield line([each.number, at, each.who, each.what, about, each.hash])
