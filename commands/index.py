"""`tamnhin index SCHEME`: totals, bands and places of units by a scoring scheme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from api.index import BYS, SELECTING, index_json
from api.text import NO_VALUE, plain_table
from commands.desk import desk_of
from commands.options import as_json, printed, selecting
from config.settings import Settings

LEVELS = {"province": "Sở, ngành", "district": "Huyện", "commune": "Xã"}
UNRANKED = {
    "few": "dưới số hồ sơ tối thiểu",
    "missing": "chưa đủ số liệu",
    "nothing": "không được đánh giá",
}


@click.command()
@click.argument("scheme")
@selecting(by=tuple(BYS))
@as_json
@click.pass_obj
def index(settings: Settings, /, scheme: str, json_: bool, **query: str | None) -> None:
    """Score units by SCHEME, one of config/schemes: total, band, place, points by indicator."""
    given = {name: str(query[name]) for name in SELECTING if query.get(name)}
    with desk_of(settings).open() as view:
        found = index_json(view, scheme, given)
    click.echo(printed(found) if json_ else "\n".join(_lines(found)))


def _lines(found: dict[str, Any]) -> Iterable[str]:
    yield f"{found['label']} ({found['basis']}, từ {found['since']})"
    for level in dict.fromkeys(unit["level"] for unit in found["units"]):
        units = [unit for unit in found["units"] if unit["level"] == level]
        yield f"\n{LEVELS[level]}: {len(units)}"
        yield _table(units)
    nobody = _of_nobody(found["units"])
    if nobody:
        yield f"  Chưa đơn vị nào có số liệu, không tính: {', '.join(nobody)}"
    yield "  * điểm mặc định, vì không phát sinh: không phải thành tích"
    if found["as_of"]:
        yield f"  Số liệu đến {found['as_of'][:16].replace('T', ' ')}"
    if found["synthetic"]:
        yield "  Dữ liệu trình diễn"


def _table(units: list[dict[str, Any]]) -> str:
    names = [group["label"] for group in units[0]["groups"]]
    return plain_table(
        ("Hạng", "Khoảng", "±", "Đơn vị", "Điểm", "Xếp loại", *names),
        (
            (
                str(unit["rank"] or NO_VALUE),
                f"{unit['rank_best']}–{unit['rank_worst']}" if unit["rank"] else "",
                _climbed(unit),
                unit["label"],
                _points(unit["score"]),
                unit["band"] or UNRANKED.get(unit["unranked"] or "", ""),
                *(_group(unit, group) for group in unit["groups"]),
            )
            for unit in units
        ),
    )


def _climbed(unit: dict[str, Any]) -> str:
    if not unit["rank"] or not unit["previous_rank"]:
        return ""
    return f"{unit['previous_rank'] - unit['rank']:+d}".replace("+0", "–").replace("-", "−")


def _points(value: float | None) -> str:
    return NO_VALUE if value is None else f"{value:.2f}".replace(".", ",")


def _group(unit: dict[str, Any], group: dict[str, Any]) -> str:
    """With a star where some of it was granted by default."""
    if not group["maximum"]:
        return NO_VALUE
    own = [each for each in unit["indicators"] if each["state"] == "default"]
    star = "*" if any(each["group"] == group["id"] for each in own) else ""
    return f"{_points(group['points'])}{star}"


def _of_nobody(units: list[dict[str, Any]]) -> list[str]:
    every = (each for unit in units for each in unit["indicators"])
    return list(dict.fromkeys(each["id"] for each in every if each["state"] == "nobody"))
