"""A metric by unit: which breakdowns it knows, which one is shown, and where every unit stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.rows import bar_rows, dot_rows
from components.segment import Segment, segments
from components.strip import strip
from data_access.errors import MirrorTrouble, UnknownFilter
from data_access.fetch import NotKept
from data_access.selection import By, Level, Selection
from metrics.compute import understands
from metrics.metric import Direction, Median, Metric, Unit
from metrics.reading import Reading, Status
from metrics.rows import Part
from metrics.values import ALONE
from pages.formula import denominator_said
from pages.page import Ask
from pages.row_links import rows_by_group
from wording import format as fmt
from wording.words import mark

UNITS: Mapping[By, str] = {
    By.DISTRICT: mark("Huyện"),
    By.AGENCY: mark("Cơ quan"),
    By.AREA: mark("Xã"),
}
SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The units that a figure is broken down by on this page. `chosen`: the one that the filters
    name; then `readings` are of all units of its level."""

    by: By
    selection: Selection
    readings: list[Reading]
    chosen: str
    problem: str = ""  # why there are no readings

    @property
    def known(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.value is not None]


def offered(ask: Ask, about: Metric) -> list[By]:
    """Those the metric understands and in which the chosen unit is not alone."""
    chosen = ask.selection
    kinds = [By.DISTRICT, By.AGENCY, By.AREA]
    if chosen.agency:
        kinds = [By.AGENCY]
    elif chosen.area:
        kinds = [By.AREA]
    return [by for by in kinds if understands(about, peers(ask, by), by)]


def peers(ask: Ask, by: By) -> Selection:
    """The selection, wider by the chosen unit where that is one of these; but not where the viewer
    sees only some of them, for among those it would have another place."""
    wide = _wider(ask, by)
    return wide if ask.view.sees(wide) else ask.selection


def _wider(ask: Ask, by: By) -> Selection:
    chosen = ask.selection
    if by is By.AGENCY and chosen.agency:
        level = ask.view.snap.places.agencies[chosen.agency].level
        return replace(chosen, agency=None, area=None, district=None, level=level)
    if by is By.AREA and chosen.area:
        return replace(chosen, area=None, district=None)
    if by is By.DISTRICT and chosen.district and not chosen.area:
        return replace(chosen, district=None)
    return chosen


def units(ask: Ask, about: Metric) -> Units | None:
    """Of the breakdown that the address asks for; else of the first in which anything is known."""
    kinds = offered(ask, about)
    named = ask.query.get("unit")
    if named and named not in (str(by) for by in UNITS):
        raise UnknownFilter("unit", named, [str(by) for by in UNITS])
    first = [by for by in kinds if str(by) == named] or kinds
    found = [_units(ask, about, by) for by in first[:1]]
    for by in first[1:]:
        if len(found[-1].known) > 1:
            return found[-1]
        found.append(_units(ask, about, by))
    return next((each for each in reversed(found) if each.known), found[0] if found else None)


def _units(ask: Ask, about: Metric, by: By) -> Units:
    selection = peers(ask, by)
    chosen = {
        By.AGENCY: ask.selection.agency,
        By.AREA: ask.selection.area,
        By.DISTRICT: ask.selection.district,
    }[by]
    problem = ""
    try:
        readings = ask.view.readings([about], selection, by=by, asked=ALONE)
    except NotKept as error:
        readings, problem = [], not_kept_said(ask, about, error)
    if by is By.AREA:  # reports by area are of districts as well
        areas = ask.view.snap.places.areas
        readings = [r for r in readings if r.group and _is_commune(areas[r.group.code].level)]
    return Units(
        by=by,
        selection=selection,
        readings=readings,
        chosen=(chosen or "") if selection != ask.selection else "",
        problem=problem,
    )


def not_kept_said(ask: Ask, about: Metric, error: NotKept) -> str:
    if isinstance(about.formula, Median) and not isinstance(error, MirrorTrouble):
        return ask.words("Trung vị chỉ có theo tháng tròn: hãy chọn trọn tháng")
    return error.en if ask.words.lang == "en" else error.vi


def _is_commune(level: Level) -> bool:
    return level is Level.COMMUNE


def units_block(ask: Ask, about: Metric, found: Units | None) -> Component | None:
    """The units furthest behind first, the chosen one marked."""
    if found is None:
        return None
    rows = ordered(found.known, about, ask.view.province.minimum_volume)
    every = "all" in ask.query
    shown = rows if every else _with(rows, found.chosen)
    return panel(
        _title(ask, found),
        _rows(ask, about, found, shown),
        words=ask.words,
        source=ask.source(about),
        sub=_sub(ask, found, len(rows)),
        note=ask.note(ask.words(UNITS[found.by]), about),
        aside=_switch(ask, about, found, rest=len(rows) > SHOWN),
        columns=[ask.words(UNITS[found.by]), ask.words.label(about), ask.words("Mẫu số")],
        rows=[[r.group.label if r.group else "", r.value, r.denominator] for r in rows],
        kind="units-panel",
    )


