"""Files that are written while they are read, and offered to be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Response

from metrics.desk import Desk, View


def csv_file(desk: Desk, name: str, written: Callable[[View], Iterator[str]]) -> Response:
    """What it cannot be made of must have been found out before: its head has been sent."""

    def lines() -> Iterator[str]:
        with desk.open() as view:
            yield from written(view)

    answer = Response(lines(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer
