"""Rows of the tables `alerts` and `alert_events`, and the machine's alarms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from data_access.alerts.machine import Alarm, State, What
from data_access.schema import alert_events, alerts, dataset


def alarm_of(row: Row[Any]) -> Alarm:
    return Alarm(
        state=State(row.state),
        alarm=row.alarm,
        turned=row.turned_at,
        acknowledged=row.acknowledged,
        until=row.shelved_until,
    )


def columns_of(alarm: Alarm, now: datetime) -> dict[str, Any]:
    over = alarm.state is State.NORMAL
    return {
        "state": str(alarm.state),
        "alarm": alarm.alarm,
        "turned_at": alarm.turned,
        "acknowledged": alarm.acknowledged,
        "shelved_until": alarm.until,
        "ended_at": now if over else None,
    }


def times_of(what: tuple[What, ...], now: datetime) -> dict[str, Any]:
    """What an event leaves on the alert itself."""
    found: dict[str, Any] = {}
    if What.RAISED in what:
        found["raised_at"] = now
    if What.RAISED_AGAIN in what:
        found["cleared_at"] = None
    if What.CLEARED in what:
        found["cleared_at"] = now
    return found


def open_rows(connection: Connection) -> list[Row[Any]]:
    """Those that stand, and those whose delay has not passed."""
    return list(connection.execute(select(alerts).where(alerts.c.ended_at.is_(None))))


def change(connection: Connection, id_: int, values: dict[str, Any]) -> None:
    connection.execute(update(alerts).where(alerts.c.id == id_).values(values))


def write_event(connection: Connection, alert: int, at: datetime, what: What, **more: Any) -> int:
    """Its id."""
    row = {"alert_id": alert, "at": at, "what": str(what), **more}
    done = connection.execute(insert(alert_events).values(row))
    (number,) = done.inserted_primary_key or (0,)
    return int(number)


def bump_alerts(connection: Connection) -> int:
    """Open screens ask for this number; data stay as they are."""
    connection.execute(update(dataset).values(alerts_version=dataset.c.alerts_version + 1))
    return int(connection.scalar(select(dataset.c.alerts_version)) or 0)
