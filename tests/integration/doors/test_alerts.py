"""The page of alerts for each role: who sees which, who acts, and what the page says when nobody
looks."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update

from access.audit import newest
from access.roles import Role
from config.alerts import read_alerts
from config.settings import ROOT
from data_access import clock
from data_access.engine import reading, writing
from data_access.schema import alert_watch, alerts
from data_access.scope import Bound, Scope
from ingest.alerts.recording import record
from ingest.alerts.rows import bump_alerts
from metrics.alerts.evaluate import evaluate_rules
from metrics.desk import Desk
from pages.registry import all_pages
from tests.integration.doors.house import House
from tests.integration.doors.test_roles import drawn
from tests.integration.rows import load

PAGE = all_pages()["/alerts"]
SHIPPED = read_alerts(ROOT / "config")
SERIOUS = tuple(rule for rule in SHIPPED.rules if rule.name == "incident_serious")
OWN, OTHER = "H46.01", "H46.02"
FORM = ("who", "note", "agency", "due", "hours")


@pytest.fixture
def engine(own_house: House) -> Engine:
    made: Engine = own_house.server.extensions["tamnhin.desk"].engine
    with writing(made) as connection:
        clock.set_clock(connection, clock.now(connection), runs=False)
    opened = {"severity": "serious", "kind": "Mã độc", "opened_at": "2024-12-27 07:00"}
    load(
        made,
        "incidents",
        *({"code": f"T-{code}", "agency_code": code, **opened} for code in (OWN, OTHER)),
    )
    return made


def look(house: House) -> None:
    """As `tamnhin watch` does, at the rules of this file."""
    desk: Desk = house.server.extensions["tamnhin.desk"]
    with replace(desk, scope=Scope).open() as view:
        found, places = evaluate_rules(view, SERIOUS, {}), view.snap.places
    record(desk.engine, SHIPPED, places, found)


def number(engine: Engine, agency: str) -> int:
    with reading(engine) as connection:
        found = connection.scalar(select(alerts.c.id).where(alerts.c.agency_code == agency))
    assert found
    return int(found)


def acted(client: FlaskClient, name: str, alert: int, **given: str) -> str:
    """What the form says after a button was pressed."""
    body = pressed(client.get("/_dash-dependencies").text, name, alert, **given)
    headers = {"Origin": "http://localhost"}
    answer = client.post("/_dash-update-component", json=body, headers=headers)
    assert answer.status_code in (200, 403), answer.text
    return str(answer.json)


def pressed(dependencies: str, name: str, alert: int, **given: str) -> dict[str, Any]:
    """What a browser sends then."""
    known = json.loads(dependencies)
    one = next(each for each in known if "alerts-act-said" in each["output"])
    outputs = [each.rpartition(".") for each in one["output"].strip(".").split("...")]
    values = iter((str(alert), f"?alert={alert}", *(given.get(each, "") for each in FORM)))
    return {
        "output": one["output"],
        "outputs": [{"id": id, "property": prop} for id, _, prop in outputs],
        "inputs": [
            each | {"value": 1 if each["id"] == f"alerts-act-{name}" else None}
            for each in one["inputs"]
        ],
        "state": [each | {"value": next(values)} for each in one["state"]],
        "changedPropIds": [f"alerts-act-{name}.n_clicks"],
    }


def test_the_page_says_that_nobody_has_ever_looked(own_house: House, engine: Engine) -> None:
    text = drawn(own_house.someone(Role.VIEWER), PAGE)
    assert "Chưa ai theo dõi" in text
    assert "Chưa biết: không ai theo dõi" in text
    assert "Không có gì vượt ngưỡng" not in text


def test_what_stands_is_shown_with_what_to_do_and_who_looks(
    own_house: House, engine: Engine
) -> None:
    look(own_house)
    alert = number(engine, OWN)
    client = own_house.someone(Role.LEADER)
    text = drawn(client, PAGE, f"?alert={alert}")
    assert "2 cảnh báo chưa ai xác nhận" in text
    assert "được theo dõi liên tục từ 27/12/2024" in text
    assert SERIOUS[0].act in text
    assert "Xác nhận" in text


def test_the_page_says_when_nobody_looks_any_more(own_house: House, engine: Engine) -> None:
    look(own_house)
    w = alert_watch.c
    with writing(engine) as connection:
        last = connection.scalar(select(w.evaluated_real))
        assert last is not None
        connection.execute(update(alert_watch).values(evaluated_real=last - timedelta(minutes=3)))
        bump_alerts(connection)  # what was read of it is kept by this number
    text = drawn(own_house.someone(Role.VIEWER), PAGE)
    assert "Không ai theo dõi từ 27/12/2024 08:" in text


def test_who_leads_an_agency_sees_its_alerts_alone(own_house: House, engine: Engine) -> None:
    look(own_house)
    own, other = number(engine, OWN), number(engine, OTHER)
    client = own_house.someone(Role.LEADER, Scope(bound=Bound.AGENCY, code=OWN))
    text = drawn(client, PAGE, f"?alert={own}")
    assert f"T-{OTHER}" not in text
    assert "1 cảnh báo chưa ai xác nhận" in text
    assert f"Không có cảnh báo số {other}" in drawn(client, PAGE, f"?alert={other}")
    assert f"Không có cảnh báo số {other}" in acted(client, "acknowledge", other)
    assert "Ngoài phạm vi" in acted(client, "assign", own, agency=OTHER, due="2024-12-30")
    assert "không có giá trị" in acted(client, "acknowledge", 10**12)
    assert "Đã xác nhận" in acted(client, "acknowledge", own, note="đã rõ")


@pytest.mark.parametrize("role", [Role.LEADER, Role.OFFICER, Role.ADMINISTRATOR])
def test_who_may_acknowledges_by_the_name_of_their_account(
    own_house: House, engine: Engine, role: Role
) -> None:
    look(own_house)
    alert = number(engine, OWN)
    client = own_house.someone(role, name="an.nguyen")
    assert "Đã xác nhận" in acted(client, "acknowledge", alert, note="gọi rồi", who="ai đó")
    with reading(engine) as connection:
        row = connection.execute(select(alerts).where(alerts.c.id == alert)).one()
    assert (row.state, row.acknowledged_by, row.note) == ("acknowledged", "an.nguyen", "gọi rồi")
    assert newest(own_house.doors, 1)[0].what == "alert acknowledged"
    assert "an.nguyen" in acted(client, "acknowledge", alert)  # who was first


def test_who_may_only_look_sees_no_form_and_writes_nothing(
    own_house: House, engine: Engine
) -> None:
    look(own_house)
    alert = number(engine, OWN)
    client = own_house.someone(Role.VIEWER)
    assert "alerts-act-acknowledge" not in drawn(client, PAGE, f"?alert={alert}")
    assert "không có quyền" in acted(client, "acknowledge", alert)
    with reading(engine) as connection:
        states = set(connection.scalars(select(alerts.c.state)))
    assert states == {"unacknowledged"}


def test_an_alert_is_assigned_and_shelved_by_the_form(own_house: House, engine: Engine) -> None:
    look(own_house)
    alert = number(engine, OWN)
    client = own_house.someone(Role.OFFICER)
    assert "chưa chọn ngày" in acted(client, "assign", alert, agency=OTHER)
    assert "Đã giao việc" in acted(client, "assign", alert, agency=OTHER, due="2024-12-30")
    assert "chưa ghi lý do" in acted(client, "shelve", alert, hours="4")
    assert "Đã gác lại" in acted(client, "shelve", alert, hours="4", note="bảo trì")
    with reading(engine) as connection:
        row = connection.execute(select(alerts).where(alerts.c.id == alert)).one()
    assert (row.state, row.assigned_to) == ("shelved", OTHER)
    assert f"{row.due_at:%d %H:%M}" == "30 10:00"  # 17:00 local
    assert row.shelved_until - row.raised_at == timedelta(hours=4)


def test_open_screens_are_told_by_a_number_of_its_own(own_house: House, engine: Engine) -> None:
    client = own_house.someone(Role.VIEWER)
    before = client.get("/api/v1/version")
    look(own_house)
    after = client.get("/api/v1/version", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 304  # the data are what they were
    assert int(after.headers["Alerts-Version"]) == int(before.headers["Alerts-Version"]) + 1
    moved = rf"'data-shown': '\d+ [\d-]+ {after.headers['Alerts-Version']}'"
    assert re.search(moved, drawn(client, PAGE))


def test_monitoring_is_told_what_nobody_has_seen_and_when_rules_were_looked_at(
    own_house: House, engine: Engine
) -> None:
    client = own_house.administrator()
    assert "tamnhin_alerts_look_age_seconds" not in client.get("/metrics").text
    look(own_house)
    text = client.get("/metrics").text
    assert 'tamnhin_alerts_unacknowledged{priority="urgent"} 2' in text
    assert "tamnhin_alerts_look_age_seconds" in text


@pytest.mark.parametrize(
    ("search", "named"),
    [("?alert=x", "'x'"), ("?rule=none", "'none'"), ("?priority=grave", "'grave'")],
)
def test_a_wrong_filter_is_named(own_house: House, search: str, named: str) -> None:
    text = drawn(own_house.someone(Role.VIEWER), PAGE, search)
    assert named in unescape(text.replace("\\", ""))
