"""What conditions make of alerts: in one transaction, with what is to be sent of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert

from config.alerts import AlertSettings, Rule
from data_access.alerts.condition import Condition, Evaluation
from data_access.alerts.machine import Delays, What, seen
from data_access.engine import writing
from data_access.places import Places
from data_access.schema import alerts
from ingest.alerts.outbox import Post
from ingest.alerts.rows import (
    alarm_of,
    bump_alerts,
    change,
    columns_of,
    open_rows,
    times_of,
    write_event,
)
from ingest.alerts.watched import Watched, last_watched, note_watched

RULE_GONE = "Luật không còn trong cấu hình"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """`raised` and `cleared`: ids of alerts. `skipped`: a newer look had been kept already."""

    raised: tuple[int, ...] = ()
    cleared: tuple[int, ...] = ()
    skipped: bool = False


def record(
    engine: Engine, settings: AlertSettings, places: Places, evaluation: Evaluation
) -> Recorded:
    with writing(engine) as connection:
        last = last_watched(connection)
        if last is not None and last.evaluated_real > evaluation.real:
            return Recorded(skipped=True)
        book = _Book(connection, settings, places, evaluation)
        book.keep()
        note_watched(connection, Watched.after(last, evaluation, settings.every))
        bump_alerts(connection)
        return Recorded(raised=tuple(book.raised), cleared=tuple(book.cleared))


class _Book:
    def __init__(
        self,
        connection: Connection,
        settings: AlertSettings,
        places: Places,
        evaluation: Evaluation,
    ) -> None:
        self._connection, self._evaluation = connection, evaluation
        self._rules: Mapping[str, Rule] = {rule.name: rule for rule in settings.rules}
        self._post = Post(connection, settings.receivers, places)
        self.raised: list[int] = []
        self.cleared: list[int] = []

    def keep(self) -> None:
        found = {(c.rule, c.about.key): c for c in self._evaluation.conditions}
        for row in open_rows(self._connection):
            condition = found.pop((row.rule, row.about), None)
            if condition is not None or self._over(row.rule):
                self._move(row, condition)
        self._begin(condition for condition in found.values() if condition.alarm)

    def _over(self, rule: str) -> bool:
        """Without a condition: whether that means that it is gone."""
        return rule in self._evaluation.rules or rule not in self._rules

    def _begin(self, conditions: Iterable[Condition]) -> None:
        now = self._evaluation.at
        for condition in conditions:
            rule = self._rules[condition.rule]
            alarm, what = seen(None, True, now, _delays(rule))
            if alarm is not None:
                values = _about(condition, rule) | _told(condition)
                values |= columns_of(alarm, now) | times_of(what, now)
                done = self._connection.execute(insert(alerts).values(values))
                (number,) = done.inserted_primary_key or (0,)
                self._tell(int(number), values, what, condition.value)

    def _move(self, row: Row[Any], condition: Condition | None) -> None:
        now, rule = self._evaluation.at, self._rules.get(row.rule)
        alarm, what = seen(
            alarm_of(row), condition.alarm if condition else False, now, _delays(rule)
        )
        if alarm is None:
            self._connection.execute(delete(alerts).where(alerts.c.id == row.id))
            return
        values = columns_of(alarm, now) | times_of(what, now)
        if condition is not None and condition.alarm:
            values |= _told(condition)
        if any(getattr(row, name) != value for name, value in values.items()):
            change(self._connection, row.id, values)
        note = "" if rule else RULE_GONE
        self._tell(row.id, dict(row._mapping) | values, what, values.get("value"), note)

    def _tell(
        self,
        alert: int,
        row: Mapping[str, Any],
        what: tuple[What, ...],
        value: float | None,
        note: str = "",
    ) -> None:
        for each in what:
            more = {"value": value, "note": note, **_said(each, row)}
            event = write_event(self._connection, alert, self._evaluation.at, each, **more)
            rule = self._rules.get(row["rule"])
            self._post.put(event, {**row, "id": alert}, each, self._evaluation.at, rule)
        if What.RAISED in what or What.RAISED_AGAIN in what:
            self.raised.append(alert)
        if What.CLEARED in what:
            self.cleared.append(alert)


def _said(what: What, row: Mapping[str, Any]) -> dict[str, Any]:
    """As it was when it was raised: the alert itself goes on with its condition."""
    raised = what in (What.RAISED, What.RAISED_AGAIN)
    return {"text": row["text"], "text_en": row["text_en"]} if raised else {}


def _delays(rule: Rule | None) -> Delays:
    return Delays(on=rule.delay, off=rule.clear) if rule else Delays()


def _about(condition: Condition, rule: Rule) -> dict[str, Any]:
    about = condition.about
    return {
        "rule": rule.name,
        "about": about.key,
        "agency_code": about.agency,
        "area_key": about.area,
        "priority": str(rule.priority),
    }


def _told(condition: Condition) -> dict[str, Any]:
    return {
        "text": condition.text,
        "text_en": condition.text_en,
        "value": condition.value,
        "limit_value": condition.limit,
        "numerator": condition.numerator,
        "denominator": condition.denominator,
    }
