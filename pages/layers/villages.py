"""Villages: what each lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.map_spots import Spots, State
from data_access.days import day_key
from data_access.selection import Period, Selection
from data_access.villages import Gap, Village
from metrics.desk import View
from pages.gaps import without_offices
from pages.layers.layer import Layer, inside
from pages.page import Ask
from wording.words import Words, mark

SERVED = "served"


def _all(view: View, day: date) -> list[Village]:
    """By commune, so that neighbours follow each other."""
    found = view.every_village(Selection(period=Period(start=day, end=day)))
    return sorted(found, key=lambda each: (each.commune, each.code))


def _spots(view: View, words: Words, day: date) -> Spots:
    found, areas = _all(view, day), view.snap.places.areas
    return Spots(
        longitudes=[each.longitude for each in found],
        latitudes=[each.latitude for each in found],
        names=[each.name for each in found],
        units=[areas[each.commune].name for each in found],
        amounts=[each.people for each in found],
        amount_word=words("người"),
        days=[day_key(each.surveyed_on) if each.surveyed_on else 0 for each in found],
        day_word=words("khảo sát {day}", day="{day}"),
    )


def _masks(ask: Ask, day: date) -> Sequence[int]:
    found = _all(ask.view, day)
    communes = [each.commune for each in found]
    here = inside(ask.view.snap.places, communes, without_offices(ask.selection))
    return [_mask(each) if meant else 0 for each, meant in zip(found, here, strict=True)]


def _mask(of: Village) -> int:
    silent, dark, apart = of.signal == "none", not of.has_power, not of.has_broadband
    weak = of.signal == "weak"
    bits = (silent and dark and apart, silent, dark, weak, apart)
    return sum(1 << n for n, bit in enumerate(bits) if bit) or 1 << len(bits)


def _note(ask: Ask, _: date) -> str:
    return ask.words("Thôn thiếu nhiều thứ được đếm ở từng dòng và vẽ theo dòng đầu đang bật")


VILLAGES = Layer(
    name="villages",
    label=mark("Thôn, bản"),
    one=mark("Thôn, bản"),
    states=(
        State(code=Gap.CUT_OFF, word=mark("Thiếu cả ba"), shape="village", tone="status-missed"),
        State(code=Gap.NO_SIGNAL, word=mark("Chưa có sóng"), shape="missed", tone="status-missed"),
        State(
            code=Gap.NO_POWER, word=mark("Chưa có điện lưới"), shape="power", tone="status-watch"
        ),
        State(code=Gap.WEAK_SIGNAL, word=mark("Lõm sóng"), shape="watch", tone="status-watch"),
        State(code=Gap.NO_BROADBAND, word=mark("Chưa có băng rộng"), shape="cable", tone="ink-2"),
        State(code=SERVED, word=mark("Có đủ"), shape="dot", tone="status-met", size=0.6),
    ),
    spots=_spots,
    masks=_masks,
    metric="no_signal",
    note=_note,
)
