"""What python-pptx leaves to the program that opens a chart, said in the chart itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from exports.pptx.layouts import Rect
from exports.pptx.parts import child, fresh
from exports.pptx.text import FAINT, MUTED

C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
STILL = 1e-4  # shares of a chart that nobody sees
LABEL_ROOM = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"


def inner_plot(chart: Any, share: Rect) -> None:
    """Where the axes are, in shares of the chart: labels have what is left."""
    area = chart._chartSpace.chart.plotArea
    layout = area.find(qn("c:layout"))
    if layout is None:
        layout = etree.Element(qn("c:layout"))
        area.insert(0, layout)
    for old in list(layout):
        layout.remove(old)
    manual = child(layout, "c:manualLayout")
    child(manual, "c:layoutTarget", val="inner")
    for name, value in (("xMode", "edge"), ("yMode", "edge")):
        child(manual, f"c:{name}", val=value)
    sides = {"x": share.left, "y": share.top, "w": share.width, "h": share.height}
    for name, length in sides.items():
        child(manual, f"c:{name}", val=f"{length:.5f}")


def skip_labels(axis: Any, every: int) -> None:
    """Only each so-manieth category is named."""
    element = axis._element
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = fresh(element, name, before=("c:noMultiLvlLbl", "c:extLst"))
        skip.set("val", str(every))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLabel:
    """A line's name, and where it is `valued` its last value, right of its last point. Lengths are
    shares of the chart: moved `right` and `down`, at most `width` and `height`."""

    size: float
    colour: Any
    right: float
    down: float
    width: float
    height: float
    valued: bool


def end_label(point: Any, of: EndLabel) -> None:
    label = point.data_label
    label.font.size = Pt(of.size)
    label.font.color.theme_color = of.colour
    label.position = XL_LABEL_POSITION.RIGHT
    element = label._dLbl
    for name, yes in (("c:showSerName", True), ("c:showVal", of.valued)):
        element.find(qn(name)).set("val", "1" if yes else "0")
    fresh(element, "c:separator", before=("c:extLst",)).text = "\n"
    for leader in element.getparent().findall(qn("c:showLeaderLines")):
        leader.set("val", "0")
    _moved(element, of)
    ext = child(child(element, "c:extLst"), "c:ext", uri=LABEL_ROOM)
    layout = etree.SubElement(ext, f"{{{C15}}}layout", nsmap={"c15": C15})
    manual = child(layout, "c:manualLayout")
    child(manual, "c:w", val=f"{of.width:.5f}")
    child(manual, "c:h", val=f"{of.height:.5f}")


def _moved(label: Any, of: EndLabel) -> None:
    if max(abs(of.right), abs(of.down)) < STILL:
        return
    layout = etree.Element(qn("c:layout"))
    label.find(qn("c:idx")).addnext(layout)
    manual = child(layout, "c:manualLayout")
    child(manual, "c:x", val=f"{of.right:.5f}")
    child(manual, "c:y", val=f"{of.down:.5f}")


def valid_axes(chart: Any) -> None:
    """python-pptx numbers the axes below 0, which the format's schema does not allow."""
    for tag in ("c:axId", "c:crossAx"):
        for each in chart._chartSpace.iter(qn(tag)):
            each.set("val", each.get("val").lstrip("-"))


def quiet_axes(chart: Any, size: float) -> None:
    """Labels without marks; a line below, hairlines across."""
    across, up = chart.category_axis, chart.value_axis
    for axis in (across, up):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.tick_labels.font.size = Pt(size)
        axis.tick_labels.font.color.theme_color = MUTED
    across.has_major_gridlines = False
    across.format.line.color.theme_color = MUTED
    across.format.line.width = Pt(0.75)
    up.format.line.fill.background()
    _level(across)


def _level(axis: Any) -> None:
    """Names are never turned."""
    body = axis._element.find(qn("c:txPr")).find(qn("a:bodyPr"))
    body.set("rot", "0")
    body.set("vert", "horz")


def hairlines(axis: Any) -> None:
    axis.has_major_gridlines = True
    line = axis.major_gridlines.format.line
    line.color.theme_color = FAINT
    line.width = Pt(0.5)


def drawn(line: Any, colour: Any, width: float, *, dashed: bool = False) -> None:
    line.color.theme_color = colour
    line.width = Pt(width)
    if dashed:
        line.dash_style = MSO_LINE.DASH
