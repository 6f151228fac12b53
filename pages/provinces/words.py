"""What is said of a province: how it stands, since when, and its last figure."""

from __future__ import annotations

from datetime import datetime

from metrics.nation.evaluate import ProvinceSeen
from metrics.nation.state import ProvinceState
from metrics.reading import Reading
from pages.page import Ask
from pages.provinces.asked import Told
from wording import format as fmt
from wording.readings import reason
from wording.shapes import Shape
from wording.words import mark

STATES: dict[ProvinceState, tuple[Shape, str]] = {
    ProvinceState.LIVE: ("met", mark("Đang nối")),
    ProvinceState.LATE: ("watch", mark("Số liệu cũ")),
    ProvinceState.SILENT: ("missed", mark("Im lặng")),
    ProvinceState.REFUSED: ("missed", mark("Không nhận được")),
    ProvinceState.NEVER: ("nodata", mark("Chưa từng trả lời")),
    ProvinceState.ABSENT: ("nodata", mark("Chưa kết nối")),
}


def state_said(ask: Ask, seen: ProvinceSeen) -> str:
    """'Im lặng từ 27/12/2024 10:32'."""
    said = ask.words(STATES[seen.state][1])
    told = seen.told
    if told is None or told.heard_at is None:
        return said
    if seen.state is ProvinceState.LATE and told.as_of:
        return ask.words("{state}, đến {when}", state=said, when=moment(told.as_of))
    if seen.state is ProvinceState.LIVE:
        return said
    return ask.words("{state} từ {when}", state=said, when=moment(told.heard_at))


def standing_of(told: Told, seen: ProvinceSeen) -> ProvinceState:
    """Where it answers, but the source of this very figure is silent: as late."""
    if seen.state is ProvinceState.LIVE and not told.counts(seen):
        return ProvinceState.LATE
    return seen.state


def standing_said(ask: Ask, told: Told, seen: ProvinceSeen) -> str:
    """As far as the chosen figure goes."""
    if standing_of(told, seen) is seen.state:
        return state_said(ask, seen)
    as_of = told.chosen.provinces[seen.code].as_of
    state = ask.words(STATES[ProvinceState.LATE][1])
    return ask.words("{state}, đến {when}", state=state, when=moment(as_of)) if as_of else state


def why(ask: Ask, seen: ProvinceSeen) -> str:
    """As the last asking ended."""
    if seen.told is None:
        return ""
    return seen.told.reason_en if ask.words.lang == "en" else seen.told.reason


def moment(of: datetime | None) -> str:
    return fmt.moment(fmt.epoch_ms(of)) if of else ""


def figure_said(ask: Ask, reading: Reading) -> str:
    metric = reading.metric
    if reading.value is None:
        return reason(reading, ask.words)
    return fmt.with_unit(reading.value, metric.unit, min(fmt.decimals_of(metric), 1), ask.words)


def value_said(ask: Ask, told: Told, seen: ProvinceSeen) -> str:
    """On the map: the figure; of one that is not in the sum, its last one as such."""
    reading = told.chosen.provinces[seen.code]
    if told.counts(seen):
        return f"{ask.words.label(reading.metric)}: {figure_said(ask, reading)}"
    said = standing_said(ask, told, seen)
    if reading.value is None:
        return said
    return f"{said}<br>{last_said(ask, reading)}"


def last_said(ask: Ask, reading: Reading) -> str:
    return ask.words(
        "Số cuối: {value}, đến {when}",
        value=figure_said(ask, reading),
        when=moment(reading.as_of),
    )
