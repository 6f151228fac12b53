"""Who brought a metric's change about, and what the metric is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dash.development.base_component import Component

from components.contribution_rows import contribution_rows
from components.empty_state import empty_state
from components.panel import panel
from components.yardstick_table import difference_said, yardstick_table
from data_access.errors import MirrorTrouble, NotKept
from data_access.selection import By, Level
from metrics.compute import understands
from metrics.groups import group_for
from metrics.metric import Median, Metric
from metrics.parts import REST, Split, Unsplit
from metrics.reading import Reading, Reason
from metrics.values import ALONE
from metrics.yardsticks import yardsticks
from pages.metric_units import UNITS, Units
from pages.page import Ask
from wording.readings import REASONS_LONG
from wording.words import mark

PARTS: Mapping[By, str] = {
    **UNITS,
    By.LEVEL: mark("Cấp"),
    By.FIELD: mark("Lĩnh vực"),
    By.CHANNEL: mark("Kênh"),
}
OUTSIDE: Mapping[By, str] = {
    By.DISTRICT: mark("Ngoài huyện: sở, ngành"),
    By.AREA: mark("Ngoài xã: cấp tỉnh, cấp huyện"),
    By.AGENCY: mark("Không rõ cơ quan"),
    By.FIELD: mark("Không ghi"),
}
WHY_NOT: Mapping[Unsplit, str] = {
    Unsplit.MEDIAN: mark("Trung vị không phải là tổng của các phần, nên không chia được"),
    Unsplit.NO_CHANGE_KNOWN: mark("Kỳ này hoặc kỳ trước không có giá trị"),
    Unsplit.NOT_BY_THIS: mark("Nguồn không ghi đơn vị, lĩnh vực hay kênh"),
    Unsplit.NOT_KEPT: mark("Các bộ lọc này cùng lúc chỉ có theo tháng tròn"),
    Unsplit.NOT_MIRRORED: REASONS_LONG[Reason.NOT_MIRRORED],
    Unsplit.NO_COUNTS: mark("Chỉ công bố tỷ lệ, không kèm số đếm để chia"),
    Unsplit.NOT_ADDING_UP: mark("Báo cáo của các đơn vị cộng lại vượt báo cáo chung"),
}


def change_block(ask: Ask, about: Metric, reading: Reading, found: Units | None) -> Component:
    """What each unit has added to the change since the period before."""
    words, by = ask.words, split_by(ask, about, found)
    title = words("Ai tạo nên thay đổi")
    parts: Split | Unsplit = Unsplit.NOT_BY_THIS
    if isinstance(about.formula, Median):
        parts = Unsplit.MEDIAN
    elif reading.change is None:
        parts = Unsplit.NO_CHANGE_KNOWN
    elif by is not None:
        parts = _split(ask, about, by)
    sub = words(
        "{unit}, so với {before}", unit=difference_said(about, words), before=ask.before_said()
    )
    if isinstance(parts, Unsplit) or by is None:
        why = parts if isinstance(parts, Unsplit) else Unsplit.NOT_BY_THIS
        body: Component = empty_state(words("Không chia được thay đổi"), detail=words(WHY_NOT[why]))
        return panel(title, body, words=words, source=ask.source(about), sub=sub)
    names = {p.code: _named(ask, by, p.code) for p in parts.parts}
    names[REST] = words(OUTSIDE.get(by, OUTSIDE[By.FIELD]))
    body = (
        contribution_rows(parts, about, names=names, words=words)
        if parts.parts
        else empty_state(words("Không đơn vị nào thay đổi"), shape="same")
    )
    return panel(
        _title(ask, parts, names),
        body,
        words=words,
        source=ask.source(about),
        sub=sub,
        note=ask.note(title, about),
        columns=[words(PARTS[by]), words("Phần đóng góp")],
        rows=[[names.get(p.code, p.code), float(p.change)] for p in parts.parts],
        kind="change-panel",
    )


def _split(ask: Ask, about: Metric, by: By) -> Split | Unsplit:
    try:
        return ask.view.change_by(about, ask.selection, by)
    except MirrorTrouble:
        return Unsplit.NOT_MIRRORED
    except NotKept:
        return Unsplit.NOT_KEPT


def _named(ask: Ask, by: By, code: str) -> str:
    """Among communes a district's own agencies are not the district."""
    places = ask.view.snap.places
    label = group_for(places, by, code).label
    if by is By.AREA and code in places.areas and places.areas[code].level is Level.DISTRICT:
        return ask.words("Cơ quan {unit}", unit=label)
    return ask.words(label)


def split_by(ask: Ask, about: Metric, found: Units | None) -> By | None:
    """By the units on the page; a single one of them by what is in it, else by field or channel;
    where no unit is known, by level of government."""
    chosen = ask.selection
    if found is not None and not found.chosen and found.known:
        return found.by
    if found is None or not found.chosen:
        return By.LEVEL if understands(about, chosen, By.LEVEL) else None
    for by in (By.AREA, By.FIELD, By.CHANNEL) if chosen.district else (By.FIELD, By.CHANNEL):
        pinned = getattr(chosen, str(by)) or (by is By.AREA and chosen.agency)
        if not pinned and understands(about, chosen, by):
            return by
    return None


def _title(ask: Ask, parts: Split, names: Mapping[str, str]) -> str:
    first = next(iter(parts.parts), None)
    if first is None or not first.change or first.code == REST:
        return ask.words("Ai tạo nên thay đổi")
    return ask.words("{name} đổi nhiều nhất", name=names[first.code])


def against_block(ask: Ask, about: Metric, reading: Reading, found: Units | None) -> Component:
    """Against target, past, province, peers and one's own best."""
    words, chosen = ask.words, ask.selection
    province = None
    if chosen.agency or chosen.area or chosen.district:
        whole = replace(chosen, agency=None, area=None, district=None, level=None)
        if ask.view.sees(whole):
            [province] = ask.view.readings([about], whole, asked=ALONE)
    table = yardstick_table(
        about,
        yardsticks(
            reading,
            today=ask.view.snap.today,
            province=province,
            peers=found.known if found and found.chosen else (),
            minimum_volume=ask.view.province.minimum_volume,
        ),
        words=words,
        caption=words("So với"),
    )
    return panel(
        words("So với"),
        table,
        words=words,
        source=ask.source(about),
        sub=_run_said(ask),
        kind="against-panel",
    )


def _run_said(ask: Ask) -> str:
    """A running period is held against periods as long as it has run."""
    period, today = ask.selection.period, ask.view.snap.today
    run = period.until(today)
    if run == period:
        return ""
    return ask.words("Kỳ đang chạy: {n} ngày, so với bấy nhiêu ngày", n=run.days)
