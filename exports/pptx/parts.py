"""Small pieces of PresentationML that python-pptx has no name for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

EMU = 914400  # an inch
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def inches(length: float) -> int:
    return round(length * EMU)


def child(parent: Any, name: str, **attributes: str) -> Any:
    """A new last child: `child(pr, "a:ln", w="12700")`."""
    made = etree.SubElement(parent, qn(name))
    for key, value in attributes.items():
        made.set(key, value)
    return made


def fresh(parent: Any, name: str, before: Iterable[str] = ()) -> Any:
    """A child without anything in it, in place of the one that was; else before the first of those
    that must follow."""
    for old in parent.findall(qn(name)):
        parent.remove(old)
    made = etree.SubElement(parent, qn(name))
    for follower in before:
        found = parent.find(qn(follower))
        if found is not None:
            found.addprevious(made)
            break
    return made


def scheme(parent: Any, colour: str) -> None:
    """Filled with a colour of the theme: `tx1`."""
    child(child(parent, "a:solidFill"), "a:schemeClr", val=colour)


def decorative(shape: Any) -> None:
    """Passed over by those who read a slide aloud."""
    properties = shape._element._nvXxPr.cNvPr
    ext = child(
        child(properties, "a:extLst"), "a:ext", uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
    )
    etree.SubElement(ext, f"{{{DECORATIVE}}}decorative", nsmap={"adec": DECORATIVE}).set("val", "1")


def unstyled(connector: Any) -> None:
    """Without the shadow that a theme's style would give a line."""
    style = connector.find(qn("p:style"))
    if style is not None:
        connector.remove(style)


def described(shape: Any, name: str, said: str) -> None:
    """Alternative text."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("name", name)
    properties.set("descr", said)
