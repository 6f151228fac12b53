"""What a condition says, in both languages: it is kept as it was when it arose, and is sent."""

from __future__ import annotations

from datetime import datetime

from config.alerts import Measured, Rule, Side
from data_access.days import to_local
from metrics.alerts.judging import signed_limit
from metrics.metric import Metric, Unit

Both = tuple[str, str]
_VI = str.maketrans(",.", ".,")
_SIDES: dict[Side, Both] = {
    Side.ABOVE: ("trên", "above"),
    Side.BELOW: ("dưới", "below"),
    Side.FALL: ("giảm", "down"),
    Side.RISE: ("tăng", "up"),
}
DAY_HOURS = 24


def number(value: float, decimals: int = 0) -> Both:
    text = f"{value:,.{decimals}f}".replace("-", "−")
    return text.translate(_VI), text


def measured(value: float, unit: Measured) -> Both:
    """`82,1 %`, `8,0 điểm %`, `40`, `5 giờ`, `12 ngày`."""
    if unit is Measured.PERCENT:
        vi, en = number(value * 100, 1)
        return f"{vi} %", f"{en}%"
    if unit is Measured.POINTS:
        vi, en = number(value * 100, 1)
        return f"{vi} điểm %", f"{en} points"
    if unit is Measured.HOURS:
        return lasted(value)
    vi, en = number(value, 1 if unit is Measured.TIMES else 0)
    return (f"{vi} lần", f"{en} times") if unit is Measured.TIMES else (vi, en)


def lasted(hours: float) -> Both:
    if hours >= 2 * DAY_HOURS:
        vi, en = number(hours // DAY_HOURS)
        return f"{vi} ngày", f"{en} days"
    vi, en = number(hours // 1)
    return f"{vi} giờ", f"{en} h"


def of_metric(metric: Metric, value: float) -> Both:
    return measured(value, Measured.PERCENT if metric.unit is Unit.RATIO else Measured.COUNT)


def against_limit(rule: Rule) -> Both:
    """`dưới 80 %`: what the rule holds a value against."""
    side, limit = _SIDES[rule.side], measured(abs(signed_limit(rule)), rule.measured)
    return f"{side[0]} {limit[0]}", f"{side[1]} {limit[1]}"


def window(rule: Rule) -> Both:
    if rule.window_days <= 1:
        return "", ""
    return f" trong {rule.window_days} ngày", f" in {rule.window_days} days"


def moment(at: datetime) -> str:
    return f"{to_local(at):%H:%M %d/%m}"
