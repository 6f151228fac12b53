"""A slide of a chart, and where it leaves figures out, slides of its table at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.shapes.placeholder import ChartPlaceholder

from exports.briefing import Chart, Drawn, Form, Map, Series
from exports.chart_lines import lines_of, sub_of
from exports.number_codes import number_code
from exports.pptx.bars import bars_drawn
from exports.pptx.chart_xml import valid_axes
from exports.pptx.frame import Deck, below_sub, content_place, framed, tidy
from exports.pptx.layouts import Rect
from exports.pptx.lines import lines_drawn
from exports.pptx.months import years
from exports.pptx.notes import noted
from exports.pptx.parts import described, inches
from exports.pptx.table_slides import table_slides
from wording import format as fmt
from wording.words import Words


def chart_slide(deck: Deck, of: Chart) -> None:
    words = deck.of.head.words
    slide, room = framed(deck, of.title, of)
    said = [sub_of(of, words), left_out(of, words)]
    room = below_sub(deck, slide, room, ". ".join(part for part in said if part))
    shape = _placed(slide, room, of, words)
    described(shape, of.title, of.said or of.title)
    if of.form is Form.LINE:
        lines_drawn(shape.chart, of, room, words)
    else:
        bars_drawn(slide, shape.chart, of, room, words)
    valid_axes(shape.chart)
    noted(slide, deck.of, of)
    tidy(slide)


def appendix_slides(deck: Deck, of: Drawn) -> None:
    """All figures of a map, and of a chart that draws only some of them."""
    named = of.table.title if isinstance(of, Map) else of.title
    if isinstance(of, Map) or not all_drawn(of):
        title = deck.of.head.words("Phụ lục: {title}", title=named)
        table_slides(deck, replace(of.table, title=title, sub=of.sub, link=of.link))


def all_drawn(of: Chart) -> bool:
    """Every row of its table stands in the chart."""
    return len(of.table.rows) <= len(of.categories)


def left_out(of: Chart, words: Words) -> str:
    drawn, rows = len(of.categories), len(of.table.rows)
    if of.form is not Form.BAR or rows <= drawn:
        return ""
    return words("Hình vẽ {drawn} trên {rows}, phụ lục có đủ", drawn=drawn, rows=rows)


def _placed(slide: Any, room: Rect, of: Chart, words: Words) -> Any:
    """In the layout's place for content, where it has one."""
    data = _data(of, words)
    kind = XL_CHART_TYPE.LINE if of.form is Form.LINE else XL_CHART_TYPE.BAR_CLUSTERED
    sides = [inches(s) for s in (room.left, room.top, room.width, room.height)]
    place = content_place(slide)
    if place is None:
        return slide.shapes.add_chart(kind, *sides, data)
    shape = ChartPlaceholder(place._element, place._parent).insert_chart(kind, data)
    shape.left, shape.top, shape.width, shape.height = sides
    return shape


def _data(of: Chart, words: Words) -> Any:
    data = CategoryChartData(number_format=number_code(of.unit, of.decimals))
    _categorised(data, of)
    for series in lines_of(of, words) if of.form is Form.LINE else of.series:
        data.add_series(series.name, series.values)
    return data


def _categorised(data: Any, of: Chart) -> None:
    """Months below each other's year, where there is room to name each."""
    names = _categories(of)
    by_year = years(names) if of.form is Form.LINE else None
    if by_year is None:
        data.categories = names
        return
    for year, months in by_year:
        parent = data.add_category(year)
        for month in months:
            parent.add_sub_category(month)


def _categories(of: Chart) -> list[str]:
    """A bar that is not there says so: it is not 0."""
    return [
        f"{name}  {fmt.NO_VALUE}" if of.form is Form.BAR and _unknown(of.series, at) else name
        for at, name in enumerate(of.categories)
    ]


def _unknown(series: Sequence[Series], at: int) -> bool:
    return all(each.values[at] is None for each in series)
