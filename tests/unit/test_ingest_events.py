"""Rows of one event each become one row a case, however they are scattered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.errors import TamNhinError
from ingest.canonical import plan_columns, renamed
from ingest.chunks import RawChunk
from ingest.events.cases import of_cases
from ingest.events.rules import matching
from ingest.mapping import Mapping, check_for, parse_mapping
from ingest.notes import Notes
from ingest.sources import FrameSource
from ingest.tables import spec_of

SPEC = spec_of("dossiers")
RULES: dict[str, Any] = {
    "source": {"timezone": "UTC"},
    "columns": {"agency_code": "unit", "field": "topic", "channel": "way"},
    "events": {
        "key": "case",
        "event": "step",
        "time": "at",
        "first": ["field"],
        "times": {
            "received_at": {"first": "in"},
            "finished_at": {"last": ["done *"], "undone_by": "again"},
        },
        "states": {"in": 2, "ask": 5, "got": 4, "again": 4, "done *": 9},
        "pauses": {"from": "ask", "until": "got"},
    },
}
NAMES = ["in", "ask", "got", "again", "done at once", "done late", "note"]


def rules(**events: Any) -> Mapping:
    return parse_mapping(RULES | {"events": RULES["events"] | events}, "log.toml")


def frame(*events: tuple[Any, ...]) -> pd.DataFrame:
    """Case, step, time; unit, topic, way."""
    full = [(*event, *("U", "T", "online")[len(event) - 3 :]) for event in events]
    return pd.DataFrame(full, columns=["case", "step", "at", "unit", "topic", "way"], dtype=object)


def chunks(events: pd.DataFrame, mapping: Mapping) -> list[RawChunk]:
    return list(of_cases(FrameSource(events), mapping, SPEC).chunks())


def cases(events: pd.DataFrame, mapping: Mapping | None = None) -> dict[str, dict[str, Any]]:
    """Key → canonical columns, of the cases that nothing is wrong with."""
    mapping = mapping or rules()
    source = of_cases(FrameSource(events), mapping, SPEC)
    plan = plan_columns(SPEC, mapping, source.header, Notes())
    found: dict[str, dict[str, Any]] = {}
    for chunk in source.chunks():
        rows = renamed(chunk.frame, SPEC, mapping, plan)
        for at, row in enumerate(rows.to_dict("records")):
            if at not in chunk.bad_events:
                found[row["code"]] = {str(k): None if pd.isna(v) else v for k, v in row.items()}
    return found


def utc(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="UTC")


def test_scattered_events_of_a_case_are_one_row() -> None:
    found = cases(
        frame(
            ("b", "in", "2024-06-04 08:00"),
            ("a", "done late", "2024-06-07 08:00", "Sở B", "", ""),
            ("b", "note", "2024-06-05 08:00", "", "", "postal"),
            ("a", "ask", "2024-06-04 08:00", "", "", "NULL"),
            ("a", "in", "2024-06-03 08:00", "Sở A", "Hộ tịch", "online"),
            ("a", "got", "2024-06-05 08:00", "", "Đất đai", ""),
        )
    )
    assert found["a"] == {
        "code": "a",
        "agency_code": "Sở B",
        "field": "Hộ tịch",
        "channel": "online",
        "received_at": utc("2024-06-03 08:00"),
        "finished_at": utc("2024-06-07 08:00"),
        "state": 9,
        "pauses": "2024-06-04T08:00:00Z/2024-06-05T08:00:00Z",
    }
    assert found["b"]["channel"] == "postal"
    assert (found["b"]["state"], found["b"]["finished_at"], found["b"]["pauses"]) == (2, None, None)


def test_what_was_done_again_is_not_done() -> None:
    steps = [("in", 3), ("done at once", 4), ("again", 5)]
    events = [("a", step, f"2024-06-0{day} 08:00") for step, day in steps]
    assert cases(frame(*events))["a"]["finished_at"] is None
    found = cases(frame(*events, ("a", "done late", "2024-06-06 08:00")))["a"]
    assert found["finished_at"] == utc("2024-06-06 08:00")


def test_events_at_the_same_time_are_in_the_order_of_the_source() -> None:
    at = "2024-06-03 08:00"
    assert cases(frame(("a", "in", at), ("a", "ask", at)))["a"]["state"] == 5
    assert cases(frame(("a", "ask", at), ("a", "in", at)))["a"]["state"] == 2


def test_asking_twice_is_one_pause_and_an_answer_without_a_question_is_none() -> None:
    steps = [("got", 1), ("in", 2), ("ask", 3), ("ask", 4), ("got", 5), ("got", 6), ("ask", 7)]
    events = [("a", step, f"2024-06-0{day} 00:00") for step, day in steps]
    found = cases(frame(*events))["a"]["pauses"]
    assert found == "2024-06-03T00:00:00Z/2024-06-05T00:00:00Z;2024-06-07T00:00:00Z/"


def test_a_star_in_the_name_of_an_event_stands_for_anything() -> None:
    names = ["Đã duyệt (lần 1)", "Đã duyệt (lần 2)", "Chưa duyệt", "Đã duyệt"]
    assert matching(names, ["Đã duyệt (*)"]) == {"Đã duyệt (lần 1)", "Đã duyệt (lần 2)"}
    assert matching(names, ["Đã duyệt", "*."]) == {"Đã duyệt"}
    assert matching(names, []) == set()


def test_typed_columns_keep_their_types() -> None:
    events = pd.DataFrame(
        {
            "case": [7, 7],
            "step": ["in", "done late"],
            "at": pd.to_datetime(["2024-06-03 08:00", "2024-06-04 08:00"]),
            "unit": ["U", "U"],
            "topic": ["T", "T"],
            "way": ["online", "online"],
            "due": pd.to_datetime(["2024-06-10 17:00", "NaT"]),
        }
    )
    columns = RULES["columns"] | {"due_at": "due"}
    mapping = parse_mapping(RULES | {"columns": columns}, "log.toml")
    found = cases(events, mapping)["7"]
    assert found["due_at"] == pd.Timestamp("2024-06-10 17:00")
    assert found["finished_at"] == utc("2024-06-04 08:00")


def faults(events: pd.DataFrame, mapping: Mapping) -> list[tuple[str, int, str, str | None]]:
    """Case, line, reason and the step that is to blame."""
    return [
        (str(chunk.frame["case"].iloc[at]), int(chunk.lines[at]), str(fault.reason), raw["step"])
        for chunk in chunks(events, mapping)
        for at, (fault, raw) in chunk.bad_events.items()
    ]


def test_an_event_that_cannot_be_read_sets_its_case_aside_with_its_own_line() -> None:
    events = frame(
        ("a", "in", "2024-06-03 08:00"),
        ("b", "in", "2024-06-03 08:00"),
        ("a", "done late", "hôm qua"),
        ("a", "done late", ""),
        ("b", "note", "hôm qua"),
    )
    assert faults(events, rules()) == [("a", 4, "impossible_date", "done late")]
    assert list(cases(events)) == ["b"]


def test_unknown_events_are_passed_over_or_set_their_case_aside() -> None:
    events = frame(("a", "in", "2024-06-03 08:00"), ("a", "nhảy cóc", "2024-06-04 08:00"))
    assert cases(events)["a"]["state"] == 2
    assert faults(events, rules(unknown="reject")) == [("a", 3, "unknown_event", "nhảy cóc")]


def test_an_event_without_a_key_is_set_aside_by_itself() -> None:
    events = frame(("a", "in", "2024-06-03 08:00"), (" ", "in", "2024-06-03 08:00"))
    assert faults(events, rules()) == [("None", 3, "missing", "in")]
    assert list(cases(events)) == ["a"]


def test_a_row_of_another_shape_sets_its_case_aside() -> None:
    class Broken(FrameSource):
        def chunks(self) -> Any:
            for chunk in super().chunks():
                yield RawChunk(chunk.frame, chunk.lines, {1: "5 ô, tiêu đề có 6"})

    events = frame(("a", "in", "2024-06-03 08:00"), ("a", "note", ""), ("b", "in", "2024-06-03"))
    first, last = of_cases(Broken(events), rules(), SPEC).chunks()
    ((at, (fault, _)),) = first.bad_events.items()
    assert (first.frame["case"].iloc[at], str(fault.reason)) == ("a", "bad_shape")
    assert not last.bad_events


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ({"event": ""}, "event"),
        ({"unknown": "drop"}, "reject"),
        ({"times": {"received_at": {"first": "in", "last": "in"}}}, "received_at"),
        ({"times": {"received_at": "in"}}, "received_at"),
        ({"times": {"received_at": {"first": [1]}}}, "first"),
        ({"times": {"recieved_at": {"first": "in"}}}, "received_at"),
        ({"pauses": {"to": "got"}}, "until"),
        ({"states": "in"}, "states"),
        ({"times": {"field": {"first": "in"}}}, "field"),
    ],
)
def test_rules_that_cannot_work_are_named(events: dict[str, Any], said: str) -> None:
    with pytest.raises(TamNhinError, match=said):
        check_for(rules(**events), SPEC)


def test_a_column_that_the_log_lacks_is_named() -> None:
    with pytest.raises(TamNhinError, match="bước"):
        of_cases(FrameSource(frame(("a", "in", "2024-06-03"))), rules(event="bước"), SPEC)


BEGIN = datetime(2024, 6, 3)
logs = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(NAMES),
        st.integers(0, 12).map(lambda hours: f"{BEGIN + timedelta(hours=hours)}"),
        st.sampled_from(["", "U1", "U2"]),
        st.sampled_from(["", "T1", "T2"]),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(log=logs, batch=st.integers(1, 6))
def test_cases_are_those_of_a_plain_walk_through_each_ones_events(
    log: list[tuple[str, ...]], batch: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.events.cases.CHUNK_ROWS", batch)
        patch.setattr("ingest.sources.CHUNK_ROWS", batch)
        found = cases(frame(*log))
    assert found == {case: walked(case, log) for case in {event[0] for event in log}}


def walked(case: str, log: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(
        ("agency_code", "field", "received_at", "finished_at", "state")
    )
    pauses: list[str] = []
    for _, step, at, unit, topic in sorted((e for e in log if e[0] == case), key=lambda e: e[2]):
        row["agency_code"] = unit or row["agency_code"]
        row["field"] = row["field"] or topic or None
        states = {"in": 2, "ask": 5, "got": 4, "again": 4, "done at once": 9, "done late": 9}
        row["state"] = states.get(step, row["state"])
        if step == "in":
            row["received_at"] = row["received_at"] or utc(at)
        if step == "again":
            row["finished_at"] = None
        if step.startswith("done"):
            row["finished_at"] = utc(at)
        stamp = f"{utc(at):%Y-%m-%dT%H:%M:%SZ}"
        if step == "ask" and not (pauses and pauses[-1].endswith("/")):
            pauses.append(f"{stamp}/")
        if step == "got" and pauses and pauses[-1].endswith("/"):
            pauses[-1] += stamp
    return row | {"code": case, "channel": "online", "pauses": ";".join(pauses) or None}


def test_no_case_is_split_between_two_chunks() -> None:
    events = frame(*[("a", "note", "2024-06-03 08:00")] * 9, ("b", "in", "2024-06-03 08:00"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.events.cases.CHUNK_ROWS", 2)
        found = [list(chunk.frame["case"]) for chunk in chunks(events, rules())]
    assert found == [["a"], ["b"]]
    assert [int(chunk.lines[0]) for chunk in chunks(events, rules())] == [2, 11]
