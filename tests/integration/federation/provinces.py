"""Provinces made by the demonstration's generator: the same offices, other dossiers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pandas as pd

from config.federation import Federation, ProvinceSpec
from config.province import Province, read_province
from config.settings import ROOT
from config.signing import identity
from data_access.cache import SharedCache
from data_access.engine import Engine, make_engine
from data_access.migrate import upgrade
from data_access.scope import EVERYTHING, Scope
from ingest.demo import agencies, documents, places, procedures
from ingest.demo.build import AS_OF, SOURCE, _mark_synthetic, streams
from ingest.demo.dossiers import dossiers_frame
from ingest.load import load_frame
from metrics.desk import Desk, View
from metrics.published.cubes import told, written

CONFIG = ROOT / "config"
YEARS = 2
LONG = timedelta(days=60)  # in so small a province nothing happens for days


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    code: str
    engine: Engine

    @property
    def secret(self) -> str:
        return f"secret of {self.code}"

    @contextmanager
    def view(self, scope: Scope = EVERYTHING) -> Iterator[View]:
        province = replace(read_province(CONFIG), code=self.code)
        desk = Desk(engine=self.engine, province=province, cache=SharedCache(), scope=lambda: scope)
        with desk.open() as view:
            yield view

    def body(self, nonce: str, had: Mapping[int, str] | None = None) -> bytes:
        """As its API answers."""
        with self.view() as view:
            found = told(view)
            return written(found, had or {}, nonce, self.secret, view.snap.now)

    def spec(self, **more: object) -> ProvinceSpec:
        given = {
            "code": self.code,
            "address": "http://127.0.0.1:9",
            "page": f"https://{self.code}.example.vn",
            "key": f"KEY_{self.code}",
            "public_key": identity(self.secret),
            "stale_after": LONG,
        }
        return ProvinceSpec(**{**given, **more})  # type: ignore[arg-type]


def federation_of(made: Mapping[str, Made], stale_after: timedelta = LONG) -> Federation:
    specs = {code: each.spec(stale_after=stale_after) for code, each in made.items()}
    return Federation(provinces=specs)


@cache
def _areas() -> pd.DataFrame:
    return places.areas_frame(read_province(CONFIG))


@cache
def _listed() -> pd.DataFrame:
    return procedures.listed()


def offices(folder: Path) -> Path:
    """A database that has offices and procedures, and nothing that they have done."""
    path, province = folder / "offices.db", read_province(CONFIG)
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    _mark_synthetic(engine, AS_OF)
    staff = agencies.staffed(_areas(), streams(1)[0])
    frames = {
        "areas": _areas(),
        "agencies": agencies.agencies_frame(staff),
        "procedures": procedures.procedures_frame(_listed()),
    }
    for table, frame in frames.items():
        load_frame(engine, table, frame, source=SOURCE, province=province)
    engine.dispose()
    return path


def province_of(offices: Path, code: str, *, dossiers: int) -> Made:
    """Of the seed that is its code."""
    path = offices.with_name(f"province{code}.db")
    shutil.copy(offices, path)
    made = Made(code=code, engine=make_engine(f"sqlite:///{path}"))
    _fill(made.engine, read_province(CONFIG), int(code), dossiers)
    return made


def _fill(engine: Engine, province: Province, seed: int, dossiers: int) -> None:
    draw, listed = streams(seed), _listed()
    staff = agencies.staffed(_areas(), draw[0])
    frames = {
        "dossiers": dossiers_frame(
            draw[1], staff, listed, dossiers=dossiers, years=YEARS, as_of=AS_OF
        ),
        "documents": documents.documents_frame(
            draw[2], staff, count=dossiers, years=YEARS, as_of=AS_OF
        ),
    }
    for table, frame in frames.items():
        load_frame(engine, table, frame, source=SOURCE, province=province)
