"""Online services: what is offered, what is used, how it is paid, what reaches the nation."""

from __future__ import annotations

from data_access.selection import By
from pages.group import Group, page_of
from pages.group_trend import Trend
from pages.group_units import Compare
from wording.words import mark

GROUP = Group(
    name="online",
    label=mark("Dịch vụ công trực tuyến"),
    short=mark("Trực tuyến"),
    group=mark("Hồ sơ, văn bản"),
    order=10,
    gauges=(
        "online_submit",
        "end_to_end",
        "service_used",
        "service_end_to_end",
        "paid_online",
        "fee_procedures_online",
        "synced",
        "vneid",
    ),
    counts=(
        (
            "procedures_published",
            "services_online",
            "services_full",
            "services_partial",
            "procedures_integrated",
        ),
    ),
    trends=(
        Trend(metrics=("online_submit",)),
        Trend(metrics=("received",), split=By.CHANNEL, title=mark("Tiếp nhận theo kênh")),
    ),
    compares=(
        Compare(metric="online_submit", by=By.DISTRICT),
        Compare(metric="paid_online", by=By.AGENCY),
    ),
    by_level=("online_submit", "end_to_end", "paid_online", "vneid", "synced"),
)
PAGE = page_of(GROUP)
