"""Rules made for tests, and looks at them at chosen moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from config.alerts import AlertSettings, Kind, Measured, Priority, Rule, Side
from data_access import clock
from data_access.alerts.condition import Condition
from data_access.alerts.standing import Alert, Alerts, standing_keys
from data_access.cache import SharedCache
from data_access.days import to_utc
from data_access.engine import reading, writing
from data_access.schema import alert_events
from data_access.scope import EVERYTHING, Scope
from data_access.selection import Period, Selection
from ingest.alerts.acting import Act, Office
from ingest.alerts.recording import Recorded, record
from metrics.alerts.evaluate import evaluate_rules
from metrics.desk import Desk
from tests.integration.rows import province

NOW = datetime(2024, 12, 27, 8)  # local
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SERIOUS = {"severity": "serious", "kind": "Mã độc", "agency_code": "TP"}


def rule(kind: Kind = Kind.INCIDENT, **more: Any) -> Rule:
    """Serious incidents, unless it is said otherwise."""
    given: dict[str, Any] = {
        "name": "a_rule",
        "label": "Luật thử",
        "label_en": "A rule",
        "act": "Gọi",
        "act_en": "Call",
        "priority": Priority.URGENT,
        "severity": "serious",
        "side": Side.ABOVE,
        "measured": Measured.HOURS,
        "limit": 0.0,
    }
    return Rule(kind=kind, **(given | more))


def settings(*rules: Rule, **more: Any) -> AlertSettings:
    return replace(AlertSettings(), rules=rules or (rule(),), **more)


def desk(engine: Engine, of: AlertSettings, scope: Scope = EVERYTHING) -> Desk:
    return Desk(
        engine=engine,
        province=province(),
        cache=SharedCache(),
        alert_settings=of,
        scope=lambda: scope,
    )


def set_time(engine: Engine, at: datetime) -> None:
    with writing(engine) as connection:
        clock.set_clock(connection, to_utc(at), runs=False)


def conditions(engine: Engine, of: AlertSettings, at: datetime = NOW) -> dict[str, Condition]:
    """By what they are about."""
    set_time(engine, at)
    with desk(engine, of).open() as view:
        found = evaluate_rules(view, of.rules, standing_keys(view.snap))
    return {each.about.key: each for each in found.conditions}


def look(engine: Engine, of: AlertSettings, at: datetime = NOW) -> Recorded:
    set_time(engine, at)
    with desk(engine, of).open() as view:
        found = evaluate_rules(view, of.rules, standing_keys(view.snap))
        places = view.snap.places
    return record(engine, of, places, found)


def alerts(engine: Engine, of: AlertSettings, scope: Scope = EVERYTHING, **filters: Any) -> Alerts:
    with desk(engine, of, scope).open() as view:
        return view.alerts(Selection(period=Period.year(2024), **filters))


def only(engine: Engine, of: AlertSettings) -> Alert:
    (found,) = alerts(engine, of).standing
    return found


def office(engine: Engine, of: AlertSettings) -> Office:
    with desk(engine, of).open() as view:
        return Office(engine, of, view.snap.places)


def act(alert: Alert, note: str = "", who: str = "Lan") -> Act:
    return Act(alert=alert.id, who=who, note=note)


def events(engine: Engine) -> list[tuple[str, str]]:
    """What, and who."""
    c = alert_events.c
    with reading(engine) as connection:
        found = connection.execute(select(c.what, c.who).order_by(c.id))
        return [(row.what, row.who) for row in found]


def incident(
    code: str = "SC-1", opened: str = "2024-12-27 07:00", **columns: Any
) -> dict[str, Any]:
    return {"code": code, "opened_at": opened, "closed_at": None, **SERIOUS, **columns}
