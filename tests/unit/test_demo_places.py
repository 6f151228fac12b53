"""The demonstration's areas, outlines and agencies."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from shapely import Point, Polygon

from config.province import Province, read_province
from ingest.demo.agencies import SHORT, agencies_frame, short, staffed
from ingest.demo.outlines import boundaries_frame, commune_shapes
from ingest.demo.places import areas_frame
from ingest.demo.procedures import listed

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture(scope="module")
def province() -> Province:
    return read_province(CONFIG)


@pytest.fixture(scope="module")
def areas(province: Province) -> pd.DataFrame:
    return areas_frame(province)


@pytest.fixture(scope="module")
def shapes(province: Province, areas: pd.DataFrame) -> dict[str, Polygon]:
    return commune_shapes(province, areas)


def test_the_province_has_8_districts_and_151_communes(areas: pd.DataFrame) -> None:
    assert areas.level.value_counts().to_dict() == {"commune": 151, "district": 8, "province": 1}
    assert areas.code.is_unique
    assert set(areas.kind) == {
        "tinh", "thanh_pho", "thi_xa", "huyen", "phuong", "xa", "thi_tran",
    }  # fmt: skip


def test_names_are_written_as_in_the_decrees(areas: pd.DataFrame) -> None:
    names = areas.set_index("code").name
    assert names["44"] == "Tỉnh Quảng Bình"
    assert names["450"] == "Thành phố Đồng Hới"
    assert names["19114"] == "Thị trấn Nông trường Việt Trung"
    assert not names.str.contains(r"^\s|\s$|\bNT\b").any()


def test_every_area_has_a_point_of_its_own(areas: pd.DataFrame) -> None:
    communes = areas[areas.level == "commune"]
    assert areas[["longitude", "latitude"]].notna().all().all()
    assert not communes.duplicated(["longitude", "latitude"]).any()


def test_outlines_cover_their_points_and_do_not_overlap(
    areas: pd.DataFrame, shapes: dict[str, Polygon]
) -> None:
    communes = areas[areas.level == "commune"]
    assert set(shapes) == set(communes.code)
    for row in communes.itertuples():
        assert shapes[str(row.code)].contains(Point(row.longitude, row.latitude)), row.name
    assert all(shape.is_valid for shape in shapes.values())
    overlap = sum(a.intersection(b).area for a, b in itertools.combinations(shapes.values(), 2))
    assert overlap < 1e-9


def test_outlines_together_are_one_piece_of_land(shapes: dict[str, Polygon]) -> None:
    land = shapely.union_all([shape.buffer(1e-5) for shape in shapes.values()])
    assert land.geom_type == "Polygon"


def test_boundaries_are_schematic_clockwise_and_rounded(
    province: Province, areas: pd.DataFrame
) -> None:
    frame = boundaries_frame(province, areas)
    assert set(frame.kind) == {"schematic"}
    for text in frame.geometry:
        outline = json.loads(text)
        assert outline["type"] == "Polygon"
        assert not shapely.LinearRing(outline["coordinates"][0]).is_ccw
        flat = itertools.chain.from_iterable(itertools.chain(*outline["coordinates"]))
        assert all(round(value, 5) == value for value in flat)


def test_there_are_21_departments_and_a_committee_for_every_area(areas: pd.DataFrame) -> None:
    frame = agencies_frame(staffed(areas, np.random.default_rng(1)))
    assert frame.level.value_counts().to_dict() == {"commune": 151, "province": 21, "district": 8}
    assert frame.code.is_unique
    assert set(frame.area_code.dropna()) == set(areas.code[areas.level != "province"])
    assert frame.short_name.str.len().max() <= SHORT


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Xã Trọng Hóa", "Trọng Hóa"),
        ("Xã Thượng Trạch", "T. Trạch"),
        ("Phường Đức Ninh Đông", "Đ.N. Đông"),
        ("Thị trấn Nông trường Lệ Ninh", "Lệ Ninh"),
    ],
)
def test_short_names_fit_a_wall(name: str, shown: str) -> None:
    assert short(name) == shown


def test_every_agency_has_procedures_and_codes_are_unique(areas: pd.DataFrame) -> None:
    procedures = listed()
    staff = staffed(areas, np.random.default_rng(1))
    departments = set(staff.code[staff.level == "province"])
    assert set(procedures.owner) == departments | {"district", "commune"}
    assert procedures.code.is_unique
    assert 20 <= procedures.field.nunique() <= 24
