"""Changes of many dossiers, from a file of them until a page's figures show them."""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine, select

from benchmarks.databases import FOLDER
from config.province import read_province
from config.settings import Settings
from data_access.cache import SharedCache
from data_access.days import LOCAL
from data_access.engine import make_engine
from data_access.schema import dossiers
from data_access.selection import By, Period, Selection
from ingest.load import load_file
from ingest.tables import spec_of
from metrics.catalogue import metric
from metrics.desk import Desk

FIRST, SECOND = "direct", "postal"


def visible_after(url: str, count: int, rounds: int) -> list[float]:
    """Seconds until so many corrections of dossiers from all over the table are loaded and in a
    figure; afterwards the database is as it was. Each round corrects them and puts them back."""
    engine = make_engine(url)
    as_they_are = _some(engine, count)
    other = as_they_are.channel.map({FIRST: SECOND, SECOND: FIRST})
    changed = as_they_are.assign(channel=other)
    seconds = [
        _seen_after(engine, frame) for _ in range(rounds) for frame in (changed, as_they_are)
    ]
    engine.dispose()
    return seconds


def _some(engine: Engine, count: int) -> pd.DataFrame:
    """Evenly over the table, as a source would send them."""
    mapped = [dossiers.c[column.name] for column in spec_of("dossiers").columns]
    with engine.connect() as connection:
        query = select(dossiers.c.code).where(dossiers.c.channel.in_((FIRST, SECOND)))
        codes = list(connection.scalars(query.order_by(dossiers.c.code)))
        chosen = codes[:: max(1, len(codes) // count)][:count]
        rows = connection.execute(select(*mapped).where(dossiers.c.code.in_(chosen))).all()
    frame = pd.DataFrame(rows, columns=[column.name for column in mapped])
    for name in frame.columns:
        if name.endswith("_at"):
            local = pd.to_datetime(frame[name]).dt.tz_localize("UTC").dt.tz_convert(LOCAL)
            frame[name] = local.dt.strftime("%Y-%m-%d %H:%M:%S")
    return frame


def _seen_after(engine: Engine, frame: pd.DataFrame) -> float:
    file = FOLDER / "changes.csv"
    frame.to_csv(file, index=False)
    before = _by_channel(engine)
    seconds = _load_and_look(engine, file, before)
    file.unlink()
    return seconds


def _load_and_look(engine: Engine, file: Path, before: dict[str, float]) -> float:
    began = time.perf_counter()
    report = load_file(engine, "dossiers", file)
    after = _by_channel(engine)
    seconds = time.perf_counter() - began
    if after == before or report.updated != report.read:
        raise SystemExit(f"the changes are not in the figures: {report}")
    return seconds


def _by_channel(engine: Engine) -> dict[str, float]:
    province = read_province(Settings.from_env().config_dir)
    with Desk(engine=engine, province=province, cache=SharedCache()).open() as view:
        ever = Period.year(view.snap.today.year)
        found = view.readings([metric("received")], Selection(period=ever), by=By.CHANNEL)
    return {reading.group.code: reading.value or 0 for reading in found if reading.group}
