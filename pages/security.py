"""Security: who is protected, what happened, and how long it took to mend."""

from __future__ import annotations

from data_access.selection import By
from pages.group import Group, page_of
from pages.group_trend import Trend
from pages.group_units import Compare
from wording.words import mark

GROUP = Group(
    name="security",
    label=mark("An toàn thông tin"),
    short=mark("An toàn"),
    group=mark("Hạ tầng, an toàn"),
    order=23,
    gauges=("firewall_agencies", "antivirus_agencies", "incident_days"),
    counts=(("incidents", "incident_closed", "incident_open", "incident_serious"),),
    trends=(
        Trend(metrics=("incidents", "incident_closed"), title=mark("Sự cố xảy ra và đã khắc phục")),
    ),
    compares=(
        Compare(metric="incident_serious", by=By.AGENCY),
        Compare(metric="incident_open", by=By.AGENCY),
        Compare(metric="firewall_agencies", by=By.DISTRICT),
    ),
    by_level=("firewall_agencies", "antivirus_agencies"),
)
PAGE = page_of(GROUP)
