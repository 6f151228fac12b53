"""The analytical store: the same measures on ClickHouse's own engine come to the same, it answers
what no rollup holds, and whatever it cannot answer is refused and never 0."""

from __future__ import annotations

import json
import shutil
import socket
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine, insert, update

from app import create_app
from cli import main
from config.settings import Settings
from data_access import analytic_stores
from data_access.analytic_stores import ChdbStore, ClickHouseStore, Mark, store_at
from data_access.analytics import Analytics
from data_access.cache import shared_cache
from data_access.dialects import Dialect, written
from data_access.engine import make_engine, reading, writing
from data_access.errors import NotKept, NotMirrored, StoreAway, TamNhinError
from data_access.schema import archives, dataset, dossiers
from data_access.selection import By, Channel, Level, Period, Selection
from data_access.snapshot import snapshot
from ingest.outside.archiving import archive
from ingest.outside.cells import Family, cells_by_month, families
from ingest.outside.mirror import mirror
from ingest.outside.months import CAME
from metrics.catalogue import metric
from metrics.desk import Desk
from metrics.evaluate import evaluate
from metrics.reading import Reading, Reason
from metrics.values import Asked
from tests.clickhouse import clickhouse
from tests.conftest import tamnhin
from tests.integration import cells, counting
from tests.integration.rows import days, dossier, finished, load, province
from tests.integration.test_api import client_of

PART = Period(start=date(2024, 3, 5), end=date(2024, 6, 17))
NAMES = (*counting.TOTALS, *counting.RATIOS)
QUERY = {"from": "2024-03-05", "to": "2024-06-17", "channel": "online", "by": "agency"}


@pytest.fixture(scope="module")
def whole(small_demonstration_url: str) -> Engine:
    return make_engine(small_demonstration_url)


