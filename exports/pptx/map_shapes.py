"""The land on a slide: a shape a commune, which can be coloured anew and moved, in one group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from exports.briefing import Map
from exports.map_look import (
    CHOSEN,
    COAST,
    COMMUNE_EDGE,
    DISTRICT_EDGE,
    FAR,
    MARK_EDGE,
    SITES,
    mark_fill,
    mark_share,
)
from exports.map_parts import Area, Ring
from exports.map_plane import Plane, box_of
from exports.palette import palette
from exports.pptx.freeform import Look, freeform, looked, paper
from exports.pptx.layouts import Rect
from exports.pptx.parts import described, inches
from exports.pptx.text import Run, box, say
from wording.words import Lang, Words

MARK = 0.135  # inches across a diamond
PAD = 0.08
NAME = 11.0
NAME_WIDE = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    plane: Plane
    room: Rect

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        across, down = self.plane.at(longitude, latitude)
        return self.room.left + across, self.room.top + down

    def rings(self, of: Iterable[Ring]) -> list[Sequence[tuple[int, int]]]:
        """In the unit of slides."""
        return [[(inches(x), inches(y)) for x, y in (self.at(*p) for p in ring)] for ring in of]


def land(slide: Any, of: Map, room: Rect, lang: Lang) -> None:
    """All of it in one group, told in words; in it a group each of communes, lines and marks."""
    words, whole = Words(lang), slide.shapes.add_group_shape()
    described(whole, of.title, of.said or of.title)
    plane = Plane(box=box_of(of), width=room.width, height=room.height, pad=PAD)
    plot = _Plot(plane=plane, room=room)
    _around(whole, plot, of, lang)
    _communes(_group(whole, words("Xã")), plot, of.areas)
    _lines(_group(whole, words("Ranh giới")), plot, of)
    if of.marks:
        _marks(_group(whole, of.marked), plot, of)
    if of.sites:
        _sites(_group(whole, words("Trạm mới")), plot, of)


def _group(whole: Any, name: str) -> Any:
    made = whole.shapes.add_group_shape()
    made.name = name
    return made


def _communes(group: Any, plot: _Plot, areas: Iterable[Area]) -> None:
    for each in sorted(areas, key=lambda each: each.chosen):  # the chosen one's edge on top
        if each.rings:
            edge, wide = (CHOSEN, 2.25) if each.chosen else (COMMUNE_EDGE, 0.5)
            look = Look(edge=edge, points=wide, fill=paper(each.step))
            shape = freeform(group, each.name, plot.rings(each.rings), look)
            shape.set("descr", f"{each.name}: {each.text}")
    group.shapes._recalculate_extents()


def _lines(group: Any, plot: _Plot, of: Map) -> None:
    kinds = ((of.lines, DISTRICT_EDGE, 0.75), (of.edge, COAST, 1.25))
    for rings, edge, points in kinds:
        for ring in rings:
            freeform(group, group.name, plot.rings([ring]), Look(edge=edge, points=points))
    group.shapes._recalculate_extents()


def _marks(group: Any, plot: _Plot, of: Map) -> None:
    size = MARK * mark_share(severe=of.severe)
    look = Look(edge=MARK_EDGE, points=0.5, fill=palette()[mark_fill(severe=of.severe)])
    for mark in of.marks:
        x, y = plot.at(mark.longitude, mark.latitude)
        diamond(group, mark.name, (x, y), size, look)


def diamond(group: Any, name: str, middle: tuple[float, float], size: float, look: Look) -> None:
    left, top = (inches(each - size / 2) for each in middle)
    shape = group.shapes.add_shape(MSO_SHAPE.DIAMOND, left, top, inches(size), inches(size))
    shape.name = name
    looked(shape, look)


def _sites(group: Any, plot: _Plot, of: Map) -> None:
    """The circles first, so that every triangle lies on top."""
    for site in of.sites:
        look = Look(edge=SITES[site.kind], points=1.0)
        freeform(group, site.name, plot.rings([site.ring]), look)
    for site in of.sites:
        triangle(group, site.name, plot.at(site.longitude, site.latitude), site.kind)
    group.shapes._recalculate_extents()


def triangle(group: Any, name: str, middle: tuple[float, float], kind: int) -> None:
    """That of a second plan stands on its head, that of both is a star."""
    shapes = (MSO_SHAPE.ISOSCELES_TRIANGLE, MSO_SHAPE.FLOWCHART_MERGE, MSO_SHAPE.STAR_5_POINT)
    left, top = (inches(each - MARK / 2) for each in middle)
    shape = group.shapes.add_shape(shapes[kind], left, top, inches(MARK), inches(MARK))
    shape.name = name
    looked(shape, Look(edge=MARK_EDGE, points=0.5, fill=palette()[SITES[kind]]))


def _around(group: Any, plot: _Plot, of: Map, lang: Lang) -> None:
    """Names of what lies beside the land, in quiet letters."""
    for name in of.around:
        x, y = plot.at(name.longitude, name.latitude)
        rect = Rect(left=x - NAME_WIDE / 2, top=y - 0.13, width=NAME_WIDE, height=0.26)
        made = box(group, rect, name.name, anchor=MSO_ANCHOR.MIDDLE)
        paragraph = made.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        say(paragraph, lang, [Run(text=name.name, colour=palette()[FAR])], NAME)
