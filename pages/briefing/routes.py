"""Briefings over HTTP: a page under its filters, as a file."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from access.audit import recorded
from access.briefings import body_of
from access.current import require, scope, viewer
from access.current_doors import doors
from exports.briefing import Briefing
from exports.formats import FORMATS, Format
from exports.keeping import reopened
from exports.rendering import rendered
from metrics.desk import Desk, View
from pages.asking import ask
from pages.briefing.compose import briefing_of, told_page
from pages.briefing.each_route import ADDRESS as SHEETS
from pages.briefing.each_route import answer_sheets
from pages.briefing.naming import file_name

ADDRESS = "/api/v1/briefing"


def briefing_routes(desk: Desk) -> Blueprint:
    """An address a format, each with its own kind of answer."""
    blueprint = Blueprint("briefing", __name__)
    for each in FORMATS.values():
        blueprint.add_url_rule(f"{ADDRESS}.{each.name}", each.name, _answering(desk, each))
    blueprint.add_url_rule(SHEETS, "sheets", lambda: answer_sheets(desk))
    return blueprint


def _answering(desk: Desk, format: Format) -> Callable[[], Response]:
    """A function with a name: one without is not counted by the limits."""

    def answer() -> Response:
        return _answer(desk, format)

    return answer


def _answer(desk: Desk, format: Format) -> Response:
    query = request.args.to_dict()
    before = query.pop("made", "")
    path = query.pop("page", "/")
    if before:
        made = reopened(body_of(doors(), before, str(scope())))
    else:
        made = desk.answer(lambda view: _told(view, path, query))
    file = rendered(made, format)
    name = file_name(desk.province, made, format)
    recorded(doors(), viewer().who, "exported", file=name, filters=dict(request.args))
    answer = Response(file, mimetype=format.mimetype)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _told(view: View, path: str, query: dict[str, str]) -> Briefing:
    """Raises NoBriefing, NotAllowed, UnknownFilter."""
    page, item = told_page(path)
    require(page.needs)
    return briefing_of(page, ask(view, f"?{urlencode(query)}", item=item))
