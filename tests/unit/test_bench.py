"""`make bench`: the shape of its file, and what makes it fail. Never how long anything takes."""

import json
from datetime import date
from pathlib import Path

from benchmarks.cuts import LAST_YEAR, NOW, PREVIOUS, Cut, Request, cuts
from benchmarks.definitions import DEFINED
from benchmarks.in_sql import AMONG, COUNTS
from benchmarks.same import differing
from benchmarks.verdict import Measured, failed, write
from data_access.areas import Areas
from data_access.places import Places
from data_access.selection import By, Channel, Selection
from metrics.values import Asked

TWICE = Measured(name="twice", value=10, unit="ms", against=25, ratio=2.5, at_least=2)
SLOWER = Measured(name="slower", value=16, unit="ms", against=10, ratio=1.6, at_most=1.5)
ELSEWHERE = Measured(
    name="elsewhere", value=1, unit="ms", against=2, ratio=2, at_least=300, judged=False
)


def test_the_file_is_one_flat_object_of_the_contracts_shape(tmp_path: Path) -> None:
    file = tmp_path / "var/bench.json"
    write(file, [TWICE, SLOWER])
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "twice": {
            "value": 10,
            "unit": "ms",
            "against": 25,
            "ratio": 2.5,
            "at_least": 2,
            "holds": True,
        },
        "slower": {
            "value": 16,
            "unit": "ms",
            "against": 10,
            "ratio": 1.6,
            "at_most": 1.5,
            "holds": False,
        },
    }


def test_only_a_broken_promise_fails() -> None:
    assert failed([TWICE, SLOWER, ELSEWHERE]) == [SLOWER]


def test_a_promise_about_another_scale_is_neither_kept_nor_broken() -> None:
    assert ELSEWHERE.holds is None
    assert ELSEWHERE.as_json()["at_least"] == 300


TODAY = date(2024, 12, 27)
NOWHERE = Places(versions=Areas({}), agencies={})


def asked(
    *metrics: str, by: By | None = None, months: int = 0, channel: Channel | None = None
) -> list[Cut]:
    selection = Selection.from_query({}, today=TODAY)
    request = Request(
        metrics=metrics,
        selection=Selection(period=selection.period, channel=channel),
        by=by,
        asked=Asked(months=months),
    )
    return cuts([request, request], TODAY, NOWHERE)


def test_the_same_days_are_counted_once_under_all_their_names() -> None:
    now, before = asked("received")
    assert (now.whens, before.whens) == ((NOW,), (PREVIOUS, LAST_YEAR))
    assert dict(before.named("received", "", 7)) == {
        ("received", "", "", PREVIOUS): 7,
        ("received", "", "", LAST_YEAR): 7,
    }


def test_months_are_one_cut_without_groups_and_one_each_with_them() -> None:
    (monthly,) = (cut for cut in asked("received", months=12) if cut.by == "month")
    assert dict(monthly.named("received", 202411, 5)) == {("received", "", "", "202411"): 5}
    assert sum(cut.whens[0].isdigit() for cut in asked("on_time", by=By.AGENCY, months=12)) == 12


def test_cuts_of_different_channels_are_told_apart() -> None:
    scopes = {cut.scope for channel in Channel for cut in asked("received", channel=channel)}
    assert scopes == {"direct", "online", "postal"}


def test_a_figure_that_differs_is_named_and_nothing_is_as_good_as_none() -> None:
    key, other = ("received", "", "", NOW), ("open", "", "", NOW)
    assert differing({key: 5.0}, {key: 5.0, other: 0.0}) == []
    assert differing({key: 5.0}, {key: 6.0, other: 1.0}) == [key, other]


def test_every_figure_is_defined_for_sql_too() -> None:
    counts = {name for name, defined in DEFINED.items() if defined.counts}
    assert counts == set(COUNTS)
    assert {name for name, defined in DEFINED.items() if defined.among} == set(AMONG)
