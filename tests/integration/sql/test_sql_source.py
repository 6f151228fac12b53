"""Another system's database as a source: everything first, then what has changed."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from data_access.days import LOCAL
from data_access.engine import make_engine, reading
from data_access.errors import TamNhinError
from data_access.schema import loads, pulls, quarantine
from ingest.load import load_file, load_frame
from ingest.reading import Wish
from ingest.sql.database import SourceAway
from tests.integration.rows import AGENCIES
from tests.integration.sql.joined import Joined, counts
from tests.integration.sql.theirs import theirs_at, write_mapping
from tests.integration.test_load import assert_rollups_equal_rows

KILL = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def test_typed_values_become_ours(joined: Joined) -> None:
    joined.theirs.put(1, trang_thai=9, xong="2024-06-07", nhan="2024-06-03 01:30:00+00")
    joined.theirs.put(9007199254740993)
    assert counts(joined.load()) == (2, 0, 0, 0, 0)
    row = joined.row("1")
    assert (row.received_at, row.due_at) == (datetime(2024, 6, 3, 1, 30), datetime(2024, 6, 10, 10))
    assert (row.finished_day, row.state, row.digitised) == (20240607, 9, True)
    assert joined.codes() == ["1", "9007199254740993"]
    assert_rollups_equal_rows(joined.ours)


def test_only_what_has_changed_is_read_again_with_an_overlap(joined: Joined) -> None:
    joined.theirs.put(1, at="2024-06-03 08:00:00")
    joined.theirs.put(2, at="2024-06-03 12:00:00")
    assert counts(joined.load()) == (2, 0, 0, 0, 0)
    joined.theirs.put(3, at="2024-06-03 11:30:00")  # committed late
    joined.theirs.put(4, at="2024-06-03 12:00:00")  # at the same time as the last one read
    joined.theirs.touch(1, "2024-06-03 14:00:00", kenh="postal")
    assert counts(joined.load()) == (2, 1, 1, 0, 0)
    assert joined.row("1").channel == "postal"
    assert counts(joined.load()) == (0, 0, 1, 0, 0)
    assert_rollups_equal_rows(joined.ours)


def test_a_load_without_changes_raises_no_version(one: Joined) -> None:
    one.theirs.put(1)
    assert one.load().data_version == one.load().data_version


def test_rows_without_a_watermark_are_always_read(one: Joined) -> None:
    one.theirs.put(1)
    one.load()
    one.theirs.put(2, at=None)  # type: ignore[arg-type]
    assert counts(one.load()) == (1, 0, 1, 0, 0)
    one.theirs.do("UPDATE ho_so SET kenh = 'direct' WHERE so = 2")
    assert counts(one.load()) == (0, 1, 1, 0, 0)


def test_what_is_older_than_the_overlap_comes_with_a_full_reading(one: Joined) -> None:
    one.theirs.put(1, at="2024-06-03 12:00:00")
    one.load()
    one.theirs.put(2, at="2024-06-03 09:00:00")
    assert counts(one.load()) == (0, 0, 1, 0, 0)
    assert counts(one.load(Wish(full=True))) == (1, 0, 1, 0, 0)


def test_a_watermark_of_the_future_does_not_hide_what_comes_before_it(one: Joined) -> None:
    one.theirs.put(1, at="2099-01-01 00:00:00")
    one.load()
    now = datetime.now(LOCAL).replace(tzinfo=None)
    one.theirs.put(2, at=now.isoformat(sep=" ", timespec="seconds"))
    assert one.load().inserted == 1


def test_the_watermark_moves_with_the_rows_or_not_at_all(one: Joined) -> None:
    one.theirs.put(1)
    one.load()
    before = one.pull().watermark
    one.theirs.put(2, at="2024-06-04 08:00:00")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        one.load(progress=stop)
    one.load(dry_run=True)
    assert one.pull().watermark == before
    assert one.load().inserted == 1
    assert one.pull().watermark > before


@pytest.mark.parametrize(
    ("source", "read_again"),
    [
        ('watermark = "so"\noverlap = 1', (2, 1)),
        ('watermark = "so"\noverlap = 0', (1, 1)),
        ('watermark = "so"', (3, 4)),
        ("", (3, 4)),
    ],
)
def test_a_number_may_be_the_watermark_and_none_means_everything(
    one: Joined, tmp_path: Path, source: str, read_again: tuple[int, int]
) -> None:
    write_mapping(tmp_path, source=source)
    one.theirs.put(1, 2, 3)
    one.load()
    one.theirs.put(5)
    assert counts(one.load()) == (1, 0, read_again[0], 0, 0)
    assert counts(one.load()) == (0, 0, read_again[1], 0, 0)


def test_a_mapping_that_was_changed_reads_everything_anew(one: Joined, tmp_path: Path) -> None:
    one.theirs.put(1, at="2024-06-03 08:00:00")
    one.theirs.put(2, at="2024-06-05 08:00:00")
    one.load()
    write_mapping(tmp_path, deletes="[values.kenh]\n\n[constants]\npaused_days = 1")
    with pytest.raises(TamNhinError, match="kenh"):
        one.load()
    write_mapping(tmp_path, deletes="[constants]\npaused_days = 1")
    assert counts(one.load()) == (0, 2, 0, 0, 0)


def test_a_bad_row_waits_and_comes_in_when_the_agency_has(joined: Joined) -> None:
    joined.theirs.put(1, at="2024-06-03 08:00:00", don_vi="MOI")
    joined.theirs.put(2, at="2024-06-05 08:00:00")
    assert counts(joined.load()) == (1, 0, 0, 1, 0)
    joined.theirs.put(3, at="2024-06-05 08:00:00")
    assert counts(joined.load()) == (1, 0, 1, 0, 0)
    with reading(joined.ours) as connection:
        waiting = connection.execute(select(quarantine)).one()
    assert (waiting.row_key, waiting.reason) == ("1", "unknown_agency")
    assert waiting.line < 0
    new = AGENCIES.assign(code=AGENCIES.code.replace("TC", "MOI"))
    load_frame(joined.ours, "agencies", new, source="agencies")
    assert counts(joined.load()) == (1, 0, 2, 0, 0)
    with reading(joined.ours) as connection:
        assert connection.execute(select(quarantine)).all() == []


def test_a_row_without_a_key_stays_in_quarantine_while_only_changes_are_read(one: Joined) -> None:
    one.theirs.put(None, at="2024-06-03 08:00:00")  # type: ignore[arg-type]
    one.theirs.put(1, at="2024-06-05 08:00:00")
    assert counts(one.load()) == (1, 0, 0, 1, 0)
    assert counts(one.load()) == (0, 0, 1, 0, 0)
    with reading(one.ours) as connection:
        assert len(connection.execute(select(quarantine)).all()) == 1
    one.theirs.do("DELETE FROM ho_so WHERE so IS NULL")
    one.load(Wish(full=True))
    with reading(one.ours) as connection:
        assert connection.execute(select(quarantine)).all() == []


def test_more_rows_than_a_chunk_come_whole(one: Joined, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sql.database.CHUNK_ROWS", 3)
    one.theirs.put(*range(10))
    assert counts(one.load()) == (10, 0, 0, 0, 0)
    assert len(one.codes()) == 10


def test_the_source_can_not_be_changed_by_reading_it(joined: Joined, tmp_path: Path) -> None:
    joined.theirs.put(1)
    sly = "(SELECT 1) AS a; DELETE FROM ho_so"
    text = joined.mapping.read_text(encoding="utf-8").replace("ho_so  --", f"{sly} --")
    joined.mapping.write_text(text, encoding="utf-8")
    with pytest.raises(TamNhinError):
        joined.load()
    with joined.theirs.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ho_so").scalar() == 1


def test_a_source_that_goes_away_in_the_middle_changes_nothing(
    postgres_database: str, settled_sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.sql.database.CHUNK_ROWS", 10)
    ours, mapping = make_engine(settled_sqlite), write_mapping(tmp_path)
    with theirs_at(postgres_database) as theirs:
        joined = Joined(theirs, ours, mapping)
        theirs.put(1)
        joined.load()
        before = joined.pull()
        theirs.do(
            "INSERT INTO ho_so SELECT n, 'TP', 'Hộ tịch', 'online', 4, '2024-06-03', NULL, NULL, 0,"
            " true, false, '2024-06-04' FROM generate_series(2, 20000) AS n"
        )
        mapping.write_text(
            mapping.read_text(encoding="utf-8").replace(
                "so, don_vi", "so + 0 * length(pg_sleep(0.002)::text) AS so, don_vi"
            ),
            encoding="utf-8",
        )
        killer = threading.Timer(1.0, lambda: theirs.do(KILL))
        killer.start()
        with pytest.raises(SourceAway, match="Kiểm tra máy chủ"):
            joined.load(Wish(full=True))
        killer.join()
        assert joined.codes() == ["1"]
        assert joined.pull() == before
    ours.dispose()


def test_two_mappings_of_one_database_do_not_share_a_watermark(one: Joined, tmp_path: Path) -> None:
    one.theirs.put(1, at="2024-06-05 08:00:00")
    one.load()
    other = write_mapping(tmp_path, name="archive")
    one.theirs.put(2, at="2024-06-01 08:00:00")
    assert load_file(one.ours, "dossiers", one.theirs.url, mapping_path=other).inserted == 1


def test_what_is_wrong_with_a_source_is_said_with_the_remedy(one: Joined, tmp_path: Path) -> None:
    def said(*changes: tuple[str, str]) -> str:
        text = write_mapping(tmp_path).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        one.mapping.write_text(text, encoding="utf-8")
        with pytest.raises(TamNhinError) as error:
            one.load()
        return error.value.en

    one.theirs.put(1)
    assert "ho_sx" in said(("FROM ho_so", "FROM ho_sx"))
    assert "'sua'" in said(('watermark = "sua"', 'watermark = "suas"'))
    assert "watermark" in said(('watermark = "sua"', 'watermark = "linh_vuc"'))
    assert "overlap" in said(('overlap = "1h"', "overlap = -1"))
    with pytest.raises(TamNhinError, match="query"):
        load_file(one.ours, "dossiers", one.theirs.url)


def test_the_password_is_nowhere(
    postgres_database: str, settled_sqlite: str, tmp_path: Path
) -> None:
    secret = "s3cr3t/pass"  # pragma: allowlist secret
    with theirs_at(postgres_database) as theirs:
        theirs.put(1)
        theirs.put(2, don_vi="nobody")
        theirs.do(f"DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN PASSWORD '{secret}'")
        theirs.do("GRANT SELECT ON ho_so TO reader")
        address = postgres_database.replace("+psycopg", "").replace(
            "postgres@", "reader:s3cr3t%2Fpass@"
        )
        ours = make_engine(settled_sqlite)
        report = load_file(ours, "dossiers", address, mapping_path=write_mapping(tmp_path))
        theirs.do("DROP OWNED BY reader; DROP ROLE reader")
        with pytest.raises(TamNhinError, match="reader") as error:
            load_file(ours, "dossiers", address, mapping_path=tmp_path / "one_stop.toml")
    everything = [report.to_json(), error.value.vi, error.value.en, str(report.notes)]
    with reading(ours) as connection:
        for table in (loads, quarantine, pulls):
            everything += [str(tuple(row)) for row in connection.execute(select(table))]
    ours.dispose()
    assert "reader:***@127.0.0.1" in report.source
    assert not [text for text in everything if "s3cr3t" in text]
