"""The sheet that is drawn on, measured in points from its lower left, and the files made of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from threading import Lock
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from exports.pictures.letters import PLAIN, ink, style

MM = 72 / 25.4  # points
# Ids in SVG are random without a salt; dollar signs in names are no formulas; letters are drawn,
# so that a picture looks the same where the font is not installed.
# Without hinting a letter is as wide on the sheet as it was measured.
_RULES: Any = {
    "svg.hashsalt": "tamnhin",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "text.hinting": "none",
}
_ONE = Lock()  # matplotlib has one set of rules for all threads


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Part of a sheet, in points."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height

    def inside(
        self, *, left: float = 0, right: float = 0, top: float = 0, bottom: float = 0
    ) -> Area:
        return Area(
            left=self.left + left,
            bottom=self.bottom + bottom,
            width=max(self.width - left - right, 1.0),
            height=max(self.height - top - bottom, 1.0),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    figure: Figure
    area: Area

    def axes(self, area: Area) -> Axes:
        """Without frame, ticks or margins of their own; to be drawn on beyond their edges."""
        whole = self.area
        axes = self.figure.add_axes(
            (
                area.left / whole.width,
                area.bottom / whole.height,
                area.width / whole.width,
                area.height / whole.height,
            )
        )
        axes.set_facecolor("none")
        axes.tick_params(length=0, pad=4)
        for spine in axes.spines.values():
            spine.set_visible(False)
        return axes

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = PLAIN,
        weight: int = 400,
        colour: str = "ink-2",
        **how: Any,
    ) -> None:
        across, up = x / self.area.width, y / self.area.height
        self.figure.text(across, up, text, **style(size, weight, colour), **how)

    def rule(self, y: float, left: float, right: float, colour: str, points: float) -> None:
        across, up = [x / self.area.width for x in (left, right)], y / self.area.height
        self.figure.add_artist(Line2D(across, [up, up], color=ink(colour), linewidth=points))


@contextmanager
def sheet(width_mm: float, height_mm: float, dpi: int = 300) -> Iterator[Sheet]:
    """One at a time in a process: what is drawn must be saved before the next one begins."""
    with _ONE, rc_context(_RULES):
        across, up = (ceil(mm / 25.4 * dpi) / dpi for mm in (width_mm, height_mm))
        figure = Figure(figsize=(across, up), dpi=dpi, facecolor="white")
        yield Sheet(figure, Area(left=0, bottom=0, width=across * 72, height=up * 72))


def as_png(drawn: Sheet) -> bytes:
    into = BytesIO()
    FigureCanvasAgg(drawn.figure).print_png(into, metadata={"Software": None})
    return into.getvalue()


def as_svg(drawn: Sheet, *, title: str, said: str) -> bytes:
    into = BytesIO()
    about = {"Title": title, "Description": said, "Date": None, "Creator": None}
    FigureCanvasSVG(drawn.figure).print_svg(into, metadata=about)
    return into.getvalue()
