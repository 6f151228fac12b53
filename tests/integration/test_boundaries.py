"""Outlines as offices send them: any winding and names, mended where they can be, said if so."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from shapely.geometry import shape
from sqlalchemy import Engine, select

from data_access import schema
from data_access.engine import reading
from data_access.errors import TamNhinError
from data_access.outlines import read_outlines
from data_access.snapshot import snapshot
from ingest.load import load_file, load_frame
from ingest.mapping import Mapping
from ingest.report import LoadReport

SQUARE = ((106.0, 17.0), (107.0, 17.0), (107.0, 18.0), (106.0, 18.0))
BOW_TIE = ((106.0, 17.0), (107.0, 18.0), (107.0, 17.0), (106.0, 18.0))
LINE = ((106.0, 17.0), (107.0, 17.0), (106.5, 17.0))
METRES = tuple((560_000 + x, 1_900_000 + y) for x, y in SQUARE)
SWAPPED = tuple((y, x) for x, y in SQUARE)
VN2000 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9210"}}
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}


def feature(code: Any, points: Any = SQUARE, name: str = "code", **properties: Any) -> Any:
    outline = {"type": "Polygon", "coordinates": [[*points, points[0]]]}
    return {"type": "Feature", "properties": {name: code, **properties}, "geometry": outline}


def load(
    engine: Engine, folder: Path, *features: Any, mapping: str = "", **collection: Any
) -> LoadReport:
    path = folder / "outlines.geojson"
    data = {"type": "FeatureCollection", "features": features, **collection}
    path.write_text(json.dumps(data), encoding="utf-8")
    toml = folder / "outlines.toml"
    toml.write_text(mapping, encoding="utf-8")
    return load_file(engine, "boundaries", path, mapping_path=toml if mapping else None)


def counts(report: LoadReport) -> tuple[int, int, int, int, int]:
    return report.read, report.inserted, report.updated, report.unchanged, report.quarantined


def outlines(engine: Engine) -> dict[str, Any]:
    with reading(engine) as connection:
        rows = connection.execute(select(schema.boundaries)).all()
    return {row.area_code: row for row in rows}


def reasons(engine: Engine) -> dict[str, str]:
    with reading(engine) as connection:
        rows = connection.execute(select(schema.quarantine)).all()
    return {row.row_key: row.detail for row in rows}


def is_clockwise(outline: Any) -> bool:
    ring = json.loads(outline.geometry)["coordinates"][0]
    return bool(sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring)) > 0)


@pytest.mark.parametrize("points", [SQUARE, SQUARE[::-1]])
def test_rings_are_stored_clockwise_whichever_way_they_come(
    settled: Engine, tmp_path: Path, points: Any
) -> None:
    assert counts(load(settled, tmp_path, feature("18853", points))) == (1, 1, 0, 0, 0)
    assert is_clockwise(outlines(settled)["18853"])
    assert counts(load(settled, tmp_path, feature("18853", points))) == (1, 0, 0, 1, 0)


@pytest.mark.parametrize("name", ["MA_XA", "Mã phường xã", "MaDVHC", "ward_code", "code"])
def test_a_code_under_a_usual_name_is_found_and_said(
    settled: Engine, tmp_path: Path, name: str
) -> None:
    report = load(settled, tmp_path, feature("18853", name=name, ten="Hải Thành"))
    assert counts(report) == (1, 1, 0, 0, 0)
    assert any(f"'{name}'" in note.vi for note in report.notes)


def test_a_mapping_names_any_other_property(settled: Engine, tmp_path: Path) -> None:
    mapping = '[columns]\narea_code = "GID_3"\n[constants]\norigin = "Sở Tài nguyên"'
    given = feature("18853", name="GID_3", ma_xa="not this one")
    report = load(settled, tmp_path, given, mapping=mapping, source="elsewhere")
    assert counts(report) == (1, 1, 0, 0, 0)
    assert outlines(settled)["18853"].origin == "Sở Tài nguyên"


def test_without_a_code_the_load_says_which_properties_there_are(
    settled: Engine, tmp_path: Path
) -> None:
    with pytest.raises(TamNhinError, match="GID_3"):
        load(settled, tmp_path, feature("18853", name="GID_3"))


def test_an_outline_that_crosses_itself_is_mended_and_said(settled: Engine, tmp_path: Path) -> None:
    report = load(settled, tmp_path, feature("18853", BOW_TIE))
    assert counts(report) == (1, 1, 0, 0, 0)
    (note,) = [note for note in report.notes if "tự cắt" in note.vi]
    assert "18853 (Self-intersection" in note.vi
    mended = shape(json.loads(outlines(settled)["18853"].geometry))
    assert (mended.is_valid, mended.area) == (True, pytest.approx(0.5))


def test_what_cannot_be_an_outline_is_set_aside_with_its_reason(
    settled: Engine, tmp_path: Path
) -> None:
    point = {"type": "Feature", "properties": {"code": "44"}, "geometry": None}
    given = (feature("18853", LINE), feature("19111", METRES), feature("450", SWAPPED), point)
    assert counts(load(settled, tmp_path, *given, feature("99999"))) == (5, 0, 0, 0, 5)
    found = reasons(settled)
    assert "không hợp lệ" in found["18853"]
    assert "ogr2ogr" in found["19111"]
    assert "vĩ độ đứng trước" in found["450"]
    assert "chưa có địa bàn" in found["99999"]


def test_heights_are_left_out(settled: Engine, tmp_path: Path) -> None:
    load(settled, tmp_path, feature("18853", tuple((x, y, 12.5) for x, y in SQUARE)))
    (ring,) = json.loads(outlines(settled)["18853"].geometry)["coordinates"]
    assert {len(point) for point in ring} == {2}


def test_islands_stay_islands(settled: Engine, tmp_path: Path) -> None:
    far = tuple((x + 2, y) for x, y in SQUARE)
    rings = [[[*points, points[0]]] for points in (SQUARE, far)]
    given = feature("18853")
    given["geometry"] = {"type": "MultiPolygon", "coordinates": rings}
    load(settled, tmp_path, given)
    kept = shape(json.loads(outlines(settled)["18853"].geometry))
    assert (kept.geom_type, len(kept.geoms)) == ("MultiPolygon", 2)


def test_another_coordinate_system_is_refused_with_the_remedy(
    settled: Engine, tmp_path: Path
) -> None:
    assert load(settled, tmp_path, feature("18853"), crs=CRS84).inserted == 1
    with pytest.raises(TamNhinError, match="ogr2ogr -t_srs EPSG:4326"):
        load(settled, tmp_path, feature("18853"), crs=VN2000)


def test_what_the_file_says_of_itself_is_what_the_map_says(settled: Engine, tmp_path: Path) -> None:
    load(settled, tmp_path, feature("18853"), source="Bản đồ  địa giới " + "x" * 200)
    origin = outlines(settled)["18853"].origin
    assert origin.startswith("Bản đồ địa giới x")
    assert len(origin) == 80


def test_official_outlines_replace_schematic_ones_unit_by_unit(
    settled: Engine, tmp_path: Path
) -> None:
    schematic = [feature(code, kind="schematic") for code in ("18853", "19111")]
    load(settled, tmp_path, *schematic)
    assert schematic_left(settled)
    load(settled, tmp_path, feature("18853"))
    assert schematic_left(settled)
    assert counts(load(settled, tmp_path, feature("19111"))) == (1, 0, 1, 0, 0)
    assert not schematic_left(settled)


def schematic_left(engine: Engine) -> bool:
    with snapshot(engine) as snap:
        return read_outlines(snap.connection, snap.places).schematic


def drawn(engine: Engine) -> set[str]:
    with snapshot(engine) as snap:
        found = json.loads(read_outlines(snap.connection, snap.places).geojson)
    return {feature["id"] for feature in found["features"]}


def test_an_outline_belongs_to_the_unit_that_its_code_means_today_or_on_the_day_given(
    reformed: Engine, tmp_path: Path
) -> None:
    given = [feature(code) for code in ("101", "101@2024-12-31", "101@never")]
    assert counts(load(reformed, tmp_path, *given)) == (3, 2, 0, 0, 1)
    assert drawn(reformed) == {"101@2025-07-01", "101@1900-01-01"}


def test_new_units_without_an_outline_are_drawn_of_the_whole_old_ones_that_made_them(
    settled: Engine, tmp_path: Path
) -> None:
    parts = [("18853", "1", 1.0), ("19111", "1", 1.0)]
    joined = pd.DataFrame(parts, columns=["old_code", "new_code", "share"])
    create = Mapping(unseen={"area": "create"})
    load_frame(
        settled, "crosswalk", joined.assign(changed_on="2024-07-01"), source="x", mapping=create
    )
    load(settled, tmp_path, feature("18853"))
    assert drawn(settled) == {"18853"}
    load(settled, tmp_path, feature("19111", tuple((x + 1, y) for x, y in SQUARE)))
    assert drawn(settled) == {"18853", "19111", "1"}


def test_official_outlines_of_the_new_units_alone_make_the_provinces_edge(
    settled: Engine, tmp_path: Path
) -> None:
    """And no computed outline of an old unit is told of where only new ones are drawn."""
    with snapshot(settled) as snap:
        old = [area.code for area in snap.places.communes_on(date(2024, 1, 1))]
    parts = pd.DataFrame(
        {"old_code": old, "new_code": "1", "share": 1.0, "changed_on": "2024-07-01"}
    )
    create = Mapping(unseen={"area": "create"})
    load_frame(settled, "crosswalk", parts, source="x", mapping=create)
    load(settled, tmp_path, *(feature(code, kind="schematic") for code in old))
    shifted = tuple((x + 0.5, y) for x, y in SQUARE)
    load(settled, tmp_path, feature("1", shifted))
    with snapshot(settled) as snap:
        found = read_outlines(snap.connection, snap.places)
    assert found.schematic_in(old)
    assert not found.schematic_in(["1"])
    [edge] = found.province
    assert {x for x, _ in edge} == {106.5, 107.5}
    assert found.square_km["1"] == pytest.approx(found.square_km[old[0]])
