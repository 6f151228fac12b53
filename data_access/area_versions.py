"""Reading areas and the crosswalk: all versions of all units, each ending where another begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from data_access.areas import AT, DAY, Area, Areas, Link
from data_access.schema import areas as table
from data_access.schema import crosswalk
from data_access.selection import Level


def read_areas(connection: Connection) -> Areas:
    rows = connection.execute(select(table).order_by(table.c.code, table.c.valid_from)).all()
    versions: dict[str, list[Area]] = {}
    for row in rows:
        versions.setdefault(row.code, []).append(_area(row))
    units = {area.key: area for found in versions.values() for area in _told_apart(found)}
    query = select(crosswalk).where(crosswalk.c.share > 0)
    joins = connection.execute(query.order_by(crosswalk.c.old_code, crosswalk.c.new_code)).all()
    bare, links = Areas(units), []
    for row in joins:
        old = bare.on(row.old_code, row.changed_on - DAY)
        new = bare.on(row.new_code, row.changed_on)
        if old and new and old.begins < row.changed_on == new.begins:
            link = Link(old=old.key, new=new.key, share=row.share, people=row.people)
            links.append(link)
            units[old.key] = _ending(units[old.key], row.changed_on - DAY)
    return Areas(_districts_ended(units), tuple(links))


def _area(row: Any) -> Area:
    return Area(
        key=row.code,
        code=row.code,
        name=row.name,
        level=Level(row.level),
        kind=row.kind,
        parent=row.parent_code,
        longitude=row.longitude,
        latitude=row.latitude,
        mountain=row.mountain,
        minority_zone=row.minority_zone,
        begins=row.valid_from,
        ends=row.valid_to,
    )


def _told_apart(versions: list[Area]) -> list[Area]:
    """Each ends where the next begins, whatever was written."""
    if len(versions) == 1:
        return versions
    ends = [*(later.begins - DAY for later in versions[1:]), None]
    return [
        _ending(replace(area, key=f"{area.code}{AT}{area.begins.isoformat()}"), end)
        for area, end in zip(versions, ends, strict=True)
    ]


def _ending(area: Area, day: date | None) -> Area:
    ends = min(filter(None, (area.ends, day)), default=None)
    return area if ends == area.ends else replace(area, ends=ends)


def _districts_ended(units: dict[str, Area]) -> dict[str, Area]:
    """A district ends with the last of its communes: a crosswalk names communes only."""
    bare = Areas(units)
    inside: dict[str, list[date | None]] = {}
    for area in units.values():
        district = bare.district_of(area, area.ends or date.max)
        if area.level is Level.COMMUNE and district:
            inside.setdefault(district, []).append(area.ends)
    ended = {key: max(filter(None, ends)) for key, ends in inside.items() if None not in ends}
    return {key: _ending(area, ended.get(key)) for key, area in units.items()}
