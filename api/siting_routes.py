"""A plan of new stations over HTTP, and as the files that maps and spreadsheets open."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, request

from api.siting import comparison_json, plan_csv, plan_geojson, plan_json
from api.streams import exported
from data_access.errors import NotReady
from metrics.desk import Desk, View
from metrics.siting.address import other_of, wish_of
from metrics.siting.asking import plan_soon
from metrics.siting.compare import compared, outcome
from metrics.siting.plan_types import Plan

ADDRESS = "/api/v1/siting"
PATIENCE_SECONDS = 20.0


def siting_routes(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get(ADDRESS)
    def siting() -> Response:
        other = other_of(request.args)
        found = plan_json(plan := _plan(desk, request.args))
        if other is not None:
            between = compared(outcome(plan), outcome(_plan(desk, other)))
            found |= {"against": comparison_json(between)}
        return jsonify(found)

    @blueprint.get(f"{ADDRESS}.csv")
    def siting_csv() -> Response:
        return _file(plan_csv(_plan(desk, request.args)), "csv", "text/csv")

    @blueprint.get(f"{ADDRESS}.geojson")
    def siting_geojson() -> Response:
        return _file(plan_geojson(_plan(desk, request.args)), "geojson", "application/geo+json")


def _plan(desk: Desk, query: Mapping[str, str]) -> Plan:
    """Raises UnknownFilter, UnknownOperator, NoVillages, NotReady while it is still being worked
    out."""

    def told(view: View) -> Plan | None:
        wish = wish_of(query, today=view.anchor)
        return plan_soon(view, wish, wait=PATIENCE_SECONDS)

    found = desk.answer(told)
    if found is None:
        raise NotReady(
            vi="Phương án đang được tính. Hỏi lại sau vài giây.",
            en="The plan is being worked out. Ask again in a few seconds.",
        )
    return found


def _file(text: str, kind: str, mimetype: str) -> Response:
    name = f"vi-tri-tram.{kind}"
    exported(name)
    answer = Response(text, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer
