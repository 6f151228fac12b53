"""Infrastructure: villages, stations and the networks of state agencies."""

from __future__ import annotations

from data_access.selection import By
from pages.group import Group, page_of
from pages.group_trend import Trend
from pages.group_units import Compare
from wording.words import mark

GROUP = Group(
    name="infrastructure",
    label=mark("Hạ tầng số"),
    short=mark("Hạ tầng"),
    group=mark("Hạ tầng, an toàn"),
    order=20,
    gauges=(
        "covered_3g",
        "covered_4g",
        "covered_5g",
        "communes_fibre",
        "network_joined",
        "lan_agencies",
        "video_conferencing",
        "computers_per_official",
    ),
    counts=(
        ("no_signal", "weak_signal", "no_power", "no_broadband", "cut_off"),
        (
            "no_signal_people",
            "weak_signal_people",
            "no_power_people",
            "no_broadband_people",
            "cut_off_people",
        ),
        ("stations", "masts", "stations_5g"),
    ),
    trends=(Trend(metrics=("covered_3g",)),),
    compares=(
        Compare(metric="no_signal", by=By.DISTRICT),
        Compare(metric="covered_3g", by=By.DISTRICT),
    ),
    by_level=("network_joined", "lan_agencies", "video_conferencing", "computers_per_official"),
    gaps=True,
)
PAGE = page_of(GROUP)
