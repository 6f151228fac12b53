"""Alerts that stand, as JSON and as text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from data_access.alerts.standing import Alert, Alerts
from data_access.days import to_local
from metrics.desk import View


def alerts_json(view: View, found: Alerts) -> dict[str, Any]:
    return {
        "alerts": [_alert(each) for each in found.standing],
        "watched_since": _time(found.watch.since),
        "evaluated_at": _time(found.watch.evaluated_at),
        "watched": not found.watch.broken,
        "rules": [rule.name for rule in view.alert_settings.rules],
    }


def _alert(alert: Alert) -> dict[str, Any]:
    return {
        "id": alert.id,
        "rule": alert.rule,
        "priority": str(alert.priority),
        "state": str(alert.state),
        "agency": alert.agency or None,
        "area": alert.area or None,
        "text": alert.text,
        "text_en": alert.text_en,
        "value": alert.value,
        "limit": alert.limit,
        "raised_at": _time(alert.raised_at),
        "acknowledged_at": _time(alert.acknowledged_at),
        "cleared_at": _time(alert.cleared_at),
        "assigned_to": alert.assigned_to or None,
        "due_at": _time(alert.due_at),
        "shelved_until": _time(alert.shelved_until),
    }


def _time(moment: datetime | None) -> str | None:
    return to_local(moment).isoformat(timespec="seconds") if moment else None


_PRIORITIES = {"urgent": "KHẨN CẤP", "high": "cao", "normal": "thường"}
_STATES = {
    "unacknowledged": "chưa xác nhận",
    "acknowledged": "đã xác nhận",
    "returned": "đã hết, chưa xác nhận",
    "shelved": "gác lại",
}


def alerts_text(view: View, found: Alerts) -> str:
    lines = [
        f"{each.id:>6}  {_PRIORITIES[each.priority]:<8}  {_STATES[each.state]:<22}"
        f"  {to_local(each.raised_at):%d/%m %H:%M}  {each.text}"
        for each in found.standing
    ]
    return "\n".join([*(lines or ["Không có cảnh báo nào đang đứng."]), _watched(view, found)])


def _watched(view: View, found: Alerts) -> str:
    count, watch = len(view.alert_settings.rules), found.watch
    if watch.evaluated_at is None or watch.since is None:
        return "Chưa từng được theo dõi: chạy 'tamnhin watch' hoặc 'tamnhin alerts --look'."
    last = f"{to_local(watch.evaluated_at):%H:%M %d/%m/%Y}"
    if watch.broken:
        return f"KHÔNG được theo dõi từ {last}: chạy 'tamnhin watch' hoặc 'tamnhin alerts --look'."
    return f"{count} luật, theo dõi liên tục từ {to_local(watch.since):%H:%M %d/%m/%Y}, đến {last}."
