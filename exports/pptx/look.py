"""Our own master, where the province has none: 16:9, one typeface, a rule and nothing else."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_CONNECTOR, PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from exports.palette import palette
from exports.pptx.parts import child, fresh, inches, scheme, unstyled

FONT = "Be Vietnam Pro"
WIDTH, HEIGHT = 13.333, 7.5
LEFT, ACROSS = 0.6, 12.133
# Left, top, width, height in inches.
TITLE = (LEFT, 0.36, ACROSS, 0.98)
BODY = (LEFT, 1.4, ACROSS, 5.28)
FOOTER = (LEFT, 6.86, ACROSS - 0.9, 0.42)
NUMBER = (LEFT + ACROSS - 0.8, 6.86, 0.8, 0.42)
COVER_TITLE = (LEFT, 1.5, ACROSS, 2.0)
COVER_BODY = (LEFT, 3.8, ACROSS, 2.5)
RULE, COVER_RULE = 6.8, 3.64
RULE_ID = 90
KEPT = ("Title Slide", "Title and Content", "Title Only")
# Colours of a theme and the tokens that they are here.
THEME = {
    "dk1": "ink",
    "lt1": "surface-page",
    "dk2": "ink-3",
    "lt2": "rule",
    "accent1": "accent",
    "accent2": "status-met",
    "accent3": "status-watch",
    "accent4": "status-missed",
    "accent5": "cover-5",
    "accent6": "group-4",
    "hlink": "accent",
    "folHlink": "accent",
}


def our_own() -> Any:
    made: Any = Presentation()
    made.slide_width, made.slide_height = inches(WIDTH), inches(HEIGHT)
    for layout in list(made.slide_layouts):
        if layout.name not in KEPT:
            made.slide_layouts.remove(layout)
    _themed(made.slide_master)
    _mastered(made.slide_master)
    _cover(made.slide_layouts[0])
    return made


def _themed(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Tầm Nhìn")
    for name, token in THEME.items():
        colour = fresh_colour(theme, name)
        child(colour, "a:srgbClr", val=palette()[token])
    for family in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        family.find(qn("a:latin")).set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def fresh_colour(theme: Any, name: str) -> Any:
    colour = next(theme.iter(qn(f"a:{name}")))
    for old in list(colour):
        colour.remove(old)
    return colour


def _mastered(master: Any) -> None:
    places = {
        PP_PLACEHOLDER.TITLE: (TITLE, "b"),
        PP_PLACEHOLDER.BODY: (BODY, "t"),
        PP_PLACEHOLDER.FOOTER: (FOOTER, "ctr"),
        PP_PLACEHOLDER.SLIDE_NUMBER: (NUMBER, "ctr"),
    }
    for each in list(master.placeholders):
        place = places.get(each.placeholder_format.type)
        if place is None:
            each._element.getparent().remove(each._element)
        else:
            put(each, *place)
    for layout in master.part.slide_master.slide_layouts:
        _only_ours(layout)
    _rule(master.shapes, RULE)
    _lettered(master)


def put(shape: Any, rect: tuple[float, float, float, float], anchor: str) -> None:
    shape.left, shape.top, shape.width, shape.height = map(inches, rect)
    body = shape._element.txBody.bodyPr
    for inset in ("lIns", "rIns"):
        body.set(inset, "0")
    body.set("anchor", anchor)
    for fit in list(body):
        body.remove(fit)


def _only_ours(layout: Any) -> None:
    """Places are the master's; dates have none."""
    for each in list(layout.placeholders):
        if each.placeholder_format.type is PP_PLACEHOLDER.DATE:
            each._element.getparent().remove(each._element)


def _rule(shapes: Any, at: float) -> None:
    """A hairline from margin to margin."""
    made = shapes._spTree.add_cxnSp(
        RULE_ID, "Rule", MSO_CONNECTOR.STRAIGHT, *map(inches, (LEFT, at, ACROSS, 0)), False, False
    )
    unstyled(made)
    scheme(child(made.spPr, "a:ln", w="9525"), "bg2")


def _lettered(master: Any) -> None:
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    _weighed(title, "2600", bold=True)
    body = styles.find(qn("p:bodyStyle"))
    for level, size in enumerate(("2000", "1800", "1600", "1400", "1400"), start=1):
        _weighed(body.find(qn(f"a:lvl{level}pPr")), size)
    first = body.find(qn("a:lvl1pPr"))
    first.set("marL", "285750")
    first.set("indent", "-285750")
    for each in master.placeholders:
        if each.placeholder_format.type in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            _small(each)


def _weighed(level: Any, size: str, *, bold: bool = False) -> None:
    default = level.find(qn("a:defRPr"))
    default.set("sz", size)
    if bold:
        default.set("b", "1")


def _small(shape: Any) -> None:
    level = next(shape._element.iter(qn("a:lvl1pPr")))
    if shape.placeholder_format.type is PP_PLACEHOLDER.FOOTER:
        level.set("algn", "l")
    default = level.find(qn("a:defRPr"))
    default.set("sz", "1000")
    for old in list(default):
        default.remove(old)
    scheme(default, "tx2")


def _cover(layout: Any) -> None:
    for each in layout.placeholders:
        kind = each.placeholder_format.type
        if kind is PP_PLACEHOLDER.CENTER_TITLE:
            put(each, COVER_TITLE, "b")
            _style(each, "4000", "tx1", bold=True)
        elif kind is PP_PLACEHOLDER.SUBTITLE:
            put(each, COVER_BODY, "t")
            _style(each, "1800", "tx1")
    _rule(layout.shapes, COVER_RULE)


def _style(shape: Any, size: str, colour: str, *, bold: bool = False) -> None:
    style = fresh(shape._element.txBody, "a:lstStyle", before=("a:p",))
    level = child(style, "a:lvl1pPr", algn="l", marL="0", indent="0")
    child(level, "a:buNone")
    default = child(level, "a:defRPr", sz=size, b="1" if bold else "0")
    scheme(default, colour)
