"""The HTTP interface for programs. Its addresses and shapes are stable."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from access.current import viewer
from access.current_doors import doors
from access.playlists import sign
from access.viewer import Kind
from api.ask import ask_json
from api.cubes import cube_routes
from api.figures import figure_json, metrics_json
from api.frozen import frozen_figure, frozen_json, frozen_set_json
from api.health import metrics_text
from api.index import index_json
from api.open_data import open_data_routes
from api.problems import UnknownAddress, problem
from api.quarantine import quarantine_csv
from api.rows import row_list, rows_csv, rows_json
from api.siting_routes import siting_routes
from api.sources import sources_json, tables_of
from api.streams import csv_file
from config.build import build
from data_access.days import to_local
from data_access.errors import DatabaseTrouble, NotReady, TamNhinError
from metrics.desk import Desk, View

A_YEAR = 365 * 24 * 3600


def routes(desk: Desk) -> Blueprint:
    blueprint = Blueprint("api", __name__)
    blueprint.register_error_handler(TamNhinError, problem)
    _sources(blueprint, desk)
    _figures(blueprint, desk)
    open_data_routes(blueprint, desk)
    cube_routes(blueprint, desk)
    _rows(blueprint, desk)
    siting_routes(blueprint, desk)
    _outlines(blueprint, desk)
    _health(blueprint, desk)
    return blueprint


def _figures(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get("/api/v1/version")
    def version() -> Response:
        return desk.answer(_version)

    @blueprint.get("/api/v1/figures/<name>")
    def figures(name: str) -> Response:
        asked = dict(request.args)
        kept = asked.pop("frozen", "")
        if kept:
            return jsonify(desk.answer(lambda view: frozen_figure(view, kept, name, asked)))
        return jsonify(desk.answer(lambda view: figure_json(view, name, asked)))

    @blueprint.get("/api/v1/index/<name>")
    def index(name: str) -> Response:
        asked = dict(request.args)
        return jsonify(desk.answer(lambda view: index_json(view, name, asked)))

    @blueprint.get("/api/v1/ask")
    def ask() -> Response:
        return jsonify(desk.answer(lambda view: ask_json(view, request.args)))

    @blueprint.get("/api/v1/metrics")
    def metrics() -> Response:
        return jsonify(metrics_json())

    @blueprint.get("/api/v1/frozen")
    def frozen() -> Response:
        with desk.open() as view:
            return jsonify(frozen_json(view))

    @blueprint.get("/api/v1/frozen/<name>")
    def frozen_one(name: str) -> Response:
        with desk.open() as view:
            return jsonify(frozen_set_json(view, name))

    @blueprint.get("/api/<path:address>")
    def nowhere(address: str) -> Response:  # else Dash answers with a page
        raise UnknownAddress(f"/api/{address}")


def _sources(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get("/api/v1/sources")
    def sources() -> Response:
        return jsonify(desk.answer(sources_json))

    @blueprint.get("/api/v1/quarantine.csv")
    def quarantine() -> Response:
        with desk.open() as view:  # a source that there is not is told before the first line
            tables = tables_of(view, request.args.get("source"))
        return csv_file(desk, "can-sua.csv", lambda view: quarantine_csv(view, tables))


def _rows(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get("/api/v1/rows/<name>")
    def rows(name: str) -> Response:
        with desk.open() as view:
            return jsonify(rows_json(view, name, dict(request.args)))

    @blueprint.get("/api/v1/rows/<name>.csv")
    def rows_file(name: str) -> Response:
        asked = dict(request.args)
        with desk.open() as view:  # what is wrong with it is told before the first line
            row_list(view, name, asked)
        return csv_file(desk, f"{name}.csv", lambda view: rows_csv(view, name, asked))


def _outlines(blueprint: Blueprint, desk: Desk) -> None:
    """Kept by browsers for a year: the address names the database and the version of its places."""

    @blueprint.get("/outlines/<key>.geojson")
    def outlines(key: str) -> Response:
        del key
        found = desk.answer(lambda view: view.outlines().geojson)
        answer = Response(found, mimetype="application/geo+json")
        answer.cache_control.max_age = A_YEAR
        answer.cache_control.public = True
        return answer


def _health(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="up")

    @blueprint.get("/readyz")
    def readyz() -> Response:
        with desk.open() as view:
            if view.snap.version == 0:
                raise NotReady(vi="Chưa nạp dữ liệu nào.", en="Nothing has been loaded yet.")
            return jsonify(status="ready", data_version=view.snap.version)

    @blueprint.get("/metrics")
    def exposition() -> Response:
        return Response(metrics_text(desk, doors()), mimetype="text/plain; version=0.0.4")


def _version(view: View) -> Response:
    """304 while nothing has changed; 503 while the database is away, with the version that is
    shown meanwhile. The clock travels in a header, so that it is told in any case: browsers correct
    theirs by it, and the demonstration's is not the world's. So does the version of alerts, which
    moves while data stay as they are."""
    newest = max((s.as_of for s in view.sources().values() if s.as_of), default=None)
    now = to_local(view.snap.clock).isoformat(timespec="milliseconds")
    body: dict[str, Any] = {
        "data_version": view.snap.version,
        "as_of": newest and to_local(newest).isoformat(),
        "server_time": now,
    }
    if isinstance(view.snap.reader, DatabaseTrouble):
        answer = problem(view.snap.reader, since=to_local(view.snap.now).isoformat(), **body)
    else:
        answer = jsonify(body)
        answer.set_etag(f"{view.snap.version}-{newest:%Y%m%d%H%M%S}" if newest else "0", weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Server-Time"] = now
    answer.headers["Alerts-Version"] = str(view.snap.alerts_version)
    answer.headers["Playlists"] = sign(doors())
    if viewer().kind is Kind.DISPLAY:
        answer.headers["Wall"] = f"/wall/{viewer().playlist}".rstrip("/")
    answer.headers["Build"] = build()
    answer.make_conditional(request)
    return answer
