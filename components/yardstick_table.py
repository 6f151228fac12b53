"""What a figure is held against, a row each: its value, and how far the figure is from it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.glyph import glyph
from components.table import Column, Row, table
from metrics.metric import Direction, Median, Metric, Unit
from metrics.reading import Against, Yardstick
from wording import format as fmt
from wording.periods import days, named
from wording.words import Words, mark

NAMES = {
    Against.TARGET: mark("Mục tiêu"),
    Against.PREVIOUS: mark("Kỳ trước"),
    Against.LAST_YEAR: mark("Cùng kỳ năm trước"),
    Against.PROVINCE: mark("Toàn tỉnh"),
    Against.PEERS: mark("Đơn vị cùng cấp"),
    Against.OWN_BEST: mark("Mức tốt nhất của mình"),
}
ABSENT = {
    Against.TARGET: mark("Chưa giao"),
    Against.PREVIOUS: mark("Không có số để so"),
    Against.LAST_YEAR: mark("Không có số để so"),
    Against.PROVINCE: mark("Không có số để so"),
    Against.PEERS: mark("Không có số để so"),
    Against.OWN_BEST: mark("Không có số để so"),
}


def yardstick_table(
    metric: Metric, found: Sequence[Yardstick], *, words: Words, caption: str
) -> Component:
    columns = [
        Column(title=words("So với")),
        Column(title=unit_said(metric, words), kind="number"),
        Column(title=difference_said(metric, words), kind="number"),
    ]
    return html.Div(
        table(columns, [_row(metric, each, words) for each in found], caption=caption),
        className="yardsticks",
    )


def unit_said(metric: Metric, words: Words) -> str:
    return words(fmt.UNIT_WORDS[metric.unit])


def difference_said(metric: Metric, words: Words) -> str:
    """A difference of percentages is in points."""
    unit = words("điểm phần trăm") if metric.unit is Unit.RATIO else unit_said(metric, words)
    return f"± {unit}"


def _row(metric: Metric, each: Yardstick, words: Words) -> Row:
    places = fmt.decimals_of(metric)
    change = fmt.delta(each.difference, metric.unit, places, words.lang)
    return Row(
        cells=[
            html.Span(
                [_name(metric, each, words), _about(metric, each, words)], className="against"
            ),
            fmt.figure(each.value, metric.unit, places, words.lang),
            html.Span([_direction(metric, each), change]),
        ]
    )


def _name(metric: Metric, each: Yardstick, words: Words) -> Component:
    name = NAMES[each.against]
    if each.against is Against.OWN_BEST and metric.direction is Direction.NEUTRAL:
        name = mark("Mức cao nhất của mình")
    return html.Span(words(name))


def _about(metric: Metric, each: Yardstick, words: Words) -> Component | None:
    if each.value is None:
        said = ABSENT[each.against]
        if isinstance(metric.formula, Median) and each.period is not None:
            said = mark("Trung vị chỉ có theo tháng tròn")
        return html.Span(words(said), className="sub")
    if each.period is not None:
        said = named(each.period, words) if each.period.months else days(each.period)
        return html.Span(said, className="sub")
    if each.count is None:
        return None
    middle = words("đơn vị đứng giữa của {n}", n=each.count)
    if each.place is None:
        return html.Span(middle, className="sub")
    place = words("hạng {place}/{n}", place=each.place, n=each.count)
    return html.Span(f"{place}; {middle}", className="sub")


def _direction(metric: Metric, each: Yardstick) -> Component | None:
    """Which way, by shape as well as by sign."""
    if not each.difference or metric.direction is Direction.NEUTRAL:
        return None
    return glyph("up" if each.difference > 0 else "down")