@pytest.fixture(scope="module")
def moved(
    small_demonstration_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The same demonstration with its older dossiers in the archive."""
    folder = tmp_path_factory.mktemp("moved")
    made = small_demonstration_url.removeprefix("sqlite:///")
    engine = make_engine(f"sqlite:///{shutil.copy(made, folder / 'moved.db')}")
    assert archive(engine, dossiers, before=202405, folder=folder / "kept", progress=_quiet)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def copied(moved: Engine, tmp_path_factory: pytest.TempPathFactory) -> Analytics:
    """In a folder that chDB reads."""
    analytics = Analytics(f"chdb:///{tmp_path_factory.mktemp('copy')}")
    assert mirror(moved, analytics.store, progress=_quiet)[1]
    assert not mirror(moved, analytics.store, progress=_quiet)[1]  # is of this version already
    return analytics


@pytest.fixture
def own(copied: Analytics, tmp_path: Path) -> Analytics:
    """A copy of the copy, to be spoilt."""
    store = copied.store
    assert isinstance(store, ChdbStore)
    shutil.copytree(store.folder, tmp_path / "own")
    return Analytics(f"chdb:///{tmp_path / 'own'}")


def test_every_cube_is_cell_for_cell_what_the_store_makes_of_the_rows(
    moved: Engine, copied: Analytics
) -> None:
    store, every = copied.store, [each for fact in CAME for each in families(fact)]
    mark = store.mark()
    assert mark is not None
    found = store.answers([_statement(store, mark, each) for each in every])
    compared = 0
    with reading(moved) as connection:
        for family, rows in zip(every, found, strict=True):
            for rollup in family.rollups:
                held = cells.held(connection, rollup.table)
                assert _cube(family, dict(family.key_of(rollup)), rows) == held, rollup.table.name
                compared += len(held)
    assert compared > 10_000


def test_slices_that_no_rollup_holds_are_what_straight_counting_gives(
    whole: Engine, moved: Engine, copied: Analytics, tmp_path: Path
) -> None:
    """By chDB, and by a server; of a database whose older rows are in the archive."""
    rows = counting.read_rows(whole)
    field = str(rows.field.value_counts().index[0])
    online = Selection(period=PART, channel=Channel.ONLINE, field=field)
    agency = str(counting.chosen(rows, online).agency_code.value_counts().index[0])
    asked = (
        (replace(online, agency=agency), None),
        (online, By.AGENCY),
        (replace(online, field=None, level=Level.COMMUNE), By.FIELD),
        (replace(online, channel=None, field=field), By.LEVEL),
        (replace(online, agency=agency), By.MONTH),
    )
    with clickhouse(tmp_path / "server") as url:
        server = Analytics(url)
        assert mirror(moved, server.store, progress=_quiet)[1]
        for analytics in (copied, server):
            for selection, by in asked[: None if analytics is server else 2]:
                _assert_as_counted(moved, analytics, rows, selection, by)
        with snapshot(moved, server) as snap:  # what stands in a code is text there, too
            odd = replace(online, agency=agency, field="a' OR 1=1 --\\")
            [reading] = evaluate(snap, province(), [metric("received")], odd)
            assert reading.numerator in (None, 0)
        assert isinstance(server.store, ClickHouseStore)
        for wrong in ({"user": "other"}, {"database": "other"}):
            with pytest.raises(StoreAway, match="Code: "):
                replace(server.store, **wrong).mark()
        with pytest.raises(StoreAway, match="readonly"):
            server.store.answers(["DROP TABLE tamnhin_mirror"])
        _next_version(moved)
        again, anew = mirror(moved, server.store, progress=_quiet)
        _next_version(moved)
        mirror(moved, server.store, progress=_quiet)
        tables = server.store.answers(["SELECT count() FROM system.tables WHERE database = 'tinh'"])
        assert anew
        assert again.version + 1 == getattr(server.store.mark(), "version", 0)
        assert tables == [[[2 * len(CAME) + 1]]]  # this copy, the one before, and which it is


def test_rows_of_postgresql_are_copied_alike(settled_postgresql: str, tmp_path: Path) -> None:
    engine = make_engine(settled_postgresql)
    load(engine, "dossiers", *(finished(code, channel="online") for code in "abc"), dossier("d"))
    analytics = Analytics(f"chdb:///{tmp_path}")
    mark, _ = mirror(engine, analytics.store, progress=_quiet)
    rows = counting.read_rows(engine)
    assert mark.rows["dossiers"] == len(rows) == 4
    period = days("2024-06-01", "2024-12-20")
    selection = Selection(period=period, channel=Channel.ONLINE, field=str(rows.field[0]))
    _assert_as_counted(engine, analytics, rows, selection, By.AGENCY)


def test_another_version_is_refused_until_it_is_copied(
    small_demonstration_copy: str, own: Analytics, tmp_path: Path
) -> None:
    """Also where answers are kept: what was refused for want of a copy is asked again."""
    engine = make_engine(small_demonstration_copy)
    cache = shared_cache(Flask("x"), None, tmp_path / "cache")
    store = own.store
    assert isinstance(store, ChdbStore)
    url = f"chdb:///{store.folder}"
    mirror(engine, store, progress=_quiet)
    version = getattr(store.mark(), "version", 0)
    _next_version(engine)
    assert _median(engine, cache, url).reason is Reason.NOT_MIRRORED
    with (
        _desk(engine, cache, url).open() as view,
        pytest.raises(NotMirrored, match=rf"phiên bản dữ liệu {version};.*{version + 1}.*mirror"),
    ):
        view.readings([metric("received")], _by_field(), by=By.AGENCY)

    asked: dict[str, Any] = {"cache_dir": tmp_path / "served", "analytics_url": url}
    about = QUERY | {"field": _field(engine)}
    path = "/api/v1/figures/received"
    refused = client_of(small_demonstration_copy, **asked).get(path, query_string=about)
    assert refused.status_code == 503
    assert json.loads(refused.text)["type"] == "/problems/NotMirrored"

    mirror(engine, store, progress=_quiet)
    assert _median(engine, cache, url).value is not None
    answer = client_of(small_demonstration_copy, **asked).get(path, query_string=about)
    assert answer.status_code == 200
    found = {each["by"]["agency"]: each["value"] for each in json.loads(answer.text)}
    rows = counting.read_rows(engine)
    for group, part in counting.groups(counting.chosen(rows, _by_field(engine)), By.AGENCY).items():
        assert (found.get(group) or 0) == counting.counted(part, PART)["received"][0]
    assert sum(value or 0 for value in found.values()) > 0


def test_a_copy_that_lacks_rows_is_refused_and_never_nothing(moved: Engine, own: Analytics) -> None:
    store, mark = own.store, own.store.mark()
    assert isinstance(store, ChdbStore)
    assert mark is not None
    [file] = [store.folder / mark.token / name for name in mark.files["dossiers"]]
    (store.folder / "tamnhin_mirror.json").write_text(
        replace(mark, rows={**mark.rows, "dossiers": mark.rows["dossiers"] + 1}).to_json()
    )
    version = _set_version(moved, mark.version)
    for said in ("dòng thay vì", "không trả lời"):
        with snapshot(moved, own) as snap, pytest.raises(StoreAway, match=said):
            evaluate(snap, province(), [metric("received")], _by_field(), by=By.AGENCY)
        file.unlink(missing_ok=True)
    _set_version(moved, version)


def test_a_store_that_is_away_or_silent_is_said_in_time(
    whole: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("WITHIN_SECONDS", "_MARK_SECONDS"):
        monkeypatch.setattr(analytic_stores, name, 0.4)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        _assert_away(whole, f"clickhouse+http://127.0.0.1:{port}")
    _assert_away(whole, f"clickhouse+http://127.0.0.1:{port}")  # nobody listens there any more
    with pytest.raises(StoreAway, match="giây"):  # chDB is ended with its question
        ChdbStore(tmp_path).answers(["SELECT sum(number) FROM numbers(1000000000000)"])
    with snapshot(whole) as snap, pytest.raises(NotKept, match="TAMNHIN_ANALYTICS_URL"):
        evaluate(snap, province(), [metric("received")], _by_field(), by=By.AGENCY)


def test_what_cannot_be_copied_whole_is_not(
    small_demonstration_copy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAMNHIN_SECRET_KEY", "test")
    none = CliRunner().invoke(main, ["mirror"])
    assert (none.exit_code, "TAMNHIN_ANALYTICS_URL" in none.stderr) == (2, True)
    monkeypatch.setenv("TAMNHIN_ANALYTICS_URL", f"chdb:///{tmp_path / 'copy'}")
    done = tamnhin(small_demonstration_copy, "mirror")
    assert done.returncode == 0, done.stderr
    engine = make_engine(small_demonstration_copy)
    held = {"month": 202001, "part": 1, "how": "folded", "file": "x", "origin": "x", "rows": 1}
    with writing(engine) as connection:
        made = {"last_day": 20200131, "made_at": datetime(2024, 1, 1)}
        connection.execute(insert(archives).values(table_name="dossiers", **held, **made))
    with pytest.raises(TamNhinError, match="Spark"):
        mirror(engine, store_at(f"chdb:///{tmp_path / 'copy'}"), progress=_quiet)
    who = "u:secret"
    for url in ("clickhouse://x", "chdb://x", f"postgresql://{who}@x/y", "clickhouse+http://:9"):
        with pytest.raises(TamNhinError, match="TAMNHIN_ANALYTICS_URL") as refused:
            store_at(url)
        assert "secret" not in refused.value.vi


def _figures(settings: Settings, about: dict[str, str]) -> Any:
    client = create_app(settings).server.test_client()
    return client.get("/api/v1/figures/received", query_string=about)


def _assert_away(engine: Engine, url: str) -> None:
    with snapshot(engine, Analytics(url)) as snap:
        with pytest.raises(StoreAway, match="không trả lời"):
            evaluate(snap, province(), [metric("received")], _by_field(), by=By.AGENCY)
        [median] = evaluate(
            snap, province(), [metric("median_days")], Selection(period=PART), asked=_ALONE
        )
        assert (median.value, median.reason) == (None, Reason.NOT_MIRRORED)


_ALONE = Asked(compare=False)


def _statement(store: Any, mark: Mark, of: Family) -> str:
    fact = of.finest.fact
    rows = f"WITH {fact.name} AS (SELECT * FROM {store.source(mark, fact)}) "
    return rows + written(cells_by_month(of), (fact,), Dialect.CLICKHOUSE)


def _cube(of: Family, key: dict[str, str], rows: list[list[Any]]) -> cells.Cells:
    names, sums = ["row_month", *of.keys], of.sums
    found: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0] * len(sums))
    for row in rows:
        values = dict(zip(names, row, strict=False))
        made = (
            values[how.split(" // ")[0]] // 100 if " // " in how else values[how]
            for how in key.values()
        )
        cell = found[tuple(made)]
        for place, value in enumerate(row[len(names) :]):
            cell[place] += value
    every = {
        at: dict(zip(sums, values, strict=True)) for at, values in found.items() if any(values)
    }
    return {at: {n: v for n, v in values.items() if n != "folded"} for at, values in every.items()}


def _assert_as_counted(
    engine: Engine, analytics: Analytics, rows: Any, selection: Selection, by: By | None
) -> None:
    with snapshot(engine, analytics) as snap:
        names = (*NAMES, *counting.QUANTILES) if by is not By.MONTH else ("received",)
        read = evaluate(
            snap, province(), [metric(n) for n in names], selection, by=by, asked=_ALONE
        )
    found = {(each.metric.id, each.group.code if each.group else ""): each for each in read}
    mine = counting.chosen(rows, selection)
    if by is By.MONTH:
        received = mine[mine.received_day.between(20240305, 20240617)]
        expected = received.groupby(received.received_day // 100).size()
        assert {code: r.numerator for (_, code), r in found.items() if r.numerator} == {
            str(month): count for month, count in expected.items()
        }
        return
    told = 0
    for group, part in counting.groups(mine, by).items():
        for name, (above, below) in counting.counted(part, selection.period).items():
            reading = found.get((name, group))
            assert _said(reading, below) == (above, below), (name, group, selection, by)
            told += above > 0
        for name, value in counting.quantiles(part, selection.period).items():
            reading = found.get((name, group))
            assert (reading.value if reading else None) == value, (name, group, selection, by)
    assert told


def _said(reading: Reading | None, below: float | None) -> counting.Count:
    if below is None:
        return (reading.value or 0, None) if reading else (0, None)
    return (reading.numerator or 0, reading.denominator or 0) if reading else (0, 0)


def _desk(engine: Engine, cache: Any, url: str) -> Desk:
    return Desk(engine=engine, province=province(), cache=cache, analytics=Analytics(url))


def _median(engine: Engine, cache: Any, url: str) -> Reading:
    """As a server that has just started would tell it."""
    with _desk(engine, cache, url).open() as view:
        [found] = view.readings([metric("median_days")], Selection(period=PART))
    return found


def _field(engine: Engine) -> str:
    return str(counting.read_rows(engine).field.value_counts().index[0])


def _by_field(engine: Engine | None = None) -> Selection:
    field = _field(engine) if engine is not None else "Đất đai"
    return Selection(period=PART, channel=Channel.ONLINE, field=field)


def _next_version(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(update(dataset).values(version=dataset.c.version + 1))


def _set_version(engine: Engine, version: int) -> int:
    with writing(engine) as connection:
        before = connection.scalar(dataset.select().with_only_columns(dataset.c.version))
        connection.execute(update(dataset).values(version=version))
    return int(before or 0)


def _quiet(_says: str, _done: int, _total: int | None) -> None: ...