def ordered(known: list[Reading], about: Metric, minimum_volume: float) -> list[Reading]:
    """Worst first, or largest where neither is better; those with few rows behind the others."""
    better = 1 if about.direction is Direction.HIGHER_IS_BETTER else -1

    def key(reading: Reading) -> tuple[bool, float]:
        few = about.unit is Unit.RATIO and (reading.denominator or 0.0) < minimum_volume
        few = few and reading.denominator is not None
        return few, better * (reading.value or 0.0)

    return sorted(known, key=key)


def _with(rows: list[Reading], chosen: str) -> list[Reading]:
    """The first ones, and the chosen one wherever it stands."""
    mine = [r for r in rows[SHOWN:] if chosen and r.group and r.group.code == chosen]
    return rows[: SHOWN - len(mine)] + mine


def _rows(ask: Ask, about: Metric, found: Units, shown: list[Reading]) -> Component:
    words, name = ask.words, ask.words(UNITS[found.by])
    if not shown:
        return empty_state(
            words("Chưa có dữ liệu"),
            detail=found.problem or words("Chưa đơn vị nào có số liệu trong phạm vi đang chọn"),
        )
    links = {r.group.code: _drilled(ask, found.by, r.group.code) for r in shown if r.group}
    if about.unit is Unit.RATIO:
        volume = denominator_said(about, words)
        behind = rows_by_group(ask, shown, Part.DENOMINATOR)
        return dot_rows(
            shown,
            words=words,
            name=name,
            volume=volume,
            here=found.chosen,
            links=links,
            rows=behind,
        )
    unit = words(_unit_word(about))
    behind = rows_by_group(ask, shown)
    return bar_rows(
        shown, words=words, name=name, unit=unit, here=found.chosen, links=links, rows=behind
    )


def _unit_word(about: Metric) -> str:
    return fmt.UNIT_WORDS[about.unit]


def _drilled(ask: Ask, by: By, code: str) -> str:
    """The same page about one unit; about all again where it is the chosen one."""
    chosen = getattr(ask.selection, str(by)) == code
    others = {"agency": None, "area": None} if by is By.DISTRICT else {}
    return ask.href(f"/metric/{ask.item}", **(others | {str(by): None if chosen else code}))


def _title(ask: Ask, found: Units) -> str:
    missed = sum(r.status is Status.MISSED for r in found.known)
    unit = ask.words(UNITS[found.by]).lower()
    if not any(r.target is not None for r in found.known):
        return ask.words("Theo {unit}", unit=unit)
    if missed:
        return ask.words("{n} {unit} chưa đạt mục tiêu", n=missed, unit=unit)
    return ask.words("Không {unit} nào xa mục tiêu", unit=unit)


def _sub(ask: Ask, found: Units, known: int) -> str:
    silent = len(found.readings) - known
    said = ask.words("{n} đơn vị", n=known)
    if found.chosen:
        said = ask.words("Mọi đơn vị cùng cấp, {n} đơn vị", n=known)
    if silent:
        said += "; " + ask.words("{n} đơn vị không phát sinh hoặc chưa báo cáo", n=silent)
    return said


def _switch(ask: Ask, about: Metric, found: Units, *, rest: bool) -> Component:
    path = f"/metric/{ask.item}"
    items = [
        Segment(
            label=ask.words(UNITS[by]),
            href=ask.href(path, unit=str(by), all=None),
            here=by is found.by,
        )
        for by in offered(ask, about)
    ]
    if rest:
        every = "all" in ask.query
        items.append(
            Segment(
                label=ask.words("Tất cả"),
                href=ask.href(path, unit=str(found.by), all=None if every else "1"),
                here=every,
            )
        )
    return segments(items, label=ask.words("Tách theo"))


def spread_block(ask: Ask, about: Metric, found: Units | None) -> Component | None:
    """Where every unit stands, those with few rows left out."""
    if found is None:
        return None
    enough = [r for r in found.known if _enough(r, ask.view.province.minimum_volume)]
    if len(enough) < 3:
        return None
    few = len(found.known) - len(enough)
    unit = ask.words(UNITS[found.by]).lower()
    sub = ask.words("Mỗi chấm một đơn vị, {unit}", unit=unit)
    if few:
        sub += "; " + ask.words(
            "trừ {n} đơn vị dưới {least} hồ sơ", n=few, least=ask.view.province.minimum_volume
        )
    return panel(
        ask.words("Phân bố"),
        strip(enough, words=ask.words, here=found.chosen),
        words=ask.words,
        source=ask.source(about),
        sub=sub,
        kind="spread-panel",
    )


def _enough(reading: Reading, minimum_volume: float) -> bool:
    if reading.metric.unit is not Unit.RATIO or reading.denominator is None:
        return True
    return reading.denominator >= minimum_volume
