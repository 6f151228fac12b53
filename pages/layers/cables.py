"""Routes of cables: public broadband and the dedicated data network, in use, planned or gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.map_lines import Lines, LineState
from components.map_spots import GRID
from data_access.cables import Cable, Laid
from data_access.days import day_key
from data_access.ground import middle
from metrics.desk import View
from pages.gaps import without_offices
from pages.layers.line_layer import LineLayer, Stretch
from pages.page import Ask
from wording.words import Words, mark

ORDER = (Laid.FIBRE, Laid.DEDICATED, Laid.PLANNED, Laid.GONE)


def _lines(view: View, words: Words, day: date) -> Lines:
    found = view.every_cable(day)
    return Lines(
        parts=[_parts(each) for each in found],
        names=[each.name for each in found],
        owners=[each.operator for each in found],
        lengths=[each.km for each in found],
        days=[day_key(each.since) if each.since else 0 for each in found],
        day_word=words("từ {day}", day="{day}"),
    )


def _parts(of: Cable) -> list[list[tuple[float, float]]]:
    """What bends by less than half a step of the grid is straight."""
    line = of.line.simplify(0.5 / GRID)
    return [[(x, y) for x, y in part.coords] for part in getattr(line, "geoms", [line])]


def _stretches(ask: Ask, day: date) -> Sequence[Stretch] | None:
    every = ask.view.every_cable(day)
    found = ask.view.cables_within(without_offices(ask.selection), day)
    if found is None:
        return None
    km = {each.code: each.km for each in found}
    return [
        Stretch(state=ORDER.index(each.laid), km=km[each.code]) if each.code in km else Stretch()
        for each in every
    ]


CABLES = LineLayer(
    name="cables",
    label=mark("Tuyến cáp"),
    one=mark("Tuyến cáp"),
    states=(
        LineState(code=Laid.FIBRE, word=mark("Cáp quang đang dùng"), dash="solid", tone="accent"),
        LineState(
            code=Laid.DEDICATED, word=mark("Mạng chuyên dùng đang dùng"), dash="double", tone="ink"
        ),
        LineState(code=Laid.PLANNED, word=mark("Tuyến dự kiến"), dash="dashed", tone="accent"),
        LineState(code=Laid.GONE, word=mark("Tuyến đã ngừng"), dash="dotted", tone="ink-2"),
    ),
    lines=_lines,
    stretches=_stretches,
    middles=lambda view, day: [middle(each.line) for each in view.every_cable(day)],
    metric="no_broadband",
    loaded=lambda view: view.any_cables(),
)
