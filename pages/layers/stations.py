"""Stations: on air, planned or off the air, by operator and generation; and how far they reach by
the model of the estimate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.map_spots import Choice, Spots, State
from data_access.days import day_key
from data_access.stations import Stage, Standing
from metrics.coverage.links import Band, link_of
from metrics.desk import View
from pages.gaps import without_offices
from pages.layers.layer import Layer, inside
from pages.page import Ask
from wording.words import Words, mark

GENERATIONS = ("2g", "3g", "4g", "5g")
RAMP = ("group-5", "group-4", "group-3", "group-1")
STAGES = (Stage.ON_AIR, Stage.PLANNED, Stage.DOWN)
REACHES = 1 << len(STAGES)  # radio does not end where a selection does
METRES = 2  # decimals of a kilometre


def _spots(view: View, words: Words, day: date) -> Spots:
    found, areas = view.every_station(day), view.snap.places.areas
    operators = sorted({each.station.operator for each in found})
    reach, reach_of = _reach(found)
    return Spots(
        longitudes=[each.station.longitude for each in found],
        latitudes=[each.station.latitude for each in found],
        names=[each.station.code for each in found],
        units=[areas[each.commune].name if each.commune else "" for each in found],
        days=[day_key(each.since) for each in found],
        day_word=words("từ {day}", day="{day}"),
        choices=(
            Choice(
                name="generation",
                word=words("Thế hệ"),
                values=[(each, each.upper()) for each in GENERATIONS],
                of=[GENERATIONS.index(each.station.technology) for each in found],
                tones=RAMP,
            ),
            Choice(
                name="operator",
                word=words("Nhà mạng"),
                values=[(each, each) for each in operators],
                of=[operators.index(each.station.operator) for each in found],
            ),
        ),
        reach=reach,
        reach_of=reach_of,
    )


def _reach(found: Sequence[Standing]) -> tuple[list[tuple[float, float]], list[int]]:
    """Of a good and of a weak signal, worked out once for all stations that are alike."""
    known: dict[tuple[object, ...], int] = {}
    reach: list[tuple[float, float]] = []
    places = []
    for each in (one.station for one in found):
        kind = each.technology, each.frequency_mhz, each.height_m, each.power_w
        if kind not in known:
            known[kind] = len(reach)
            link = link_of(each)
            bands = (link.radius_km(band) for band in (Band.GOOD, Band.WEAK))
            good, weak = (round(km, METRES) for km in bands)
            reach.append((good, weak))
        places.append(known[kind])
    return reach, places


def _masks(ask: Ask, day: date) -> Sequence[int]:
    found = ask.view.every_station(day)
    units = [each.commune for each in found]
    here = inside(ask.view.snap.places, units, without_offices(ask.selection))
    return [
        (1 << STAGES.index(each.stage) if meant else 0)
        + (REACHES if each.stage is Stage.ON_AIR else 0)
        for each, meant in zip(found, here, strict=True)
    ]


STATIONS = Layer(
    name="stations",
    label=mark("Trạm phát sóng"),
    one=mark("Trạm phát sóng"),
    states=(
        State(code=Stage.ON_AIR, word=mark("Đang phát"), shape="up", tone="accent", size=0.75,
              tinted=True),
        State(code=Stage.PLANNED, word=mark("Dự kiến"), shape="planned", tone="accent", size=0.95),
        State(code=Stage.DOWN, word=mark("Đã ngừng"), shape="off", tone="ink-2", size=0.75),
    ),
    spots=_spots,
    masks=_masks,
    metric="stations",
)  # fmt: skip
