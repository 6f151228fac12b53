"""What people do about an alert: acknowledge it, assign it, put it aside, take it back up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, exists, select

from config.alerts import AlertSettings
from data_access import clock
from data_access.alerts.machine import (
    Alarm,
    Moved,
    Refused,
    State,
    What,
    acknowledged,
    shelved,
    standing,
    unshelved,
)
from data_access.alerts.standing import UnknownAlert
from data_access.days import to_local, to_utc
from data_access.engine import writing
from data_access.errors import TamNhinError
from data_access.places import Places
from data_access.schema import agencies, alerts
from ingest.alerts.outbox import Post
from ingest.alerts.rows import alarm_of, bump_alerts, change, columns_of, times_of, write_event

PATIENCE_SECONDS = 5.0  # somebody waits before a screen
LONGEST_NOTE, LONGEST_NAME = 500, 120
Done = tuple[dict[str, Any], tuple[What, ...]]  # columns of the alert, and what has happened


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`alert`: its number. `who`: the name of the account that acts."""

    alert: int
    who: str
    note: str


class Office:
    """Acts on alerts; each gives the new version of alerts. Raises TamNhinError for what cannot be
    right, UnknownAlert where there is none, NotNow where its state does not allow it."""

    def __init__(self, engine: Engine, settings: AlertSettings, places: Places) -> None:
        self._engine = engine.execution_options(patience=PATIENCE_SECONDS)
        self._settings, self._places = settings, places

    def acknowledge(self, act: Act) -> int:
        def done(_: Connection, row: Row[Any], now: datetime) -> Done:
            values, what = _moved(acknowledged, row, now)
            return values | {"acknowledged_at": now, "acknowledged_by": act.who.strip()}, what

        return self._acted(act, done)

    def assign(self, act: Act, *, agency: str, due: datetime) -> int:
        """`due` is local."""

        def done(connection: Connection, _: Row[Any], now: datetime) -> Done:
            if not connection.scalar(select(exists().where(agencies.c.code == agency))):
                raise TamNhinError(
                    vi=f"Giao cho '{agency}': không có cơ quan này",
                    en=f"Assigned to '{agency}': there is no such agency",
                )
            _require_later(to_utc(due), now)
            return {"assigned_to": agency, "due_at": to_utc(due)}, (What.ASSIGNED,)

        return self._acted(act, done)

    def shelve(self, act: Act, *, until: datetime) -> int:
        """`until` is local; why it is put aside must be said."""
        end = to_utc(until)

        def done(_: Connection, row: Row[Any], now: datetime) -> Done:
            _require_later(end, now)
            _require_sooner(end, now + self._settings.longest_shelving)
            if not act.note.strip():
                raise TamNhinError(vi="Gác lại: chưa ghi lý do", en="Shelved: no reason given")
            return _moved(lambda alarm: shelved(alarm, end), row, now)

        return self._acted(act, done)

    def unshelve(self, act: Act) -> int:
        return self._acted(act, lambda _, row, now: _moved(unshelved, row, now))

    def _acted(self, act: Act, done: Callable[[Connection, Row[Any], datetime], Done]) -> int:
        _check_words(act)
        with writing(self._engine) as connection:
            row = _standing(connection, act.alert)
            now = clock.now(connection)
            values, what = done(connection, row, now)
            values["note"] = act.note.strip()
            change(connection, row.id, values)
            self._tell(connection, dict(row._mapping) | values, act, what, now)
            return bump_alerts(connection)

    def _tell(
        self,
        connection: Connection,
        alert: dict[str, Any],
        act: Act,
        what: tuple[What, ...],
        now: datetime,
    ) -> None:
        """The act is somebody's; what it leads to happens."""
        post = Post(connection, self._settings.receivers, self._places)
        told = {"who": act.who.strip(), "note": act.note.strip()}
        for each in what:
            more = told | _of(each, alert)
            event = write_event(connection, alert["id"], now, each, value=alert["value"], **more)
            post.put(event, alert, each, now, self._settings.rule(alert["rule"]))
            told = {}


class NotNow(TamNhinError):
    """Somebody was faster, or it is over."""

    def __init__(self, row: Row[Any]) -> None:
        who = f" ({row.acknowledged_by})" if row.acknowledged_by else ""
        super().__init__(
            vi=f"Cảnh báo số {row.id} đang ở trạng thái khác{who}; chưa ghi gì. Xem lại danh sách.",
            en=f"Alert number {row.id} is in another state{who}; nothing was written. Look at the"
            " list again.",
        )


def _standing(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(alerts).where(alerts.c.id == number)).first()
    if row is None or row.raised_at is None:
        raise UnknownAlert(number)
    if not standing(State(row.state)):
        raise NotNow(row)
    return row


def _moved(act: Callable[[Alarm], Moved], row: Row[Any], now: datetime) -> Done:
    try:
        alarm, what = act(alarm_of(row))
    except Refused as error:
        raise NotNow(row) from error
    assert alarm is not None  # nobody's act makes an alert that was raised disappear
    return columns_of(alarm, now) | times_of(what, now), what


def _of(what: What, alert: dict[str, Any]) -> dict[str, Any]:
    """What an event of this kind has beside who and when."""
    if what is What.ASSIGNED:
        return {"agency_code": alert["assigned_to"], "until": alert["due_at"]}
    return {"until": alert["shelved_until"]} if what is What.SHELVED else {}


def _require_sooner(moment: datetime, latest: datetime) -> None:
    if moment > latest:
        raise TamNhinError(
            vi=f"Gác lại đến {_said(moment)}: muộn nhất là {_said(latest)}",
            en=f"Shelved until {_said(moment)}: {_said(latest)} at the latest",
        )


def _require_later(moment: datetime, now: datetime) -> None:
    if moment <= now:
        raise TamNhinError(
            vi=f"Hạn {_said(moment)} đã qua; chọn một lúc sau {_said(now)}",
            en=f"{_said(moment)} has passed; choose a time after {_said(now)}",
        )


def _said(moment: datetime) -> str:
    return f"{to_local(moment):%H:%M %d/%m/%Y}"


def _check_words(act: Act) -> None:
    if not act.who.strip():
        raise TamNhinError(vi="Người xử lý: chưa ghi", en="Who acts: not given")
    for text, longest, vi, en in (
        (act.who, LONGEST_NAME, "Người xử lý", "Who acts"),
        (act.note, LONGEST_NOTE, "Ghi chú", "The note"),
    ):
        if len(text) > longest:
            raise TamNhinError(
                vi=f"{vi}: dài {len(text)} ký tự, nhiều nhất {longest}",
                en=f"{en}: {len(text)} characters long, at most {longest}",
            )
