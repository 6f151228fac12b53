"""Digitisation: dossiers and results that exist as data, and are used again."""

from __future__ import annotations

from data_access.selection import By
from pages.group import Group, page_of
from pages.group_trend import Trend
from pages.group_units import Compare
from wording.words import mark

GROUP = Group(
    name="digitisation",
    label=mark("Số hóa hồ sơ, kết quả"),
    short=mark("Số hóa"),
    group=mark("Hồ sơ, văn bản"),
    order=11,
    gauges=("digitised", "result_digitised", "e_result", "reused"),
    trends=(Trend(metrics=("digitised",)), Trend(metrics=("reused",))),
    compares=(
        Compare(metric="digitised", by=By.DISTRICT),
        Compare(metric="e_result", by=By.AGENCY),
    ),
    by_level=("digitised", "result_digitised", "e_result", "reused"),
)
PAGE = page_of(GROUP)
