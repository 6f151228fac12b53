"""Routes of cables and houses of agencies, from their files to the legend of the map: what is right
goes in once, what cannot be right is told why, and everybody is told of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, func, select

from components.look import Look
from data_access import schema
from data_access.cache import SharedCache
from data_access.days import day_key
from data_access.engine import make_engine, reading
from data_access.scope import Bound, Scope
from data_access.villages import Gap
from exports.briefing import Table
from ingest.load import load_file, load_frame
from ingest.report import LoadReport
from metrics.desk import Desk, View
from pages.asking import asked, query_of
from pages.briefing.layers import layers_table
from pages.layers.board import Board, Run, board_of, data_of
from pages.layers.cables import CABLES, ORDER
from pages.layers.find import found
from pages.layers.legend import legend_of_layers
from pages.layers.line_layer import line_files
from pages.layers.offices import OFFICES
from pages.page import Ask
from tests.integration.rows import AGENCIES, YEAR, load, province
from wording.words import Words

IN_2024 = "?from=2024-01-01&to=2024-12-31"
EVERY = f"{IN_2024}&layers={','.join(ORDER)}"
VI = Words("vi")
HALF = 0.5  # of a degree along 17.5° north: some 53 km
ROUTE = {
    "code": "C1",
    "name": "Đồng Hới – Thượng Trạch",
    "kind": "fibre",
    "operator": "VNPT",
    "in_service_on": "2019-05-01",
    "geometry": "LINESTRING (106.5 17.5, 107.5 17.5)",
}


def feature(code: str, geometry: Any, **properties: Any) -> dict[str, Any]:
    own = {**ROUTE, "code": code, **properties}
    del own["geometry"]
    return {"type": "Feature", "properties": own, "geometry": geometry}


def line(*places: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": places}


def load_geojson(engine: Engine, path: Path, *features: Any, table: str = "cables") -> LoadReport:
    collection = {"type": "FeatureCollection", "name": "tuyen_cap", "features": features}
    path.write_text(json.dumps(collection), encoding="utf-8")
    return load_file(engine, table, path)


def counts(report: LoadReport) -> tuple[int, int, int, int]:
    return report.inserted, report.updated, report.unchanged, report.quarantined


def rows(engine: Engine, table: str) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(select(schema.metadata.tables[table])))


def reasons(engine: Engine) -> dict[str, str]:
    return {row.row_key: row.detail for row in rows(engine, "quarantine")}


@contextmanager
def looking(engine: Engine, scope: Scope | None = None) -> Iterator[View]:
    with Desk(engine=engine, province=province(), cache=SharedCache()).open() as view:
        yield replace(view, scope=scope) if scope else view


def ask(view: View, search: str = EVERY) -> Ask:
    return asked(view, query_of(search), Look(words=VI, theme="light", size="desk"))


def board(view: View, search: str = EVERY) -> Board:
    return board_of(ask(view, search), Gap.CUT_OFF)


def legend(view: View, search: str = EVERY) -> str:
    of = ask(view, search)
    return str(legend_of_layers(of, board_of(of, Gap.CUT_OFF)))


def outlines(engine: Engine, path: Path) -> None:
    """Two communes side by side, of two districts, each a degree wide."""
    squares = {"18853": 106, "19111": 107}
    features = []
    for code, west in squares.items():
        ring = [(west, 17), (west, 18), (west + 1, 18), (west + 1, 17), (west, 17)]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"code": code}, "geometry": shape})
    load_geojson(engine, path, *features, table="boundaries")


def test_routes_load_once_from_geojson_and_from_text(settled: Engine, tmp_path: Path) -> None:
    both = {"type": "MultiLineString", "coordinates": [[(106.1, 17.1), (106.2, 17.1)]] * 2}
    given = (feature("C1", line((106.5, 17.5), (107.5, 17.5))), feature("C2", both, name=None))
    first = load_geojson(settled, tmp_path / "cables.geojson", *given)
    assert counts(first) == (2, 0, 0, 0)
    assert first.notes == ()  # the file's own name is nobody's boundary
    assert counts(load_geojson(settled, tmp_path / "cables.geojson", *given)) == (0, 0, 2, 0)
    as_text = pd.DataFrame([ROUTE])
    assert counts(load_frame(settled, "cables", as_text, source="coverage")) == (0, 0, 1, 0)
    ended = as_text.assign(out_of_service_on="2023-01-31")
    assert counts(load_frame(settled, "cables", ended, source="coverage")) == (0, 1, 0, 0)
    held = {row.code: row for row in rows(settled, "cables")}
    assert held["C1"].length_km == pytest.approx(2 * HALF * 106.2, rel=0.01)
    assert (held["C1"].in_service_day, held["C1"].out_of_service_day) == (20190501, 20230131)
    assert held["C2"].name == "C2"


def test_what_can_be_no_route_is_set_aside_with_its_reason(settled: Engine, tmp_path: Path) -> None:
    ring = [(106, 17), (106, 18), (107, 18), (106, 17)]
    given = (
        feature("metres", line((560_000, 1_930_000), (561_000, 1_931_000))),
        feature("swapped", line((17.5, 106.5), (17.6, 106.6))),
        feature("nothing", None),
        feature("empty", line()),
        feature("surface", {"type": "Polygon", "coordinates": [ring]}),
        feature("copper", line((106, 17), (107, 17)), kind="copper"),
        feature("undone", line((106, 17), (107, 17)), out_of_service_on="2001-01-01"),
    )
    assert counts(load_geojson(settled, tmp_path / "bad.geojson", *given)) == (0, 0, 0, 7)
    found = reasons(settled)
    assert "VN-2000" in found["metres"]
    assert "ogr2ogr" in found["metres"]
    assert "vĩ độ đứng trước" in found["swapped"]
    assert "Thiếu geometry" in found["nothing"]
    assert "không có điểm nào" in found["empty"]
    assert "phải là LineString" in found["surface"]
    assert "fibre, dedicated" in found["copper"]
    assert "trước in_service_on" in found["undone"]


def test_a_legend_tells_of_routes_only_where_some_have_been_loaded(
    settled: Engine, tmp_path: Path
) -> None:
    with looking(settled) as view:
        assert "Chưa nạp tuyến cáp" in legend(view)
        assert "Cáp quang đang dùng" not in legend(view, IN_2024)
    load(settled, "cables", ROUTE, {**ROUTE, "code": "C2", "in_service_on": "2025-06-30"})
    load(settled, "cables", {**ROUTE, "code": "C3", "in_service_on": None, "kind": "dedicated"})
    with looking(settled) as view:
        assert "Chưa nạp tuyến cáp" not in legend(view)
        assert [board(view).lines(CABLES, n).count for n in range(4)] == [1, 1, 1, 0]
        assert view.sources()["coverage"].as_of.year < 2025  # type: ignore[union-attr]
        # Without outlines nobody can tell what lies in a district: that is no 0.
        assert board(view, f"{EVERY}&district=450").lines(CABLES, 0) == Run(count=None, km=None)
    with looking(settled, Scope(bound=Bound.DISTRICT, code="450")) as narrow:
        assert board(narrow).lines(CABLES, 0) == Run(count=None, km=None)
        assert "0 tuyến" not in legend(narrow)
    outlines(settled, tmp_path / "outlines.geojson")
    with looking(settled) as view:
        whole, half = (board(view, EVERY + more).lines(CABLES, 0) for more in ("", "&district=450"))
        assert (whole.count, half.count) == (1, 1)
        assert half.km == pytest.approx((whole.km or 0) / 2, rel=0.01)
        at = found(view, VI, "dong hoi thuong trach", YEAR.end)[0]
        assert (at.kind, at.longitude, at.latitude) == ("Tuyến cáp", 107.0, 17.5)


def test_a_viewer_is_told_of_what_lies_in_their_scope(settled: Engine, tmp_path: Path) -> None:
    outlines(settled, tmp_path / "outlines.geojson")
    far = {**ROUTE, "code": "C2", "geometry": "LINESTRING (107.6 17.2, 107.9 17.2)"}
    load(settled, "cables", ROUTE, far)
    district = Scope(bound=Bound.DISTRICT, code="450")
    with looking(settled, district) as narrow, looking(settled) as view:
        [own] = json.loads(line_files(narrow, CABLES, VI, YEAR.end)["file"][0])["lines"]
        assert own == [[[1_065_000, 175_000, 5_000, 0]][0]]  # up to where the district ends
        assert board(narrow).lines(CABLES, 0) == board(view, f"{EVERY}&district=450").lines(
            CABLES, 0
        )
        assert len(data_of(ask(view), board(view))["lines"][0]["letters"]) == 2
    agency = Scope(bound=Bound.AGENCY, code="TP")
    with looking(settled, agency) as narrow:
        assert board(narrow).lines(CABLES, 0) == Run(count=0, km=0)


def test_an_office_stands_at_its_house_or_is_counted_as_one_that_nobody_has_placed(
    settled: Engine,
) -> None:
    houses = AGENCIES.assign(longitude=None, latitude=None)
    houses.loc[houses.code.isin(["TP", "HT"]), ["longitude", "latitude"]] = 106.625, 17.465
    wrong = {"TC": (17.4, 106.6), "DH": (106.6, None)}
    for code, (longitude, latitude) in wrong.items():
        houses.loc[houses.code == code, ["longitude", "latitude"]] = longitude, latitude
    assert counts(load_frame(settled, "agencies", houses, source="agencies")) == (0, 2, 2, 2)
    assert "đổi chỗ" in reasons(settled)["TC"]
    assert "Thiếu latitude" in reasons(settled)["DH"]
    places = [(code, "commune", 106 + n, 17.5) for n, code in enumerate(("18853", "19111"))]
    points = pd.DataFrame(places, columns=["code", "level", "longitude", "latitude"])
    points = points.assign(name=["Hải Thành", "Thượng Trạch"], parent_code=["450", "455"])
    load_frame(settled, "areas", points, source="areas")
    with looking(settled) as view:
        at = {each.code: (each.longitude, each.latitude) for each in view.offices(YEAR.end)}
        assert at["TP"] == at["HT"] == (106.625, 17.465)
        assert at["TT"] == (107.0, 17.5)
        assert "4 cơ quan chưa có tọa độ" in OFFICES.note(ask(view), YEAR.end)
        assert not OFFICES.note(ask(view, f"{IN_2024}&agency=TP"), YEAR.end)


def test_the_demonstrations_legend_counts_what_its_database_holds(
    small_demonstration_url: str,
) -> None:
    engine = make_engine(small_demonstration_url)
    c, day = schema.cables.c, day_key(YEAR.end)
    begun, ended = c.in_service_day <= day, c.out_of_service_day <= day
    asked_for = (
        (c.kind == "fibre") & begun & ~ended,
        (c.kind == "dedicated") & begun & ~ended,
        ~begun,
        ended,
    )
    with looking(engine) as view:
        of = ask(view, EVERY)
        told, texts = board_of(of, Gap.CUT_OFF), line_files(view, CABLES, VI, of.view.snap.today)
        with reading(engine) as connection:
            for state, where in enumerate(asked_for):
                query = select(func.count(), func.sum(c.length_km)).where(where)
                count, km = connection.execute(query).one()
                assert told.lines(CABLES, state).count == count > 0
                assert told.lines(CABLES, state).km == pytest.approx(km)
        sent = json.dumps(data_of(of, told)["lines"])
        assert len(sent) < 2_000
        assert len(texts["file"][0]) < 50_000
        table: Table = layers_table(of, told, "")
        mine = [row for row in table.rows if row[0].text == "Tuyến cáp"]
        assert [row[2].value for row in mine] == [told.lines(CABLES, n).count for n in range(4)]
        assert " km" in mine[0][1].text
        assert "cơ quan chưa có tọa độ trụ sở" in table.sub
    engine.dispose()
