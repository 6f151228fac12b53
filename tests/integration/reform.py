"""A made-up province on both sides of 1/7/2025. A commune is parted, another's code goes on as the
code of a new one under another name, and one new commune takes from both old districts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from data_access import clock
from data_access.days import to_utc
from data_access.engine import writing
from ingest.load import load_frame
from ingest.mapping import Mapping
from tests.integration.rows import dossier, load

NOW = datetime(2026, 3, 31, 8)
REFORM = "2025-07-01"
N1, N2 = f"101@{REFORM}", "109"  # 109 was never another unit: its code is its key
AREAS = pd.DataFrame(
    [
        ("44", "Tỉnh Cũ", "province", None),
        ("A", "Huyện An", "district", "44"),
        ("B", "Huyện Bình", "district", "44"),
        ("101", "Xã Một", "commune", "A"),
        ("102", "Xã Hai", "commune", "A"),
        ("103", "Xã Ba", "commune", "A"),
        ("201", "Xã Bốn", "commune", "B"),
    ],
    columns=["code", "name", "level", "parent_code"],
)
AGENCIES = pd.DataFrame(
    [
        ("SO", "Sở Tư pháp", "province", None, None, None),
        ("HA", "UBND huyện An", "district", "A", None, "2025-06-30"),
        ("HB", "UBND huyện Bình", "district", "B", None, "2025-06-30"),
        ("X1", "UBND xã Một", "commune", "101", None, "2025-06-30"),
        ("X2", "UBND xã Hai", "commune", "102", None, "2025-06-30"),
        ("X3", "UBND xã Ba", "commune", "103", None, "2025-06-30"),
        ("X4", "UBND xã Bốn", "commune", "201", None, "2025-06-30"),
        ("M1", "UBND xã Mới Một", "commune", "101", REFORM, None),
        ("M2", "UBND xã Mới Hai", "commune", "109", REFORM, None),
    ],
    columns=["code", "name", "level", "area_code", "valid_from", "valid_to"],
)
CROSSWALK = pd.DataFrame(
    [
        ("101", "101", 1.0),
        ("102", "101", 0.75),
        ("102", "109", 0.23),
        ("103", "109", 1.0),
        ("201", "109", 1.0),
    ],
    columns=["old_code", "new_code", "share"],
).assign(changed_on=REFORM, new_name=lambda rows: "Xã Mới " + rows.new_code)
NEW = pd.DataFrame({"code": ["101", "109"], "name": ["Xã Mới Một", "Xã Mới Hai"]}).assign(
    level="commune", parent_code="44", valid_from=REFORM
)


def reform(engine: Engine, *, crosswalk: bool = True) -> None:
    """Without the crosswalk the new communes come as table areas would bring them, and the old ones
    end there."""
    with writing(engine) as connection:
        clock.set_clock(connection, to_utc(NOW), runs=False)
    ended = AREAS.assign(
        valid_to=AREAS.level.map(lambda x: None if x == "province" else "2025-06-30")
    )
    load_frame(engine, "areas", AREAS if crosswalk else ended, source="areas")
    if crosswalk:
        create = Mapping(unseen={"area": "create"})
        load_frame(engine, "crosswalk", CROSSWALK, source="crosswalk", mapping=create)
    else:
        load_frame(engine, "areas", NEW, source="areas")
    load_frame(engine, "agencies", AGENCIES, source="agencies")


def dossiers(engine: Engine, **counts: int) -> None:
    """`X1_2024=3`: three of X1 received in May 2024, every third one online; in 2026, in March."""
    rows: list[dict[str, Any]] = []
    for name, count in counts.items():
        agency, year = name.split("_")
        month = "03" if year == "2026" else "05"
        for n in range(count):
            channel = "direct" if n % 3 else "online"
            day = f"{year}-{month}-{n % 28 + 1:02d}"
            own = {"agency_code": agency, "channel": channel, "due_at": None, "received_at": day}
            rows.append(dossier(f"{name}-{n}", **own))
    load(engine, "dossiers", *rows)
