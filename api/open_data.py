"""Open data and the API's own document over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, request, stream_with_context

from api.streams import exported
from metrics.desk import Desk, View
from metrics.published.document import document
from metrics.published.package import HERE, package
from metrics.published.tables import checked, lines


def open_data_routes(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get("/api/v1/openapi.json")
    def openapi() -> Response:
        return jsonify(document())

    @blueprint.get(f"{HERE}/datapackage.json")
    def datapackage() -> Response:
        return jsonify(desk.answer(package))

    @blueprint.get(f"{HERE}/<breakdown>/<year>.csv")
    def table(breakdown: str, year: str) -> Response:
        with desk.open() as view:  # what there is not is told before the first line
            by, of = checked(view, breakdown, year)
            tag, name = _tag(view, breakdown, year), _file(view, breakdown, year)

        def text() -> Iterator[str]:
            with desk.open() as view:
                yield from lines(view, by, of)

        answer = Response(stream_with_context(text()), mimetype="text/csv")
        answer.set_etag(tag, weak=True)
        answer.headers["Cache-Control"] = "no-cache"
        answer.headers["Content-Disposition"] = f"attachment; filename={name}"
        answer.headers["Link"] = f'<{HERE}/datapackage.json>; rel="describedby"'
        answer.make_conditional(request)
        if answer.status_code != HTTPStatus.NOT_MODIFIED:
            exported(name)
        return answer


def _tag(view: View, breakdown: str, year: str) -> str:
    """Also the day: at midnight an open dossier becomes overdue without a new version. And whose
    it is: another account in the same browser may see less."""
    return f"{view.snap.version}-{view.snap.today:%Y%m%d}-{view.scope}-{breakdown}-{year}"


def _file(view: View, breakdown: str, year: str) -> str:
    shown = "-trinh-dien" if view.snap.synthetic else ""
    return f"tam-nhin-{view.province.code}-{breakdown}-{year}{shown}.csv"
