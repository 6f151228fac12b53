"""What is done with named briefings: composed, dropped, made."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Blueprint, request
from werkzeug.wrappers import Response

from access import briefings as kept_briefings
from access.current import require, scope
from access.current_doors import doors
from access.roles import Right
from components.index import origin
from config.briefings import FILTERS, MOST_PAGES
from data_access.errors import UnknownFilter
from data_access.scope import EVERYTHING
from exports.keeping import kept
from pages.briefing.known import known
from pages.briefing.named import PATH, briefing_named
from pages.doors.answers import Titled, acted, words
from pages.doors.given import answered, require_mine

ADMIN = "/admin/briefings"


def register(blueprint: Blueprint, _province: Titled) -> None:
    @blueprint.post(f"{ADMIN}/keep")
    def keep() -> Response:
        return acted(_here(), _keep)

    @blueprint.post(f"{ADMIN}/drop")
    def drop() -> Response:
        return acted(PATH, _drop)

    @blueprint.post(f"{PATH}/make")
    def make() -> Response:
        return acted(_here(), _make)


def _here() -> str:
    name = request.form.get("name", "").strip()
    return f"{PATH}/{quote(name)}" if name in known() else PATH


def _keep() -> str:
    require_mine(EVERYTHING)
    who, name = require(Right.ADMINISTER).who, request.form.get("name", "").strip()
    kept_briefings.keep(doors(), who, name, written(request.form.to_dict()))
    return words()("Đã lưu báo cáo {name}", name=name)


def _drop() -> str:
    require_mine(EVERYTHING)
    who, name = require(Right.ADMINISTER).who, request.form.get("name", "")
    kept_briefings.drop(doors(), who, name)
    return words()("Đã bỏ báo cáo {name}", name=name)


def _make() -> str:
    """Told as it stands now, within what this viewer sees, and kept so."""
    who, name = require(Right.FIGURES).who, request.form.get("name", "")
    every = known()
    if name not in every:
        raise UnknownFilter("name", name, every)
    lang, here = words().lang, origin()
    made = answered(lambda view: briefing_named(view, every[name], lang, origin=here))
    told = {
        "name": name,
        "title": made.head.title,
        "filters": made.head.filters,
        "scope": str(scope()),
        "data_version": made.head.data_version,
    }
    number = kept_briefings.remember(doors(), who, told, kept(made))
    return words()("Đã chốt báo cáo số {n}", n=number)


def written(given: dict[str, str]) -> dict[str, Any]:
    """The fields of the form, as `[briefings.NAME]` has them."""
    pages = [given.get(f"page-{number}", "").strip() for number in range(MOST_PAGES)]
    return {
        "label": given.get("label", "").strip(),
        "label_en": given.get("label_en", "").strip(),
        "period": given.get("period", ""),
        "pages": [page for page in pages if page],
        "formats": [name for name in given.get("formats", "").split("+") if name],
        "filters": {name: given[name] for name in FILTERS if given.get(name)},
        "at": given.get("at", "").strip(),
    }
