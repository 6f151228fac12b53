"""A group's figures by unit: what stands out said in the title, the units behind it below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dash import dcc
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.rows import bar_rows, dot_rows
from data_access.fetch import NotKept
from data_access.selection import By, Level, Selection
from metrics.catalogue import metric
from metrics.compute import understands
from metrics.metric import Direction, Metric, Unit
from metrics.reading import Reading, Status
from metrics.rows import Part
from metrics.values import Asked
from pages.formula import denominator_said
from pages.metric_units import UNITS, ordered, peers
from pages.page import Ask
from pages.row_links import rows_by_group
from wording import format as fmt
from wording.words import mark

ALONE = Asked(compare=False)
SHOWN = 10
# How many are below their target, and that none is.
FINDINGS = {
    By.DISTRICT: (mark("{metric}: {n} huyện dưới mục tiêu"), mark("{metric}: mọi huyện đạt")),
    By.AGENCY: (mark("{metric}: {n} cơ quan dưới mục tiêu"), mark("{metric}: mọi cơ quan đạt")),
    By.AREA: (mark("{metric}: {n} xã dưới mục tiêu"), mark("{metric}: mọi xã đạt")),
}
NUMBERS = (
    mark("một"),
    mark("hai"),
    mark("ba"),
    mark("bốn"),
    mark("năm"),
    mark("sáu"),
    mark("bảy"),
    mark("tám"),
    mark("chín"),
    mark("mười"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """`level` limits it to the agencies of one, unless the viewer has chosen otherwise."""

    metric: str
    by: Literal[By.DISTRICT, By.AGENCY, By.AREA] = By.DISTRICT
    level: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """`trouble`: why there are no readings."""

    metric: Metric
    by: By
    readings: Sequence[Reading]
    chosen: str
    trouble: str = ""

    @property
    def known(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.value is not None]


def units_block(ask: Ask, path: str, compares: Sequence[Compare]) -> list[Component]:
    return [_panel(ask, path, each) for each in compared(ask, compares)]


def compared(ask: Ask, compares: Sequence[Compare]) -> list[Compared]:
    """One call for all that are compared alike."""
    found: dict[Compare, Compared] = {}
    for by, level in dict.fromkeys((each.by, each.level) for each in compares):
        mine = [each for each in compares if (each.by, each.level) == (by, level)]
        found |= dict(zip(mine, _compared(ask, mine, by, level), strict=True))
    return [found[each] for each in compares]


def _compared(ask: Ask, compares: Sequence[Compare], by: By, level: Level | None) -> list[Compared]:
    selection, metrics = _selection(ask, by, level), [metric(each.metric) for each in compares]
    able = [each for each in metrics if understands(each, selection, by)]
    trouble, readings = "", []
    try:
        readings = ask.view.readings(able, selection, by=by, asked=ALONE) if able else []
    except NotKept as error:
        trouble = error.en if ask.words.lang == "en" else error.vi
    chosen = getattr(ask.selection, str(by)) or ""
    return [
        Compared(
            metric=each,
            by=by,
            readings=[r for r in readings if r.metric is each and _belongs(ask, r, by)],
            chosen=chosen,
            trouble=trouble,
        )
        for each in metrics
    ]


def _selection(ask: Ask, by: By, level: Level | None) -> Selection:
    """A chosen unit stands among all of its kind."""
    wide, asked = peers(ask, by), ask.selection
    if level and wide == asked and not (asked.level or asked.district or asked.area):
        return replace(wide, level=level)
    return wide


def _belongs(ask: Ask, reading: Reading, by: By) -> bool:
    """Reports by area are of districts as well as of communes."""
    if by is not By.AREA or reading.group is None:
        return True
    area = ask.view.snap.places.areas.get(reading.group.code)
    return area is None or area.level is Level.COMMUNE


def _panel(ask: Ask, path: str, of: Compared) -> Component:
    rows = standing(ask, of)
    title = finding(ask, of.metric, of.by, of.known)
    name, label = ask.words(UNITS[of.by]), ask.words.label(of.metric)
    return panel(
        title,
        _body(ask, path, of, _with_chosen(rows, of.chosen)),
        words=ask.words,
        source=ask.source(of.metric),
        sub=_sub(ask, of, len(rows)),
        note=ask.note(title, of.metric),
        aside=_more(ask, of, len(rows)),
        columns=[name, label, ask.words("Mẫu số")],
        rows=[[r.group.label if r.group else "", r.value, r.denominator] for r in rows],
        kind="units-panel",
    )


def standing(ask: Ask, of: Compared) -> list[Reading]:
    """Those of which something is told, the furthest behind first."""
    rows = ordered(of.known, of.metric, ask.view.province.minimum_volume)
    return rows if of.metric.unit is Unit.RATIO else [each for each in rows if each.value]


def finding(ask: Ask, about: Metric, by: By, known: Sequence[Reading]) -> str:
    """'Hồ sơ nộp trực tuyến: hai huyện dưới mục tiêu'; without targets, who stands at the end."""
    words, label = ask.words, ask.words.label(about)
    if not any(reading.value for reading in known):
        return words("{metric}, theo {unit}", metric=label, unit=words(UNITS[by]).lower())
    behind = sum(each.status in (Status.MISSED, Status.WATCH) for each in known)
    if about.unit is Unit.RATIO and any(each.target is not None for each in known):
        some, none = FINDINGS[by]
        return words(some if behind else none, metric=label, n=_count(ask, behind))
    worst = ordered(list(known), about, ask.view.province.minimum_volume)[0]
    value = fmt.with_unit(worst.value, about.unit, min(fmt.decimals_of(about), 1), words)
    text = (
        mark("{metric}: thấp nhất {name}, {value}")
        if about.direction is Direction.HIGHER_IS_BETTER
        else mark("{metric}: nhiều nhất {name}, {value}")
    )
    return words(text, metric=label, name=worst.group.short if worst.group else "", value=value)


def _count(ask: Ask, count: int) -> str:
    """In letters to ten, as headings are written."""
    if 1 <= count <= len(NUMBERS):
        return ask.words(NUMBERS[count - 1])
    return fmt.number(count, 0, ask.words.lang)


def _sub(ask: Ask, of: Compared, shown: int) -> str:
    unit = ask.words(UNITS[of.by]).lower()
    if shown > SHOWN:
        order = (
            mark("{n} trong {all} {unit}, xa mục tiêu nhất trước")
            if of.metric.unit is Unit.RATIO
            else mark("{n} trong {all} {unit}, nhiều nhất trước")
        )
        return ask.words(order, n=SHOWN, all=shown, unit=unit)
    return ask.words("{n} {unit}", n=shown, unit=unit) if shown else ""


def _with_chosen(rows: list[Reading], chosen: str) -> list[Reading]:
    mine = [r for r in rows[SHOWN:] if chosen and r.group and r.group.code == chosen]
    return rows[: SHOWN - len(mine)] + mine


def _more(ask: Ask, of: Compared, shown: int) -> Component | None:
    """Every unit is on the page of the metric."""
    if shown <= SHOWN:
        return None
    href = ask.metric(of.metric)
    joined = "&" if "?" in href else "?"
    return dcc.Link(ask.words("Tất cả"), href=f"{href}{joined}unit={of.by}&all=1", className="btn")


def _body(ask: Ask, path: str, of: Compared, rows: Sequence[Reading]) -> Component:
    if not rows:
        return _nothing(ask, of)
    words, name = ask.words, ask.words(UNITS[of.by])
    links = {r.group.code: _drilled(ask, path, of.by, r.group.code) for r in rows if r.group}
    if of.metric.unit is Unit.RATIO:
        volume = denominator_said(of.metric, words)
        behind = rows_by_group(ask, rows, Part.DENOMINATOR)
        return dot_rows(
            rows, words=words, name=name, volume=volume, here=of.chosen, links=links, rows=behind
        )
    unit = words(fmt.UNIT_WORDS[of.metric.unit])
    counted = rows_by_group(ask, rows)
    return bar_rows(
        rows, words=words, name=name, unit=unit, here=of.chosen, links=links, rows=counted
    )


def _drilled(ask: Ask, path: str, by: By, code: str) -> str:
    """The same page about one unit; about all again where it is the chosen one."""
    chosen = getattr(ask.selection, str(by)) == code
    others = {"agency": None, "area": None} if by is By.DISTRICT else {}
    return ask.href(path, **(others | {str(by): None if chosen else code}))


def _nothing(ask: Ask, of: Compared) -> Component:
    """No unit has one; or nobody can say, which is not the same."""
    words = ask.words
    if of.known:
        said = words("Không {unit} nào", unit=words(UNITS[of.by]).lower())
        good = of.metric.direction is Direction.LOWER_IS_BETTER
        return empty_state(said, shape="met" if good else "nodata")
    detail = of.trouble or words("Chưa đơn vị nào có số liệu trong phạm vi đang chọn")
    return empty_state(words("Chưa có dữ liệu"), detail=detail)
