"""Offices of agencies, and which of them are on the dedicated data network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.map_spots import Spots, State
from data_access.days import day_key
from metrics.desk import View
from pages.layers.layer import Layer
from pages.page import Ask
from wording.words import Words, mark


def _spots(view: View, words: Words, day: date) -> Spots:
    found, areas = view.offices(day), view.snap.places.areas
    return Spots(
        longitudes=[each.longitude for each in found],
        latitudes=[each.latitude for each in found],
        names=[each.name for each in found],
        units=[areas[each.unit].name if each.unit else "" for each in found],
        days=[day_key(each.surveyed_on) if each.surveyed_on else 0 for each in found],
        day_word=words("khảo sát {day}", day="{day}"),
    )


def _masks(ask: Ask, day: date) -> Sequence[int]:
    meant = ask.view.snap.places.agency_codes(ask.selection)
    return [
        {True: 1, False: 2, None: 4}[each.joined] if meant is None or each.code in meant else 0
        for each in ask.view.offices(day)
    ]


def _note(ask: Ask, day: date) -> str:
    pairs = zip(_masks(ask, day), ask.view.offices(day), strict=True)
    amid = sum(1 for mask, each in pairs if mask and not each.placed)
    if not amid:
        return ""
    return ask.words("{n} cơ quan chưa có tọa độ trụ sở, vẽ ở tâm đơn vị", n=amid)


OFFICES = Layer(
    name="offices",
    label=mark("Cơ quan, mạng truyền số liệu chuyên dùng"),
    one=mark("Cơ quan"),
    states=(
        State(code="joined", word=mark("Đã kết nối"), shape="office", tone="status-met"),
        State(code="apart", word=mark("Chưa kết nối"), shape="office-open", tone="status-missed"),
        State(code="untold", word=mark("Chưa khảo sát"), shape="nodata", tone="ink-2"),
    ),
    spots=_spots,
    masks=_masks,
    metric="network_joined",
    note=_note,
)
