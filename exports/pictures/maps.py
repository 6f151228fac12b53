"""A map on the sheet: the land to the left, what its colours mean beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

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
from exports.pictures.letters import PLAIN, ink, style
from exports.pictures.map_paper import paper
from exports.pictures.map_side import SITE_MARKS, draw_side, side_points
from exports.pictures.sheet import MM, Sheet
from exports.pictures.sheet import Area as Room
from wording.words import Words

LAND = 0.6  # of the width
GAP = 16.0  # points between the land and what is beside it
PAD = 5.0
EDGE = 2.0  # to the right of figures, or some programs cut into them
MARK = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    axes: Axes
    plane: Plane

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        across, down = self.plane.at(longitude, latitude)
        return across, self.plane.height - down

    def path(self, rings: Iterable[Ring]) -> Path:
        parts = [Path([self.at(*p) for p in (*ring, ring[0])], closed=True) for ring in rings]
        return Path.make_compound_path(*parts)


def map_mm(of: Map, width_mm: float) -> float:
    """How high a picture is in which the land is as wide as it may be."""
    box, across = box_of(of), width_mm * MM
    land = (across * LAND - 2 * PAD) * box.height / box.width + 2 * PAD
    return max(land, side_points(of, across * (1 - LAND) - GAP - EDGE)) / MM


def draw_map(sheet: Sheet, area: Room, of: Map, words: Words) -> None:
    land = area.inside(right=area.width * (1 - LAND))
    axes = sheet.axes(land)
    axes.set_xlim(0, land.width)
    axes.set_ylim(0, land.height)
    axes.set_xticks([])
    axes.set_yticks([])
    plane = Plane(box=box_of(of), width=land.width, height=land.height, pad=PAD)
    plot = _Plot(axes=axes, plane=plane)
    for each in sorted(of.areas, key=lambda each: each.chosen):  # the chosen one's edge on top
        _area(plot, each)
    _line(plot, of.lines, DISTRICT_EDGE, 0.5)
    _line(plot, of.edge, COAST, 0.9)
    _marks(plot, of)
    _sites(plot, of)
    _around(plot, of)
    draw_side(sheet, area.inside(left=land.width + GAP, right=EDGE), of, words)


def _area(plot: _Plot, of: Area) -> None:
    if not of.rings:
        return
    edge, wide = (CHOSEN, 1.6) if of.chosen else (COMMUNE_EDGE, 0.4)
    patch = PathPatch(plot.path(of.rings), linewidth=wide, edgecolor=ink(edge), **paper(of.step))
    plot.axes.add_patch(patch)


def _line(plot: _Plot, rings: Iterable[Ring], colour: str, wide: float) -> None:
    for ring in rings:
        patch = PathPatch(plot.path([ring]), fill=False, edgecolor=ink(colour), linewidth=wide)
        plot.axes.add_patch(patch)


def _marks(plot: _Plot, of: Map) -> None:
    places = [plot.at(mark.longitude, mark.latitude) for mark in of.marks]
    plot.axes.plot(
        [x for x, _ in places],
        [y for _, y in places],
        linestyle="none",
        marker="D",
        markersize=MARK * mark_share(severe=of.severe) * 0.72,  # its side, not its diagonal
        markerfacecolor=ink(mark_fill(severe=of.severe)),
        markeredgecolor=ink(MARK_EDGE),
        markeredgewidth=0.5,
        clip_on=False,
    )


def _sites(plot: _Plot, of: Map) -> None:
    for site in of.sites:
        _line(plot, [site.ring], SITES[site.kind], 0.7)
    for site in of.sites:
        x, y = plot.at(site.longitude, site.latitude)
        plot.axes.plot(
            [x],
            [y],
            linestyle="none",
            marker=SITE_MARKS[site.kind],
            markersize=MARK,
            markerfacecolor=ink(SITES[site.kind]),
            markeredgecolor=ink(MARK_EDGE),
            markeredgewidth=0.5,
            clip_on=False,
        )


def _around(plot: _Plot, of: Map) -> None:
    for name in of.around:
        x, y = plot.at(name.longitude, name.latitude)
        plot.axes.text(x, y, name.name, ha="center", va="center", **style(PLAIN, colour=FAR))
