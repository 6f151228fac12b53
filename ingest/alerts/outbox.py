"""What is to be sent: written in the transaction of the event that it tells of, so that neither is
there without the other. No names of applicants or accounts go out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from config.alert_receivers import Receiver
from config.alerts import Rule
from data_access.alerts.machine import What
from data_access.alerts.scope import holds_alert
from data_access.clock import real_now
from data_access.days import to_local
from data_access.places import Places
from data_access.schema import alert_outbox
from data_access.scope import Scope

_EVENTS: Mapping[What, str] = {
    What.RAISED: "raised",
    What.RAISED_AGAIN: "raised",
    What.CLEARED: "cleared",
    What.ASSIGNED: "assigned",
}


class Post:
    def __init__(
        self, connection: Connection, receivers: Sequence[Receiver], places: Places
    ) -> None:
        self._connection, self._places = connection, places
        self._receivers = [(each, Scope.named(each.scope)) for each in receivers]

    def put(
        self, event: int, alert: Mapping[str, Any], what: What, at: datetime, rule: Rule | None
    ) -> None:
        """To everybody who is told of such an event, in their scope."""
        for receiver, scope in self._receivers:
            wanted = alert["priority"] in receiver.priorities
            if not wanted or _EVENTS.get(what) not in receiver.events:
                continue
            if not holds_alert(
                scope, alert["agency_code"], alert["area_key"], self._places, to_local(at).date()
            ):
                continue
            self._connection.execute(
                insert(alert_outbox).values(
                    event_id=event,
                    receiver=receiver.name,
                    message_key=f"{alert['id']}-{event}-{receiver.name}",
                    body=json.dumps(_body(alert, what, at, rule), ensure_ascii=False),
                    created_at=real_now(),
                    next_try_at=real_now(),
                    tries=0,
                )
            )


def _body(
    alert: Mapping[str, Any], what: What, at: datetime, rule: Rule | None
) -> dict[str, object]:
    return {
        "alert": alert["id"],
        "event": _EVENTS[what],
        "at": to_local(at).isoformat(timespec="seconds"),
        "rule": alert["rule"],
        "priority": alert["priority"],
        "label": rule.label if rule else alert["rule"],
        "label_en": rule.label_en if rule else alert["rule"],
        "act": rule.act if rule else "",
        "act_en": rule.act_en if rule else "",
        "about": alert["about"],
        "text": alert["text"],
        "text_en": alert["text_en"],
        "value": alert["value"],
        "limit": alert["limit_value"],
        "assigned_to": alert.get("assigned_to") or "",
        "due_at": _local(alert.get("due_at")),
    }


def _local(at: datetime | None) -> str | None:
    return to_local(at).isoformat(timespec="minutes") if at else None
