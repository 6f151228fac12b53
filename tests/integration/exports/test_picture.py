"""Charts as pictures: what they show, and what they say of themselves."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape
from io import BytesIO

from PIL import Image

from exports.briefing import Briefing, Chart, Form, Head, Series
from exports.picture import height_of, png, svg

DRAWN = re.compile(r'<path d="([^"]+)"[^>]*style="fill: none; stroke: #152527; stroke-width: 1.6')


def _lines(briefing: Briefing) -> Chart:
    return next(chart for chart in briefing.charts if chart.form is Form.LINE)


def _bars(briefing: Briefing) -> Chart:
    return next(chart for chart in briefing.charts if chart.form is Form.BAR)


def _with(chart: Chart, *values: float | None) -> Chart:
    """Of the same kind, with a few months of our own and nothing else in it."""
    series = Series(name="Năm nay", values=values)
    names = tuple(f"T{i}/2025" for i in range(1, len(values) + 1))
    return replace(chart, categories=names, series=(series,), target=None, broken=None)


def _alone(chart: Chart, head: Head) -> str:
    return svg(chart, head, width_mm=200, height_mm=112, framed=True).decode()


def _strokes(chart: Chart, head: Head) -> str:
    """The drawn line of the first series, as SVG commands."""
    found = DRAWN.search(svg(chart, head, width_mm=160, height_mm=62).decode())
    assert found
    return found[1]


def test_a_month_without_data_is_a_gap_in_the_line(briefing: Briefing) -> None:
    whole = _with(_lines(briefing), 50, 52, 54, 55, 53)
    gap = _with(_lines(briefing), 50, 52, None, 55, 53)
    assert _strokes(whole, briefing.head).count("M") == 1
    assert _strokes(gap, briefing.head).count("M") == 2


def test_no_line_is_drawn_over_the_reform_and_it_is_named(briefing: Briefing) -> None:
    broken = replace(_with(_lines(briefing), 50, 52, 54, 55, 53), broken=2)
    assert _strokes(broken, briefing.head).count("M") == 2
    assert "T3/2025: đổi đơn vị" in _alone(broken, briefing.head)


def test_a_month_between_two_gaps_is_a_dot(briefing: Briefing) -> None:
    lonely = _with(_lines(briefing), 50, 52, None, 55, None)
    dotted = svg(lonely, briefing.head, width_mm=160, height_mm=62).decode()
    solid = svg(
        _with(_lines(briefing), 50, 52, 53, 55, 54), briefing.head, width_mm=160, height_mm=62
    )
    assert dotted.count("<use") > solid.decode().count("<use")


def test_a_chart_alone_says_what_it_is_of_and_from_where(briefing: Briefing) -> None:
    for chart in briefing.charts:
        said = _alone(chart, briefing.head)
        for part in (chart.title, briefing.head.filters, chart.source, "Dữ liệu trình diễn"):
            assert _words(part) <= _words(_comments(said)), part
        assert f"phiên bản dữ liệu {briefing.head.data_version}" in _comments(said)


def test_real_data_is_not_called_a_demonstration(briefing: Briefing) -> None:
    real = replace(briefing.head, synthetic=False)
    assert "Dữ liệu trình diễn" not in _alone(briefing.charts[0], real)


def test_an_svg_has_a_title_for_those_who_do_not_see_it(briefing: Briefing) -> None:
    chart = briefing.charts[0]
    root = ET.fromstring(_alone(chart, briefing.head))
    assert root.findtext("{http://www.w3.org/2000/svg}title") == chart.title


def test_a_target_stands_in_the_picture_with_its_word(briefing: Briefing) -> None:
    chart = replace(_bars(briefing), target=0.5)
    assert "Mục tiêu" in _comments(_alone(chart, briefing.head))
    assert "Mục tiêu" not in _comments(_alone(replace(chart, target=None), briefing.head))


def test_another_value_is_another_picture_and_the_same_is_the_same(briefing: Briefing) -> None:
    def drawn(chart: Chart) -> bytes:
        return png(chart, briefing.head, width_mm=100, height_mm=60, dpi=100)

    chart = _with(_lines(briefing), 50, 52, 54)
    assert drawn(chart) == drawn(chart)
    assert drawn(chart) != drawn(_with(chart, 50, 52, 53))


def test_a_picture_has_the_dots_that_print_needs(briefing: Briefing) -> None:
    with Image.open(BytesIO(png(_bars(briefing), briefing.head, width_mm=160, height_mm=62))) as it:
        assert it.width >= 160 / 25.4 * 300
        assert it.height >= 62 / 25.4 * 300


def test_bars_that_the_sheet_has_no_room_for_are_counted(briefing: Briefing) -> None:
    bars = _with(_bars(briefing), *(float(n) for n in range(1, 31)))
    low = _alone(bars, briefing.head)
    counted = re.search(r"Còn (\d+) dòng nữa trong bảng số liệu", low)
    assert counted
    drawn = sum(f"<!-- T{n}/2025 -->" in low for n in range(1, 31))
    assert drawn + int(counted[1]) == 30
    whole = svg(bars, briefing.head, width_mm=160, height_mm=height_of(bars, 160)).decode()
    assert "dòng nữa" not in whole


def test_a_name_with_signs_of_formulas_is_drawn_as_it_is(briefing: Briefing) -> None:
    odd = replace(_bars(briefing), title="Giá $x_1$ & <b>", categories=("a_$b$",), target=None)
    odd = replace(odd, series=(Series(name="", values=(None,)),))
    assert "<title>Giá $x_1$ &amp; &lt;b&gt;</title>" in _alone(odd, briefing.head)


def _comments(drawn: str) -> str:
    """What is written, letter shapes being told in comments beside them."""
    return unescape(" ".join(re.findall(r"<!-- (.*?) -->", drawn, re.DOTALL)))


def _words(said: str) -> set[str]:
    return set(said.split())
