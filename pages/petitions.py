"""Petitions and satisfaction: what people said, who answered in time, and what they thought."""

from __future__ import annotations

from data_access.selection import By
from pages.group import Group, page_of
from pages.group_trend import Trend
from pages.group_units import Compare
from wording.words import mark

GROUP = Group(
    name="petitions",
    label=mark("Phản ánh, hài lòng"),
    short=mark("Phản ánh"),
    group=mark("Hồ sơ, văn bản"),
    order=13,
    gauges=("petition_on_time", "petition_satisfied", "satisfied"),
    counts=(("petitions", "petition_answered", "petition_open", "petition_late"),),
    trends=(
        Trend(metrics=("petition_on_time",)),
        Trend(metrics=("petitions", "petition_answered"), title=mark("Phản ánh đến và đã trả lời")),
    ),
    compares=(
        Compare(metric="petition_late", by=By.AGENCY),
        Compare(metric="petition_on_time", by=By.DISTRICT),
    ),
    by_level=("petition_on_time", "petition_satisfied", "satisfied"),
)
PAGE = page_of(GROUP)
