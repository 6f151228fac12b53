"""Targets set, changed and taken back by people, and the history of them; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Engine

from data_access.errors import TamNhinError
from data_access.snapshot import snapshot
from data_access.target_changes import TargetChange, changes_of_targets
from data_access.targets import TargetKey, TargetRow, every_target
from ingest.load import load_frame
from ingest.target_edit import ChangedMeanwhile, TargetEdit, edit_target
from tests.integration.rows import load, target

KEY = TargetKey(
    metric="online_submit",
    level="commune",
    period_from=date(2024, 1, 1),
    period_to=date(2024, 12, 31),
)
FIRST = TargetEdit(key=KEY, value=0.8, decision="QĐ 12", who="Lan", seen="")


def held(engine: Engine) -> list[TargetRow]:
    with snapshot(engine) as snap:
        return every_target(snap)


def history(engine: Engine, key: TargetKey | None = None) -> list[TargetChange]:
    with snapshot(engine) as snap:
        return changes_of_targets(snap, key=key)


def test_a_target_is_set_changed_and_taken_back_and_each_time_it_is_told(settled: Engine) -> None:
    first, seen = edit_target(settled, FIRST)
    second, seen = edit_target(settled, replace(FIRST, value=0.85, who="Bình", seen=seen))
    assert [(row.key, row.value, row.content_hash) for row in held(settled)] == [(KEY, 0.85, seen)]
    third, seen = edit_target(settled, replace(FIRST, value=None, seen=seen))
    assert (held(settled), seen) == ([], "")
    assert first < second < third
    told = [(each.who, each.old, each.new, each.edited) for each in history(settled, KEY)]
    assert told == [("Lan", 0.85, None, True), ("Bình", 0.8, 0.85, True), ("Lan", None, 0.8, True)]


def test_of_two_who_saw_the_same_target_one_wins_and_the_other_is_told_who(
    settled: Engine,
) -> None:
    _, seen = edit_target(settled, FIRST)
    edit_target(settled, replace(FIRST, value=0.85, who="Bình", seen=seen))
    with pytest.raises(ChangedMeanwhile, match="Bình"):
        edit_target(settled, replace(FIRST, value=0.9, who="Chi", seen=seen))
    assert [row.value for row in held(settled)] == [0.85]
    assert [each.who for each in history(settled)] == ["Bình", "Lan"]


def test_two_who_set_the_same_new_target_do_not_overwrite_each_other(settled: Engine) -> None:
    edit_target(settled, FIRST)
    with pytest.raises(ChangedMeanwhile, match="Lan"):
        edit_target(settled, replace(FIRST, value=0.9, who="Chi"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(FIRST, who=" "), "Người sửa"),
        (replace(FIRST, decision=""), "Quyết định"),
        (replace(FIRST, decision="x" * 201), "201 ký tự"),
        (replace(FIRST, value=-1.0), "'-1.0'"),
        (replace(FIRST, value=float("nan")), "'nan'"),
        (replace(FIRST, key=replace(KEY, period_to=date(2023, 1, 1))), "01/01/2023"),
        (replace(FIRST, key=replace(KEY, level="hamlet")), "'hamlet'"),
        (replace(FIRST, key=replace(KEY, level="", area_code="00000")), "'00000'"),
        (replace(FIRST, key=replace(KEY, level="", agency_code="XX")), "'XX'"),
        (replace(FIRST, key=replace(KEY, agency_code="TP")), "'commune, TP'"),
    ],
)
def test_what_cannot_be_right_is_named_and_not_written(
    settled: Engine, wrong: TargetEdit, said: str
) -> None:
    with pytest.raises(TamNhinError) as told:
        edit_target(settled, wrong)
    assert said in told.value.vi
    assert (held(settled), history(settled)) == ([], [])


def test_saving_what_is_there_already_moves_nothing(settled: Engine) -> None:
    version, seen = edit_target(settled, FIRST)
    assert edit_target(settled, replace(FIRST, seen=seen)) == (version, seen)
    assert len(history(settled)) == 1


def test_a_load_is_told_too_and_loading_what_was_edited_changes_nothing(settled: Engine) -> None:
    load(settled, "targets", target("online_submit", 0.7, level="commune", decision="QĐ 11"))
    (row,) = held(settled)
    edit_target(settled, replace(FIRST, seen=row.content_hash))
    same = target("online_submit", 0.8, level="commune", decision="QĐ 12")
    report = load(settled, "targets", same)
    assert (report.updated, report.unchanged) == (0, 1)
    told = [(each.old, each.new, each.edited) for each in history(settled)]
    assert told == [(0.7, 0.8, True), (None, 0.7, False)]
    assert history(settled)[0].old_decision == "QĐ 11"


def test_a_load_that_is_only_tried_leaves_no_history(settled: Engine) -> None:
    rows = pd.DataFrame([target("online_submit", 0.7)])
    load_frame(settled, "targets", rows, source="targets", dry_run=True)
    assert history(settled) == []
