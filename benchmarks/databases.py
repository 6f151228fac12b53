"""Demonstration databases of any size, made by the ordinary load path and kept between runs."""

from __future__ import annotations

import hashlib
import json
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from config.province import read_province
from config.settings import ROOT, Settings
from data_access.clock import set_clock
from data_access.days import to_utc
from data_access.engine import make_engine, writing
from data_access.migrate import upgrade
from ingest.demo.build import AS_OF, build
from ingest.progress import steps

FOLDER = ROOT / "var/bench"
# What decides which rows and rollups a database has. Whoever changes these gets a new one.
MAKES = (
    "ingest/**/*.*",
    "data_access/migrations/versions/*.py",
    "data_access/measures.py",
    "data_access/rollups.py",
    "data_access/schema.py",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A database and what making it took; `peak_mb` is the memory of the process that did."""

    path: Path
    dossiers: int
    seconds: float
    peak_mb: float
    size_mb: float


def database(dossiers: int) -> Made:
    """The one kept, or a new one in its place. A process of its own makes it, so that its memory
    is gone before anything is measured."""
    path = FOLDER / f"{dossiers}-{_recipe()}.db"
    notes = path.with_suffix(".json")
    if not notes.exists():
        for old in FOLDER.glob(f"{dossiers}-*"):
            old.unlink()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            found = process.submit(_make, path, dossiers).result()
        notes.write_text(json.dumps(found))
    return Made(path=path, dossiers=dossiers, **json.loads(notes.read_text()))


def _make(path: Path, dossiers: int) -> dict[str, float]:
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    began = time.perf_counter()
    with steps() as progress:
        build(engine, read_province(Settings.from_env().config_dir), dossiers=dossiers,
              progress=progress)  # fmt: skip
    seconds = time.perf_counter() - began
    with writing(engine) as connection:
        # It stands still: otherwise a database kept until January would show another year.
        set_clock(connection, to_utc(AS_OF), runs=False)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return {
        "seconds": round(seconds, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "size_mb": round(path.stat().st_size / 1024**2),
    }


@cache
def _recipe() -> str:
    """Worked out once, so that all databases of a run are of one kind."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _files() -> Iterator[Path]:
    for pattern in MAKES:
        yield from sorted(p for p in ROOT.glob(pattern) if p.suffix in (".py", ".toml", ".txt"))
