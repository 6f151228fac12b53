"""The table of 1 July 2025 that joins old units to new ones: what is taken, what is set aside."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from config.settings import ROOT
from data_access import schema
from data_access.engine import reading
from data_access.errors import TamNhinError
from ingest.load import load_file, load_frame
from ingest.mapping import Mapping
from ingest.report import LoadReport

SHIPPED = ROOT / "config/mappings/crosswalk.toml"
HEADER = "code,name,district,new_code,new_name,method,share"
REFORM = date(2025, 7, 1)
CREATE = Mapping(unseen={"area": "create"})


def part(old: str, new: str, share: float = 1.0, **columns: Any) -> dict[str, Any]:
    return {"old_code": old, "new_code": new, "changed_on": REFORM, "share": share, **columns}


def load_parts(engine: Engine, *parts: dict[str, Any], mapping: Mapping = CREATE) -> LoadReport:
    return load_frame(engine, "crosswalk", pd.DataFrame(parts), source="reform", mapping=mapping)


def reasons(engine: Engine) -> dict[str, str]:
    """Key of a quarantined row -> reason."""
    with reading(engine) as connection:
        rows = connection.execute(select(schema.quarantine)).all()
    return {row.row_key.rsplit("|", 1)[0]: row.reason for row in rows}


def areas(engine: Engine, code: str) -> list[Any]:
    table = schema.areas
    query = select(table).where(table.c.code == code).order_by(table.c.valid_from)
    with reading(engine) as connection:
        return list(connection.execute(query))


def test_a_file_of_the_reform_loads_by_the_mapping_that_is_shipped(
    settled: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "crosswalk.csv"
    rows = ("18853,Phường Hải Thành,Đồng Hới,18853,Phường Đồng Hới,NQ 1680,0.985",)
    path.write_text("\n".join((HEADER, *rows, "19111,,,19999,Xã Mới,NQ 1680,1")))
    report = load_file(settled, "crosswalk", path, mapping_path=SHIPPED)
    assert (report.read, report.inserted, report.quarantined) == (2, 2, 0)
    assert [(a.valid_from, a.name) for a in areas(settled, "18853")] == [
        (date(1900, 1, 1), "Phường Hải Thành"),
        (REFORM, "Phường Đồng Hới"),
    ]
    (new,) = areas(settled, "19999")
    assert (new.level, new.parent_code, new.name) == ("commune", "44", "Xã Mới")
    again = load_file(settled, "crosswalk", path, mapping_path=SHIPPED)
    assert (again.unchanged, again.data_version) == (2, report.data_version)


def test_what_shares_lack_is_said_and_kept_with_the_load(settled: Engine) -> None:
    report = load_parts(settled, part("18853", "1", 0.6), part("18853", "2", 0.38))
    assert any("chưa đủ 1 (ít nhất: 18853, 0,980)" in note.vi for note in report.notes)
    with reading(settled) as connection:
        kept = connection.scalars(select(schema.loads.c.notes)).all()[-1]
    assert json.loads(kept) == [asdict(note) for note in report.notes]


def test_shares_above_a_whole_are_set_aside_all_of_that_unit(settled: Engine) -> None:
    parts = (part("18853", "1", 0.7), part("18853", "2", 0.4), part("19111", "2", 1.0))
    assert load_parts(settled, *parts).quarantined == 2
    assert reasons(settled) == {"18853|1": "shares_above_one", "18853|2": "shares_above_one"}


def test_three_rounded_thirds_are_a_whole(settled: Engine) -> None:
    thirds = [part("18853", str(new), 0.3335) for new in (1, 2, 3)]
    assert load_parts(settled, *thirds).inserted == 3


def test_parts_loaded_before_count_until_they_are_loaded_again_as_nothing(settled: Engine) -> None:
    load_parts(settled, part("18853", "1"))
    assert load_parts(settled, part("18853", "2")).quarantined == 1
    corrected = load_parts(settled, part("18853", "1", 0.0), part("18853", "2"))
    assert (corrected.updated, corrected.inserted, reasons(settled)) == (1, 1, {})


@pytest.mark.parametrize("share", [-0.1, 1.5])
def test_a_share_is_a_fraction(settled: Engine, share: float) -> None:
    load_parts(settled, part("18853", "1", share))
    assert reasons(settled) == {"18853|1": "bad_number"}


def test_unknown_units_are_set_aside(settled: Engine) -> None:
    load_parts(settled, part("00000", "1"))
    assert reasons(settled) == {"00000|1": "unknown_area"}
    assert areas(settled, "1") == []


def test_a_new_unit_must_begin_with_the_change_its_code_alone_may_be_an_old_ones(
    settled: Engine,
) -> None:
    load_parts(settled, part("18853", "18853"), mapping=Mapping())
    assert reasons(settled) == {"18853|18853": "unknown_area"}
    begun = {"code": "18853", "name": "Phường Đồng Hới", "level": "commune", "valid_from": REFORM}
    load_frame(settled, "areas", pd.DataFrame([begun]), source="areas")
    assert load_parts(settled, part("18853", "18853"), mapping=Mapping()).inserted == 1
    assert reasons(settled) == {}


def test_only_a_crosswalk_may_create_areas(settled: Engine) -> None:
    rows = pd.DataFrame([{"area_code": "1", "geometry": "{}"}])
    with pytest.raises(TamNhinError, match="area"):
        load_frame(settled, "boundaries", rows, source="outlines", mapping=CREATE)
