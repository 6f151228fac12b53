"""Promises to villages: loaded once, judged by surveys, shown to whom they concern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from config.province import read_province
from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.commitments import What
from data_access.engine import make_engine, reading
from data_access.errors import UnknownFilter
from data_access.schema import commitments, quarantine
from data_access.scope import Bound, Scope
from data_access.selection import Period, Selection
from ingest.demo.build import AS_OF, frames
from ingest.load import load_file, load_frame
from metrics.commitments.board import promises_of, tally
from metrics.commitments.states import State
from metrics.desk import Desk, View
from pages.asking import ask
from pages.registry import all_pages
from tests.integration.rows import YEAR, load, province, village
from tests.integration.test_api import client_of

PAGE = "/commitments"
MAPPING = ROOT / "config/mappings/commitments.toml"


def promised(code: str = "v1", **columns: Any) -> dict[str, Any]:
    return {
        "village_code": code,
        "what": "signal",
        "planned_on": "2024-06-30",
        "operator": "VNPT",
        "decision": "1/QĐ",
        **columns,
    }


def surveys(code: str, *signals: str, commune: str = "19111") -> list[dict[str, Any]]:
    days = ("2023-11-30", "2024-05-31", "2024-11-30")[-len(signals) :]
    return [
        village(code, surveyed_on=day, signal=signal, commune_code=commune)
        for day, signal in zip(days, signals, strict=True)
    ]


@contextmanager
def opened(engine: Engine, **more: Any) -> Iterator[View]:
    desk = Desk(engine=engine, province=province(), cache=SharedCache())
    with desk.open() as view:
        yield replace(view, **more)


def states(engine: Engine, period: Period = YEAR, **chosen: Any) -> dict[str, State]:
    with opened(engine) as view:
        found = promises_of(view, What.SIGNAL, Selection(period=period, **chosen))
        return {each.of.village: each.state for each in found}


@pytest.fixture
def told(settled: Engine) -> Engine:
    """Kept in Thượng Trạch, late there, and due in Đồng Hới."""
    load(settled, "villages", *surveys("v1", "none", "none", "weak"))
    load(settled, "villages", *surveys("v2", "none", "none", "none"))
    load(settled, "villages", *surveys("v3", "none", "none", "none", commune="18853"))
    load(settled, "villages", *surveys("v4", "none", "none", "none"))
    load(
        settled,
        "commitments",
        *(promised("v1"), promised("v2"), promised("v3", planned_on="2025-03-31")),
    )
    return settled


def count(engine: Engine, table: Any) -> int:
    with reading(engine) as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def test_the_same_file_twice_changes_nothing(settled: Engine) -> None:
    load(settled, "villages", village())
    first = load(settled, "commitments", promised())
    again = load(settled, "commitments", promised())
    assert (again.unchanged, again.data_version) == (1, first.data_version)
    moved = load(settled, "commitments", promised(planned_on="2024-09-30"))
    assert (moved.updated, count(settled, commitments)) == (1, 1)


def test_two_decisions_on_one_village_are_two_promises(settled: Engine) -> None:
    load(settled, "villages", village())
    load(settled, "commitments", promised(), promised(decision="2/QĐ"), promised(what="power"))
    assert count(settled, commitments) == 3


def test_an_unknown_village_waits_and_goes_in_once_it_has_been_surveyed(settled: Engine) -> None:
    load(settled, "villages", village())
    rows = pd.DataFrame([promised(), promised("nơi khác")])
    report = load_frame(settled, "commitments", rows, source="coverage")
    assert (report.inserted, report.quarantined) == (1, 1)
    with reading(settled) as connection:
        [held] = connection.execute(select(quarantine)).all()
    assert held.reason == "unknown_village"
    assert "nơi khác" in held.detail
    load(settled, "villages", village("nơi khác"))
    load(settled, "commitments", promised("nơi khác"))
    assert (count(settled, quarantine), count(settled, commitments)) == (0, 2)


def test_a_promise_of_something_else_waits(settled: Engine) -> None:
    load(settled, "villages", village())
    rows = pd.DataFrame([promised(what="đường")])
    assert load_frame(settled, "commitments", rows, source="coverage").quarantined == 1


def test_a_file_with_vietnamese_headers_goes_in_by_the_shipped_mapping(
    settled: Engine, tmp_path: Path
) -> None:
    load(settled, "villages", village())
    file = tmp_path / "cam-ket.csv"
    file.write_text(
        "Mã thôn,Nội dung cam kết,Ngày cam kết,Đơn vị thực hiện,Quyết định\n"
        "v1,Sóng di động,30/06/2024,Viettel,1215/QĐ-UBND\n"
        "v1,Điện lưới,31/12/2024,Điện lực,1215/QĐ-UBND\n",
        encoding="utf-8",
    )
    report = load_file(settled, "commitments", file, mapping_path=MAPPING, province=province())
    assert (report.inserted, report.quarantined) == (2, 0)
    with reading(settled) as connection:
        rows = connection.execute(select(commitments).order_by(commitments.c.what)).all()
    assert [(row.what, row.planned_on) for row in rows] == [
        ("power", date(2024, 12, 31)),
        ("signal", date(2024, 6, 30)),
    ]


def test_states_follow_from_surveys(told: Engine) -> None:
    assert states(told) == {"v1": State.KEPT, "v2": State.LATE, "v3": State.DUE}


def test_a_period_that_is_over_is_told_as_it_was_known_then(told: Engine) -> None:
    july = Period(start=date(2024, 1, 1), end=date(2024, 7, 31))
    assert states(told, july) == {"v1": State.UNKNOWN, "v2": State.UNKNOWN, "v3": State.DUE}
    spring = Period(start=date(2024, 1, 1), end=date(2024, 3, 31))
    assert set(states(told, spring).values()) == {State.DUE}


def test_a_district_has_its_own(told: Engine) -> None:
    assert set(states(told, district="450")) == {"v3"}
    assert set(states(told, area="19111")) == {"v1", "v2"}


def test_who_may_see_a_part_sees_its_promises_alone(told: Engine) -> None:
    own = Scope(bound=Bound.DISTRICT, code="450")
    with opened(told, scope=own) as view:
        found = promises_of(view, What.SIGNAL, Selection(period=YEAR))
    assert [each.of.village for each in found] == ["v3"]
    with opened(told, scope=Scope(bound=Bound.AGENCY, code="TP")) as view:
        assert promises_of(view, What.SIGNAL, Selection(period=YEAR)) == []


def drawn(view: View, query: str = "") -> tuple[str, str]:
    """Blocks with heads, and briefing, of the page."""
    page = all_pages()[PAGE]
    with Flask("tests").test_request_context("/"):
        asked = ask(view, f"?from=2024-01-01&to=2024-12-31{query}")
        content = page.content(asked)
        assert page.frame(content, asked)
        assert page.brief
        return str(content.blocks) + str(content.heads), str(page.brief(asked))


def test_the_page_and_its_briefing_name_what_is_late_and_what_nobody_promised(
    told: Engine,
) -> None:
    with opened(told) as view:
        shown, briefed = drawn(view)
    assert "1 cam kết quá hạn, lâu nhất 180 ngày" in shown
    assert "1 cam kết quá hạn, lâu nhất 180 ngày" in briefed
    assert "1 thôn chưa ai cam kết" in shown
    assert "'v2'" in shown
    assert "'v4'" in shown
    assert "Còn 3 thôn chưa có sóng, nhiều hơn cam kết 1" in shown


@pytest.mark.parametrize("query", ["&what=power", "&what=broadband&lang=en", "&district=455"])
def test_the_page_is_drawn_of_whatever_is_asked(told: Engine, query: str) -> None:
    with opened(told) as view:
        assert drawn(view, query)


def test_the_page_is_drawn_where_nothing_is_known(settled: Engine) -> None:
    with opened(settled) as view:
        shown, _ = drawn(view)
    assert "Chưa có cam kết nào" in shown


def test_another_kind_of_promise_is_refused_by_name(told: Engine) -> None:
    with opened(told) as view, pytest.raises(UnknownFilter, match="roads"):
        drawn(view, "&what=roads")


def test_mountain_communes_are_weighed_by_people(settled: Engine) -> None:
    load(settled, "villages", village("v1", signal="none", people=50))
    load(settled, "villages", village("v2", people=450))
    load(settled, "villages", village("v3", signal="none", people=1, commune_code="18853"))
    load(settled, "villages", village("v4", people=999, commune_code="18853"))
    with opened(settled) as view:
        shown, _ = drawn(view)
    assert "2 xã còn người chưa có sóng" in shown
    assert shown.index("'100,0'") < shown.index("'1,0'")


def test_the_demonstration_has_promises_of_every_state() -> None:
    shipped = read_province(ROOT / "config")
    made = frames(shipped, dossiers=500, years=3, seed=7, as_of=AS_OF)["commitments"]
    again = frames(shipped, dossiers=500, years=3, seed=7, as_of=AS_OF)["commitments"]
    pd.testing.assert_frame_equal(made, again)
    assert set(made.what) == {"signal", "power", "broadband"}
    assert not made.duplicated(["village_code", "what", "decision"]).any()


def test_promises_of_the_demonstration_can_all_be_read(small_demonstration_url: str) -> None:
    engine = make_engine(small_demonstration_url)
    assert count(engine, quarantine) == 0
    with opened(engine) as view:
        every = [each for what in What for each in promises_of(view, what, Selection(period=YEAR))]
    assert len(every) == count(engine, commitments)
    found = tally(every).counts
    assert set(found) == set(State) - {State.BEFORE}
    assert found[State.KEPT] > found[State.LATE] > found[State.KEPT_LATE] * 0.5
    engine.dispose()


def test_a_refresh_brings_other_promises_to_the_same_map(told: Engine) -> None:
    """Each state's points go to the trace that has that state's shape."""
    page = all_pages()[PAGE]
    with opened(told) as view, Flask("tests").test_request_context("/"):
        asked = ask(view, "?from=2024-01-01&to=2024-12-31")
        whole: Any = page.content(asked).figures["commitments-map"]
        change: Any = page.content(replace(asked, refresh=True)).figures["commitments-map"]
    traces = whole.to_plotly_json()["data"]
    steps = {
        tuple(each["location"]): each["params"]["value"]
        for each in change.to_plotly_json()["operations"]
    }
    moved = {at for _, at, name in (place for place in steps if len(place) == 3) if name == "lon"}
    assert moved == {at for at, trace in enumerate(traces) if trace.get("name")}
    for at in moved:
        for name in ("lon", "lat", "customdata"):
            told_anew, there = steps["data", at, name], traces[at][name]
            assert [str(each) for each in told_anew] == [str(each) for each in there]


def test_a_month_that_cannot_be_is_refused_and_one_that_was_shows_less_done(
    small_demonstration_url: str,
) -> None:
    client = client_of(small_demonstration_url)
    for address in ("before=202413", "after=209901", "lanes=village", "before=năm"):
        assert "cam kết đã xong" not in client.get(f"{PAGE}?{address}").text
    page = client.get(f"{PAGE}?before=202306&after=202412").text
    said = dict(re.findall(r"Cuối (T\d+/\d+): (\d+) / \d+ cam kết đã xong", page))
    assert int(said["T6/2023"]) < int(said["T12/2024"])
