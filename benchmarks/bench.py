"""`make bench`: what is promised of speed and size, on SQLite and PostgreSQL, side by side with
what a user would write otherwise."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import pandas as pd
from rich.console import Console

from benchmarks import briefings, crowd, maps, nodes, siting
from benchmarks.browser import PAGES, felt, print_felt, promised
from benchmarks.changes import visible_after
from benchmarks.databases import FOLDER, Made, batch, databases, prefix
from benchmarks.first_load import FirstLoad, first_load
from benchmarks.forecasts import forecast, print_forecasts
from benchmarks.forecasts import promised as promised_of
from benchmarks.page import busiest
from benchmarks.promises import Measurements, judged
from benchmarks.report import print_report
from benchmarks.scale import FULL, SMALL, Scale
from benchmarks.scores import scores
from benchmarks.served import memory_mb
from benchmarks.stores import Files, Server, Store
from benchmarks.subject import Subject
from benchmarks.verdict import Measured, failed, write
from config.province import read_province
from config.settings import ROOT, Settings
from data_access.engine import make_engine
from pages.page import Page
from serving import settle
from tests.servers import postgres_process

OUTPUT = ROOT / "var/bench.json"
# Its defaults are for a machine of twenty years ago; everything that keeps data safe stays on.
POSTGRES = ("shared_buffers=1GB", "max_wal_size=8GB", "work_mem=64MB")
tell = Console(stderr=True).print


def main() -> int:
    scale = SMALL if os.environ.get("BENCH_SCALE") == "small" else FULL
    with postgres_process(*POSTGRES, kept=FOLDER / "postgresql") as server:
        named = prefix(scale)
        stores: tuple[Store, ...] = (
            Files(folder=FOLDER, prefix=named),
            Server(address=server.url, prefix=named),
        )
        made = databases(scale, stores)
        page = busiest(make_engine(made[stores[0].kind, scale.middle].url))
        tables = batch(scale, 0, read_province(Settings.from_env().config_dir))
        loads = [_loaded(store, tables) for store in stores]
        del tables
        found = [
            _measured(store, scale, made, page, load)
            for store, load in zip(stores, loads, strict=True)
        ]
        feels = [
            each
            for size, name in ((scale.small, "small"), (scale.middle, "middle"))
            for path in PAGES
            for each in _felt(made[stores[0].kind, size].url, path, f"{name}{PAGES[path]}", scale)
        ]
        tell("forecasts")
        foreseen = list(promised_of(forecast(made[stores[0].kind, scale.small].url)))
        tell("scores by a scheme")
        scored = [
            each
            for store in stores
            for each in scores(
                made[store.kind, scale.middle].url, kind=store.kind, judged=scale is FULL
            )
        ]
    tell("siting")
    planned = list(siting.promised(siting.sited()))
    tell("two nodes")
    planned += nodes.promised(nodes.measured())
    tell("the map of a wide province")
    mapped = list(maps.promised(maps.measured()))
    verdicts = {each.kind: list(judged(each)) for each in found}
    minutes = [*_morning(), *_files()] if scale is FULL else []
    flat = [each for every in verdicts.values() for each in every]
    flat += [*feels, *foreseen, *scored, *planned, *mapped, *minutes]
    write(OUTPUT, flat)
    print_report(page.path, found, verdicts)
    print_felt(feels)
    print_forecasts(foreseen)
    print_forecasts(scored, "Scores by a scheme, nothing kept")
    siting.print_siting(planned)
    print_felt(mapped)
    return 1 if failed(flat) else 0


def _morning() -> list[Measured]:
    tell("60 walls and 200 leaders")
    seen = crowd.crowd()
    found = list(crowd.promised(seen))
    crowd.print_crowd(seen, found)
    return found


def _files() -> list[Measured]:
    tell("briefings")
    found = briefings.briefings()
    briefings.print_briefings(found)
    return found


def _felt(url: str, path: str, name: str, scale: Scale) -> list[Measured]:
    tell(f"browsers: {name}")
    seen = felt(url, path, rounds=scale.rounds + 1)
    return list(promised(seen, name=name, judged=scale is FULL))


def _loaded(store: Store, tables: dict[str, pd.DataFrame]) -> FirstLoad:
    tell(f"{store.kind}: first load")
    return first_load(store, tables)


def _measured(
    store: Store, scale: Scale, made: dict[tuple[str, int], Made], page: Page, load: FirstLoad
) -> Measurements:
    subjects = [
        Subject(made[store.kind, size], page, FOLDER / f"cache-{store.kind}-{size}")
        for size in scale.sizes
    ]
    _, middle, large = subjects
    _show(store.kind, scale, subjects)
    tell(f"{store.kind}: the same figures in other ways")
    middle.count_in_memory(scale.rounds)
    for _ in range(scale.tables):
        middle.read_and_count()
    large.scan(scale.rounds)
    of = Measurements(kind=store.kind, scale=scale, subjects=subjects, load=load)
    tell(f"{store.kind}: changes, and a server's memory")
    of.visible = visible_after(middle.made.url, scale.changes, scale.tables)
    of.server_mb = memory_mb(large.made.url)
    with middle.indexed():
        for _ in range(scale.tables):
            middle.count_by_sql()
    return of


def _show(kind: str, scale: Scale, subjects: Sequence[Subject]) -> None:
    """In turn: small, middle, large, small, …, so that a slow minute hits all alike."""
    settle()  # as a worker that serves
    for turn in range(scale.rounds):
        tell(f"{kind}: pages, round {turn + 1} of {scale.rounds}")
        for _ in range(scale.pages):
            for subject in subjects:
                subject.show_page()
                subject.medians_and_sums()
                subject.pages_of_lists()


if __name__ == "__main__":
    sys.exit(main())
