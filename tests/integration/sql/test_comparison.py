"""What a source does not hold any more: found by comparing keys, never by trust."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from data_access.engine import reading, writing
from data_access.errors import TamNhinError
from data_access.schema import agencies, dossiers, pulls, sources
from ingest.comparison import DeletesRefused
from ingest.load import load_file, load_frame
from ingest.mapping import read_mapping
from ingest.reading import Wish
from tests.integration.rows import AGENCIES, dossier
from tests.integration.sql.joined import Joined, counts
from tests.integration.sql.theirs import INCREMENTAL, write_mapping
from tests.integration.test_load import assert_rollups_equal_rows

COMPARED = '[deletes]\ncompare = "24h"\nat_most = 0.5'
LATER = "2024-06-05 08:00:00"


def let_a_day_pass(ours: Engine) -> None:
    with writing(ours) as connection:
        connection.execute(pulls.update().values(compared_at=None))


def test_a_row_that_is_gone_there_goes_here_when_keys_are_compared(
    joined: Joined, tmp_path: Path
) -> None:
    write_mapping(tmp_path, deletes=COMPARED)
    joined.theirs.put(1, 2, 3)
    joined.theirs.put(4, at=LATER)
    joined.load()
    joined.theirs.drop(1)
    assert counts(joined.load()) == (0, 0, 1, 0, 0)
    let_a_day_pass(joined.ours)
    report = joined.load()
    assert counts(report) == (0, 0, 1, 0, 1)
    assert joined.codes() == ["2", "3", "4"]
    assert_rollups_equal_rows(joined.ours)
    assert joined.load().data_version == report.data_version
    with reading(joined.ours) as connection:
        assert connection.scalar(select(sources.c.rows).where(sources.c.rows == 3)) == 3


def test_the_comparison_fetches_what_is_missing_here(joined: Joined, tmp_path: Path) -> None:
    write_mapping(tmp_path, deletes=COMPARED)
    joined.theirs.put(1, at=LATER)
    joined.load()
    joined.theirs.put(2, 3, at="2024-06-01 08:00:00")  # much later than the overlap allows
    assert counts(joined.load()) == (0, 0, 1, 0, 0)
    let_a_day_pass(joined.ours)
    assert counts(joined.load()) == (2, 0, 1, 0, 0)
    assert_rollups_equal_rows(joined.ours)


def test_rows_in_quarantine_are_asked_for_again_and_leave_when_they_are_gone(
    one: Joined, tmp_path: Path
) -> None:
    write_mapping(tmp_path, deletes=COMPARED)
    one.theirs.put(1, at=LATER)
    one.theirs.put(2, 3, don_vi="nobody")
    one.load()
    one.theirs.drop(2)
    let_a_day_pass(one.ours)
    assert counts(one.load()) == (0, 0, 1, 1, 0)
    assert one.waiting() == [("3", "unknown_agency")]


def test_marks_and_comparison_go_together(one: Joined, tmp_path: Path) -> None:
    write_mapping(tmp_path, deletes=f'{COMPARED}\ntombstone = {{column = "xoa"}}')
    one.theirs.put(1, 2, at=LATER)
    one.theirs.put(3, xoa=True)
    assert counts(one.load()) == (2, 0, 1, 0, 0)
    one.theirs.touch(2, LATER, xoa=True)
    let_a_day_pass(one.ours)
    assert counts(one.load()) == (0, 1, 1, 0, 1)
    assert one.codes() == ["1"]


def test_a_comparison_that_would_delete_too_much_does_nothing_and_says_so(
    joined: Joined, tmp_path: Path
) -> None:
    write_mapping(tmp_path, deletes='[deletes]\ncompare = "24h"')
    joined.theirs.put(1, 2, 3, 4)
    joined.load()
    joined.theirs.drop(1, 2)
    joined.theirs.put(5, at=LATER)
    let_a_day_pass(joined.ours)
    with pytest.raises(DeletesRefused, match="2 trong 4"):
        joined.load()
    with pytest.raises(DeletesRefused):
        joined.load(Wish(full=True))
    assert joined.codes() == ["1", "2", "3", "4"]
    assert counts(joined.load(Wish(compare=False))) == (1, 0, 2, 0, 0)
    assert counts(joined.load(Wish(accept_deletes=True)))[4] == 2
    assert joined.codes() == ["3", "4", "5"]
    assert_rollups_equal_rows(joined.ours)


def test_a_source_without_a_single_key_deletes_nothing_whatever_is_accepted(
    one: Joined, tmp_path: Path
) -> None:
    write_mapping(tmp_path, deletes='[deletes]\ncompare = "24h"\nat_most = 1.0')
    one.theirs.put(1, 2)
    one.load()
    one.theirs.do("DELETE FROM ho_so")
    for wish in (Wish(accept_deletes=True), Wish(full=True, accept_deletes=True)):
        with pytest.raises(DeletesRefused, match="không có dòng nào"):
            one.load(wish)
    assert one.codes() == ["1", "2"]


def test_a_key_that_cannot_be_read_keeps_everything(one: Joined, tmp_path: Path) -> None:
    write_mapping(tmp_path, deletes=COMPARED)
    one.theirs.put(1, 2)
    one.load()
    one.theirs.drop(1)
    one.theirs.put(None, at=LATER)  # type: ignore[arg-type]
    let_a_day_pass(one.ours)
    report = one.load()
    assert counts(report)[4] == 0
    assert any("so khóa" in note.vi for note in report.notes)
    assert one.pull().compared_at is None


def test_a_table_with_several_sources_asks_which_rows_are_whose(
    joined: Joined, tmp_path: Path
) -> None:
    load_frame(joined.ours, "dossiers", pd.DataFrame([dossier("by-hand")]), source="by_hand.csv")
    joined.theirs.put(1, 2, 3)
    write_mapping(tmp_path, deletes=COMPARED)
    with pytest.raises(TamNhinError, match=r"by_hand\.csv"):
        joined.load()
    write_mapping(tmp_path, deletes=f'{COMPARED}\nscope = "table"')
    assert counts(joined.load(Wish(accept_deletes=True)))[4] == 1
    assert joined.codes() == ["1", "2", "3"]


def test_constants_limit_what_a_source_may_delete(joined: Joined, tmp_path: Path) -> None:
    others = [dossier("x", channel="postal"), dossier("y", channel="online")]
    load_frame(joined.ours, "dossiers", pd.DataFrame(others), source="by_hand.csv")
    mapping = write_mapping(
        tmp_path, deletes=f'{COMPARED}\nscope = ["channel"]\n[constants]\nchannel = "online"'
    )
    text = mapping.read_text(encoding="utf-8").replace('channel = "kenh"\n', "", 1)
    mapping.write_text(text, encoding="utf-8")
    joined.theirs.put(1, 2)
    assert counts(joined.load(Wish(accept_deletes=True))) == (2, 0, 0, 0, 1)
    assert joined.codes() == ["1", "2", "x"]
    text = text.replace('scope = ["channel"]', 'scope = ["field"]')
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(TamNhinError, match="scope"):
        joined.load()


def test_what_other_rows_refer_to_is_kept_and_put_aside(settled: Engine, tmp_path: Path) -> None:
    load_frame(settled, "dossiers", pd.DataFrame([dossier("a", agency_code="TC")]), source="x")
    path, mapping = tmp_path / "agencies.csv", tmp_path / "agencies.toml"
    AGENCIES[~AGENCIES.code.isin(["TC", "TP"])].to_csv(path, index=False)
    mapping.write_text('[deletes]\nsnapshot = true\nscope = "table"\nat_most = 0.5')
    report = load_file(settled, "agencies", path, mapping_path=mapping)
    assert (report.deleted, report.quarantined, report.read) == (1, 1, 5)
    assert report.read == report.unchanged + report.quarantined
    with reading(settled) as connection:
        assert set(connection.scalars(select(agencies.c.code))) == {*AGENCIES.code} - {"TP"}


def test_a_file_that_is_always_whole_deletes_what_it_lacks(settled: Engine, tmp_path: Path) -> None:
    path, mapping = tmp_path / "dossiers.csv", tmp_path / "dossiers.toml"
    mapping.write_text("[deletes]\nsnapshot = true\nat_most = 0.4")

    def load(*rows: object, wish: Wish | None = None) -> tuple[int, int, int, int, int]:
        pd.DataFrame(rows).to_csv(path, index=False)
        return counts(load_file(settled, "dossiers", path, mapping_path=mapping, wish=wish))

    rows = [dossier(code) for code in "abc"]
    assert load(*rows) == (3, 0, 0, 0, 0)
    wrong = dossier("b", agency_code="nobody")  # there, though it cannot be right
    assert load(rows[0], wrong) == (0, 0, 1, 1, 1)
    with reading(settled) as connection:
        assert set(connection.scalars(select(dossiers.c.code))) == {"a", "b"}
    with pytest.raises(DeletesRefused):
        load(rows[0])
    assert load(rows[0], wish=Wish(accept_deletes=True)) == (0, 0, 1, 0, 1)
    path.write_text(path.read_text().splitlines()[0] + "\n")
    with pytest.raises(TamNhinError):
        load_file(settled, "dossiers", path, mapping_path=mapping, wish=Wish(accept_deletes=True))
    assert_rollups_equal_rows(settled)


def test_comparing_keys_is_for_databases(settled: Engine, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('[deletes]\ncompare = "24h"')
    with pytest.raises(TamNhinError, match="snapshot = true"):
        load_file(settled, "dossiers", tmp_path / "x.csv", mapping_path=tmp_path / "x.toml")


@pytest.mark.parametrize(
    "deletes",
    [
        'tombstone = "xoa"',
        'tombstone = {colum = "xoa"}',
        'compare = "daily"',
        "at_most = 20",
        'scope = ["channel"]',
        "snapshots = true",
    ],
)
def test_a_section_of_deletes_that_cannot_be_right_is_named(tmp_path: Path, deletes: str) -> None:
    path = write_mapping(tmp_path, source=INCREMENTAL, deletes=f"[deletes]\n{deletes}")
    with pytest.raises(TamNhinError, match=r"\[deletes\]"):
        read_mapping(path)
