"""Outlines of provinces, kept by browsers for a year: their address names their version."""

from __future__ import annotations

from flask import Blueprint, Response

from pages.provinces.known import outlines

A_YEAR = 365 * 24 * 3600


def nation_routes() -> Blueprint:
    blueprint = Blueprint("nation", __name__)

    @blueprint.get("/outlines/nation/<key>.geojson")
    def provinces(key: str) -> Response:
        del key
        answer = Response(outlines().text, mimetype="application/geo+json")
        answer.cache_control.max_age = A_YEAR
        answer.cache_control.public = True
        return answer

    return blueprint
