"""Dossiers: how many came, were resolved and wait; which are late, and who holds them."""

from __future__ import annotations

from data_access.selection import By
from pages.group import Group, page_of
from pages.group_trend import Trend
from pages.group_units import Compare
from wording.words import mark

GROUP = Group(
    name="dossiers",
    label=mark("Thủ tục hành chính"),
    short=mark("Hồ sơ"),
    group=mark("Hồ sơ, văn bản"),
    order=3,
    gauges=("on_time", "early", "completion", "median_days"),
    counts=(
        ("received", "resolved", "open", "in_process", "waiting", "overdue_now"),
        (
            "overdue",
            "overdue_finished",
            "overdue_open",
            "withdrawn",
            "no_deadline",
            "p90_days",
        ),
    ),
    trends=(
        Trend(metrics=("received", "resolved"), title=mark("Hồ sơ tiếp nhận và giải quyết")),
        Trend(metrics=("received",), split=By.CHANNEL, title=mark("Tiếp nhận theo kênh")),
    ),
    compares=(
        Compare(metric="on_time", by=By.AGENCY),
        Compare(metric="overdue_now", by=By.AGENCY),
        Compare(metric="on_time", by=By.DISTRICT),
    ),
    by_level=("on_time", "completion", "early"),
    phone=True,
)
PAGE = page_of(GROUP)
