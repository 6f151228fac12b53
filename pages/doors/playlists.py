"""What an administrator does with playlists: the form, as a playlist is written."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from access.current import require
from access.current_doors import doors
from access.playlists import drop, keep
from access.roles import Right
from config.playlists import DAYS, MOST_SCREENS, OFTEN
from data_access.scope import EVERYTHING
from pages.doors.answers import Titled, acted, words
from pages.doors.given import require_mine

ADMIN = "/admin/playlists"
BETWEEN = "+"  # of days that are none of those offered
DAYS_OFFERED = {"": DAYS, "mon-fri": DAYS[:5], "sat-sun": DAYS[5:]}


def register(blueprint: Blueprint, _province: Titled) -> None:
    @blueprint.post(f"{ADMIN}/keep")
    def kept() -> Response:
        return acted(ADMIN, _keep)

    @blueprint.post(f"{ADMIN}/drop")
    def dropped() -> Response:
        return acted(ADMIN, _drop)


def _keep() -> str:
    require_mine(EVERYTHING)
    who, given = require(Right.ADMINISTER).who, request.form
    name = given.get("name", "").strip()
    keep(doors(), who, name, written(given.to_dict()))
    return words()("Đã lưu danh sách chiếu {name}", name=name)


def _drop() -> str:
    require_mine(EVERYTHING)
    who, name = require(Right.ADMINISTER).who, request.form.get("name", "")
    drop(doors(), who, name)
    return words()("Đã bỏ danh sách chiếu {name}", name=name)


def written(given: dict[str, str]) -> dict[str, Any]:
    """The fields of the form, as `[playlists.NAME]` has them."""
    rows = (_screen(given, number) for number in range(MOST_SCREENS))
    body: dict[str, Any] = {
        "label": given.get("label", "").strip()[:80],
        "seconds": _whole(given.get("seconds", "")),
        "screens": [row for row in rows if row],
        "panels": given.get("panels", "1x1"),
    }
    night = given.get("night", "").strip()
    if night:
        brightness = _whole(given.get("brightness", ""))
        share = brightness / 100 if isinstance(brightness, int) else brightness
        body["night"] = {"hours": night, "brightness": share}
    return body


def _screen(given: dict[str, str], number: int) -> dict[str, Any] | None:
    what = given.get(f"screen-{number}", "")
    if not what:
        return None
    kind, _, of = what.partition(":")
    found: dict[str, Any] = {"screen": kind, **({kind: of} if kind in OFTEN else {})}
    seconds, days, hours = (
        given.get(f"{name}-{number}", "").strip() for name in ("seconds", "days", "hours")
    )
    if seconds:
        found["seconds"] = _whole(seconds)
    if days:
        found["days"] = list(DAYS_OFFERED.get(days, days.split(BETWEEN)))
    if hours:
        found["hours"] = hours
    return found


def _whole(text: str) -> int | str:
    """What is no number is refused with all else that cannot be."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 6 else text
