"""Schools and health posts: what is not known is neither with broadband nor without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
import pytest
from flask import Flask
from sqlalchemy import Engine, select

from data_access.cache import SharedCache
from data_access.engine import make_engine, reading
from data_access.schema import quarantine
from data_access.selection import By, Period, Selection
from ingest.load import load_frame
from metrics.catalogue import metric
from metrics.desk import Desk, View
from metrics.facilities import Standing, all_of, facilities_of, most_offline
from metrics.reading import Reading
from pages.asking import ask
from pages.promises.asked import promises
from pages.promises.equity import communes_of
from pages.promises.facilities import facilities_panel
from pages.promises.zones import every_facility, zones_of, zones_panel
from tests.integration import cells
from tests.integration.rows import AREAS, YEAR, load, province, read, village

SCHOOL: dict[str, Any] = {
    "code": "s1",
    "checked_on": "2024-06-30",
    "kind": "school",
    "name": "Trường Tiểu học",
    "commune_code": "19111",
    "has_broadband": False,
}
KNOWN: tuple[dict[str, Any], ...] = (
    {},
    {"code": "s2", "has_broadband": True},
    {"code": "s3", "has_broadband": None},
)


def schools(**columns: Any) -> list[dict[str, Any]]:
    return [{**SCHOOL, **each, **columns} for each in KNOWN]


@contextmanager
def opened(engine: Engine) -> Iterator[View]:
    with Desk(engine=engine, province=province(), cache=SharedCache()).open() as view:
        yield view


def told(engine: Engine, name: str, **chosen: Any) -> Reading:
    with opened(engine) as view:
        [found] = view.readings([metric(name)], Selection(period=YEAR, **chosen))
        return found


def test_what_is_not_known_counts_on_neither_side(settled: Engine) -> None:
    load(settled, "facilities", *schools())
    load(settled, "facilities", {**SCHOOL, "code": "y", "kind": "health_post"})
    assert read(settled, "schools_offline").value == 1
    online = read(settled, "schools_online")
    assert (online.value, online.numerator, online.denominator) == (0.5, 1, 2)
    assert read(settled, "health_posts_offline").value == 1
    assert told(settled, "schools_offline", area="18853").value is None
    with opened(settled) as view:
        [commune] = facilities_of(view, Selection(period=YEAR))
        by = view.readings([metric("schools_offline")], Selection(period=YEAR), by=By.DISTRICT)
    assert commune.codes == ("19111",)
    assert commune.schools == Standing(every=3, offline=1, untold=1)
    assert (commune.schools.known, commune.offline, commune.untold) == (2, 2, 1)
    assert {r.group.code: r.value for r in by if r.group and r.value is not None} == {"455": 1}
    with reading(settled) as connection:
        cells.assert_as_counted(connection)


def test_a_later_check_holds_from_its_day_on(settled: Engine) -> None:
    load(settled, "facilities", *schools())
    again = load(settled, "facilities", *schools())
    assert (again.inserted, again.updated, again.unchanged) == (0, 0, 3)
    load(settled, "facilities", {**SCHOOL, "checked_on": "2024-11-30", "has_broadband": True})
    assert read(settled, "schools_offline").value == 0
    with opened(settled) as view:
        before = Selection(period=Period.year(2024).until(view.snap.today.replace(month=9, day=1)))
        assert all_of(facilities_of(view, before)).schools.offline == 1
    with reading(settled) as connection:
        cells.assert_as_counted(connection)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "market"}, "unknown_value"),
        ({"commune_code": "99999"}, "unknown_area"),
        ({"checked_on": "2031-01-01"}, "impossible_date"),
        ({"longitude": 17.4, "latitude": 106.1}, "bad_place"),
    ],
)
def test_a_row_that_cannot_be_right_is_kept_apart(
    settled: Engine, change: dict[str, Any], reason: str
) -> None:
    report = load_frame(settled, "facilities", pd.DataFrame([{**SCHOOL, **change}]), source="f")
    assert report.quarantined == 1
    with reading(settled) as connection:
        assert connection.scalars(select(quarantine.c.reason)).all() == [reason]


def test_communes_of_which_nobody_said_a_zone_are_told_apart_from_those_outside(
    settled: Engine,
) -> None:
    load(settled, "villages", village("v1", signal="none", people=50))
    load(settled, "villages", village("v2", people=950))
    load(settled, "villages", village("v3", people=400, commune_code="18853"))
    load(settled, "facilities", *schools())

    def zones() -> tuple[dict[str | None, tuple[int, float]], str]:
        with opened(settled) as view, Flask("tests").test_request_context("/"):
            asked = ask(view, "?from=2024-01-01&to=2024-12-31")
            found = zones_of(asked, communes_of(asked), every_facility(asked))
            drawn = str(zones_panel(asked, promises(asked), found))
            drawn += str(facilities_panel(asked, every_facility(asked)))
        return {zone.zone: (zone.communes, zone.people.people) for zone in found}, drawn

    assert zones()[0] == {None: (2, 1400.0)}
    areas = AREAS.assign(minority_zone=AREAS.code.map({"19111": "III", "18853": "none"}))
    assert load_frame(settled, "areas", areas, source="areas").updated == 2
    found, drawn = zones()
    assert found == {"III": (1, 1000.0), "none": (1, 400.0)}
    assert "Vùng dân tộc thiểu số 50,0 người trên 1.000 chưa có sóng, ngoài vùng 0,0" in drawn
    assert "1 trường, 0 trạm y tế chưa có băng rộng" in drawn
    assert "đã rõ 2 / 3 nơi" in drawn
    wrong = areas.assign(minority_zone="IV")
    assert load_frame(settled, "areas", wrong, source="areas").quarantined == len(areas)


def test_the_demonstration_ranks_communes_by_what_they_lack(small_demonstration_url: str) -> None:
    engine = make_engine(small_demonstration_url)
    with opened(engine) as view:
        every = facilities_of(view, Selection(period=YEAR))
    engine.dispose()
    listed, whole = most_offline(every), all_of(every)
    counts = [each.offline for each in listed]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == whole.offline > 0
    assert whole.untold > 0
    assert {each.codes for each in every} - {each.codes for each in listed}
