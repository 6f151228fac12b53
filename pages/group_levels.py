"""What is told of each level of government, beside one another: 99 %, 98 %, 88 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash.development.base_component import Component

from components.empty_state import empty_state
from components.level_table import level_table
from components.panel import panel
from data_access.fetch import NotKept
from data_access.selection import By, Level
from metrics.catalogue import metric
from metrics.compute import understands
from metrics.groups import LEVELS
from metrics.metric import Metric
from metrics.reading import Reading, Status
from pages.group_units import ALONE
from pages.page import Ask
from pages.row_links import rows_of
from wording.words import mark

BEHIND = {
    Level.PROVINCE: mark("Cấp tỉnh còn {n} chỉ số dưới mục tiêu"),
    Level.DISTRICT: mark("Cấp huyện còn {n} chỉ số dưới mục tiêu"),
    Level.COMMUNE: mark("Cấp xã còn {n} chỉ số dưới mục tiêu"),
}
MET, PLAIN = mark("Mọi cấp đạt mục tiêu"), mark("Theo cấp chính quyền")


def levels_block(ask: Ask, names: Sequence[str]) -> Component:
    able = _able(ask, names)
    try:
        known = known_by_level(ask, names)
    except NotKept as error:
        return _panel(ask, able, [], error.en if ask.words.lang == "en" else error.vi)
    return _panel(ask, able, known, ask.words("Chưa cấp nào có số liệu trong phạm vi đang chọn"))


def known_by_level(ask: Ask, names: Sequence[str]) -> list[Reading]:
    """Of all three also where the viewer has chosen one. Raises NotKept."""
    selection = replace(ask.selection, level=None)
    readings = ask.view.readings(_able(ask, names), selection, by=By.LEVEL, asked=ALONE)
    return [reading for reading in readings if reading.value is not None]


def _able(ask: Ask, names: Sequence[str]) -> list[Metric]:
    selection = replace(ask.selection, level=None)
    return [each for each in map(metric, names) if understands(each, selection, By.LEVEL)]


def _panel(ask: Ask, metrics: Sequence[Metric], known: list[Reading], nothing: str) -> Component:
    title = level_finding(ask, known)
    links = {each.id: ask.metric(each) for each in metrics}
    rows = {(r.metric.id, r.group.code): rows_of(ask, r) for r in known if r.group}
    body = (
        level_table(known, words=ask.words, links=links, rows=rows, caption=title)
        if known
        else empty_state(ask.words("Chưa có dữ liệu"), detail=nothing)
    )
    return panel(
        title,
        body,
        words=ask.words,
        source=ask.source(*metrics),
        sub=ask.words("Mỗi cấp một cột; mục tiêu của cấp ở dưới"),
        note=ask.note(title, *metrics),
        columns=[ask.words("Chỉ số"), ask.words("Cấp"), ask.words("Giá trị")],
        rows=[_row(ask, reading) for reading in known],
        kind="levels-panel",
    )


def level_finding(ask: Ask, known: Sequence[Reading]) -> str:
    behind = [r.group.code for r in known if r.group and _is_behind(r)]
    judged = any(r.target is not None for r in known)
    if not behind:
        return ask.words(MET if judged else PLAIN)
    most = max(Level, key=lambda level: behind.count(level))
    return ask.words(BEHIND[most], n=behind.count(most))


def _is_behind(reading: Reading) -> bool:
    return reading.status in (Status.MISSED, Status.WATCH)


def _row(ask: Ask, reading: Reading) -> list[str | float | None]:
    level = ask.words(LEVELS[reading.group.code]) if reading.group else ""
    value = reading.value
    return [ask.words.label(reading.metric), level, round(value, 6) if value is not None else None]
