"""Every unit's sheet over HTTP: one ZIP, sent on as its files are made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from threading import BoundedSemaphore
from urllib.parse import urlencode

from flask import Response, request, stream_with_context

from access.audit import recorded
from access.current import require, viewer
from access.current_doors import doors
from access.errors import TooMany
from data_access.selection import By
from exports.briefing import Briefing
from exports.formats import format_named
from exports.zipped import zipped
from metrics.desk import Desk
from pages.asking import ask
from pages.briefing.compose import briefing_of, told_page
from pages.briefing.each import each_named, sheets, units
from pages.briefing.naming import named

ADDRESS = "/api/v1/sheets.zip"
COUNT = "Tamnhin-Sheets"  # how many files are to come
AGAIN_SECONDS = 60
_TURN = BoundedSemaphore(1)


def answer_sheets(desk: Desk) -> Response:
    """Minutes of work, so one at a time in each server process. Raises UnknownFilter, NoBriefing,
    NotAllowed, TooMany before anything is sent."""
    query = request.args.to_dict()
    by, format = each_named(query.pop("each", By.AGENCY)), format_named(query.pop("format", "pdf"))
    page, item = told_page(query.pop("page", "/unit"))
    require(page.needs)
    if not _TURN.acquire(blocking=False):
        raise TooMany(AGAIN_SECONDS)
    with ExitStack() as stack:
        stack.callback(_TURN.release)
        view = stack.enter_context(desk.open())
        codes = list(units(view, by, query))

        def of(query: dict[str, str]) -> Briefing:
            return briefing_of(page, ask(view, f"?{urlencode(query)}", item=item))

        def files() -> Iterator[tuple[str, bytes]]:
            return (each.file for each in sheets(codes, by, query, of, format))

        snap = view.snap
        name = named(
            desk.province, f"phieu-{by}", snap.clock, version=snap.version, synthetic=snap.synthetic
        )
        name = f"{name}.zip"
        recorded(doors(), viewer().who, "exported", file=name, filters=dict(request.args))
        answer = Response(stream_with_context(zipped(files())), mimetype="application/zip")
        answer.call_on_close(stack.pop_all().close)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers[COUNT] = str(len(codes))
    return answer
