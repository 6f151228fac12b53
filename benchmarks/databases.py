"""Demonstration databases of three sizes, kept between runs.

The generator makes as many dossiers at a time as the small one has; the larger ones hold several
such runs, each with a seed of its own, so that every dossier of them is generated, and whatever
grows with a province's volume (cells, open and late dossiers) grows. All go in by the ordinary
load path.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine, insert

from benchmarks.scale import Scale
from benchmarks.stores import GROWING, Store
from config.province import Province, read_province
from config.settings import ROOT, Settings
from data_access.clock import set_clock
from data_access.days import to_utc
from data_access.engine import make_engine, writing
from data_access.migrate import upgrade
from data_access.schema import dataset
from ingest.demo.agencies import staffed
from ingest.demo.build import AS_OF, SEED, SOURCE, frames, streams
from ingest.demo.documents import PER_DOSSIER, documents_frame
from ingest.demo.dossiers import dossiers_frame
from ingest.demo.places import areas_frame
from ingest.demo.procedures import listed
from ingest.load import load_frame

FOLDER = ROOT / "var/bench"
# What decides which rows and rollups a database has. Whoever changes these gets new ones.
MAKES = (
    *("ingest/demo/**/*.*", "ingest/rollup*.py", "ingest/stage.py", "ingest/derive.py"),
    *("ingest/deadlines.py", "ingest/hashing.py", "ingest/pauses.py", "ingest/workdays.py"),
    *("data_access/migrations/versions/*.py", "data_access/measures.py"),
    *("data_access/rollups.py", "data_access/schema.py", "benchmarks/databases.py"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A database, how long it took until it had so many dossiers, and its size."""

    kind: str
    url: str
    dossiers: int
    seconds: float
    size_mb: float


def databases(scale: Scale, stores: Sequence[Store]) -> dict[tuple[str, int], Made]:
    """(kind, dossiers) -> the one kept, or a new one. Those of each kind are made by a process of
    their own, so that its memory is gone before anything is measured."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = [store for store in stores if not _notes(store, scale).exists()]
    if missing:
        with ProcessPoolExecutor(len(missing), mp_context=get_context("spawn")) as processes:
            every = processes.map(_make, missing, [scale] * len(missing))
            for store, about in zip(missing, every, strict=True):
                _notes(store, scale).write_text(json.dumps(about))
    return {
        (store.kind, int(size)): Made(
            kind=store.kind, url=store.url(size), dossiers=int(size), **about
        )
        for store in stores
        for size, about in json.loads(_notes(store, scale).read_text()).items()
    }


def settled(engine: Engine) -> None:
    """All tables, and a clock that stands: otherwise a database that is kept until January would
    show another year. Not marked as a demonstration, which would grow while it is served."""
    upgrade(engine)
    with writing(engine) as connection:
        connection.execute(insert(dataset).values(id=1))
        set_clock(connection, to_utc(AS_OF), runs=False)


def batch(scale: Scale, number: int, province: Province) -> dict[str, pd.DataFrame]:
    """One run of the generator; of all but the first, the dossiers and documents that it adds."""
    seed = SEED + number
    if number == 0:
        return frames(province, dossiers=scale.small, years=3, seed=seed, as_of=AS_OF)
    draw, staff = streams(seed), staffed(areas_frame(province), streams(SEED)[0])
    made = {
        "dossiers": dossiers_frame(
            draw[1], staff, listed(), dossiers=scale.small, years=3, as_of=AS_OF
        ),
        "documents": documents_frame(
            draw[2], staff, count=round(scale.small * PER_DOSSIER), years=3, as_of=AS_OF
        ),
    }
    return {name: frame.assign(code=frame.code + f"-{number}") for name, frame in made.items()}


def _make(store: Store, scale: Scale) -> dict[str, dict[str, float]]:
    for notes in FOLDER.glob(f"{prefix(scale)}{store.kind}_*.json"):
        notes.unlink()
    store.drop_all()
    store.create(GROWING)
    province = read_province(Settings.from_env().config_dir)
    began, made = time.perf_counter(), {}
    settled(engine := make_engine(store.url(GROWING)))
    for number in range(scale.large // scale.small):
        for table, frame in batch(scale, number, province).items():
            load_frame(engine, table, frame, source=SOURCE, province=province)
        dossiers, seconds = (number + 1) * scale.small, time.perf_counter() - began
        sys.stderr.write(f"{store.kind}: {dossiers:,} dossiers after {seconds:,.0f} s\n")
        if dossiers in scale.sizes:
            engine.dispose()
            size = store.copy(GROWING, str(dossiers))
            made[str(dossiers)] = {"seconds": round(seconds, 1), "size_mb": size}
    engine.dispose()
    store.drop(GROWING)
    return made


def prefix(scale: Scale) -> str:
    return f"bench_{scale.large}_"


def _notes(store: Store, scale: Scale) -> Path:
    """Written last: without them a database is made anew."""
    return FOLDER / f"{prefix(scale)}{store.kind}_{_recipe(scale)}.json"


@cache
def _recipe(scale: Scale) -> str:
    """Worked out once, so that all databases of a run are of one kind."""
    digest = hashlib.sha256(repr(scale.sizes).encode())
    for file in _files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _files() -> Iterator[Path]:
    for pattern in MAKES:
        yield from sorted(p for p in ROOT.glob(pattern) if p.suffix in (".py", ".toml", ".txt"))
