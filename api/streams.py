"""Files that are written while they are read, and offered to be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Response, request, stream_with_context

from access.audit import recorded
from access.current import viewer
from access.current_doors import doors
from metrics.desk import Desk, View


def exported(name: str) -> None:
    """Before the first line: whoever carries something away has been written down."""
    recorded(doors(), viewer().who, "exported", file=name, filters=dict(request.args))


def csv_file(desk: Desk, name: str, written: Callable[[View], Iterator[str]]) -> Response:
    """What it cannot be made of must have been found out before: its head has been sent."""

    def lines() -> Iterator[str]:
        with desk.open() as view:
            yield from written(view)

    exported(name)
    answer = Response(stream_with_context(lines()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer
