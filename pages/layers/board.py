"""The layers of one look at the map: what is on, how many of each there are, and what the browser
needs to draw them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.map_lines import map_line
from components.map_spots import Choice, lettered
from config.tiles import TileFile
from data_access.villages import Gap
from metrics.catalogue import metric
from pages.layers.asked import ESTIMATE, LABELS, Shown, shown_of
from pages.layers.eras import Era, eras_of
from pages.layers.known import LAYERS, LINES
from pages.layers.layer import Layer, day_of, files_of
from pages.layers.line_layer import LineLayer, Stretch, line_files
from pages.layers.stations import STATIONS
from pages.layers.tile_picture import SIDE
from pages.page import Ask

PICTURE_SIDE = 256  # px, of a background map of pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How many lines, and how long they are together; None where nobody can tell."""

    count: int | None
    km: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """`masks`, `choices` and `stretches` by layer, of the selection on `day`."""

    day: date
    shown: Shown
    masks: Mapping[str, Sequence[int]]
    choices: Mapping[str, Sequence[Choice]]
    stretches: Mapping[str, Sequence[Stretch] | None]
    eras: Sequence[Era]
    tiles: Sequence[TileFile]

    def counts(self, layer: Layer) -> list[int]:
        """Of each state, in the selection, whether it is shown or not."""
        masks = Counter(self.masks[layer.name])
        return [
            sum(n for mask, n in masks.items() if mask >> bit & 1)
            for bit in range(len(layer.states))
        ]

    def chosen(self, layer: Layer, choice: Choice) -> list[int]:
        """Of each value, among the spots of the first state: stations on air."""
        pairs = zip(self.masks[layer.name], choice.of, strict=True)
        found = Counter(value for mask, value in pairs if mask & 1)
        return [found[n] for n in range(len(choice.values))]

    def lines(self, layer: LineLayer, state: int) -> Run:
        """Those of a state in the selection, whether they are shown or not."""
        every = self.stretches[layer.name]
        if every is None:
            return Run(count=None, km=None)
        own = [each.km for each in every if each.state == state]
        return Run(count=len(own), km=sum(own))


def board_of(ask: Ask, gap: Gap) -> Board:
    """Raises UnknownFilter."""
    day, view = day_of(ask.view, ask.selection), ask.view
    choices = {each.name: each.spots(view, ask.words, day).choices for each in LAYERS}
    eras, tiles = eras_of(view.snap.places), view.province.tiles
    known = [state.code for layer in LAYERS for state in layer.states]
    known += [state.code for layer in LINES for state in layer.states]
    known += [ESTIMATE, LABELS, *(era.code for era in eras), *(tile_code(each) for each in tiles)]
    values = [code for every in choices.values() for each in every for code, _ in each.values]
    return Board(
        day=day,
        shown=shown_of(dict(ask.query), gap, known, values),
        masks={each.name: each.masks(ask, day) for each in LAYERS},
        choices=choices,
        stretches={each.name: each.stretches(ask, day) for each in LINES},
        eras=eras,
        tiles=tiles,
    )


def data_of(ask: Ask, board: Board) -> dict[str, Any]:
    """For map_points.js: layers of which something is on, with a letter a spot."""
    on = set(board.shown.on)
    return {
        "on": list(board.shown.on),
        "hidden": list(board.shown.hidden),
        "layers": [_layer(ask, board, each) for each in LAYERS if _wanted(each, on)],
        "lines": [_lines(ask, board, each) for each in LINES
                  if any(state.code in on for state in each.states)],
        "outlines": f"/outlines/{ask.places_key}.geojson",
        "eras": [{"code": each.code, "keys": list(each.keys)} for each in board.eras
                 if each.code in on],
        "tiles": [_tiles(ask, each) for each in board.tiles if tile_code(each) in on],
        "more": ask.words("và {n} nơi nữa", n="{n}"),
    }  # fmt: skip


def _wanted(layer: Layer, on: set[str]) -> bool:
    return any(state.code in on for state in layer.states) or (layer is STATIONS and ESTIMATE in on)


def _layer(ask: Ask, board: Board, of: Layer) -> dict[str, Any]:
    files, at = files_of(ask.view, of, ask.words, board.day), _at(ask, board)
    source = ask.source(metric(of.metric))
    return {
        "name": of.name,
        **{part: f"/spots/{of.name}/{at}-{digest}.json" for part, (_, digest) in files.items()},
        "letters": lettered(board.masks[of.name]),
        "source": source.label if source else "",
        "states": [
            {
                "code": state.code,
                "word": ask.words(state.word),
                "shape": state.shape,
                "tone": state.tone,
                "size": state.size,
                "tinted": state.tinted,
            }
            for state in of.states
        ],
    }


def _lines(ask: Ask, board: Board, of: LineLayer) -> dict[str, Any]:
    files, at = line_files(ask.view, of, ask.words, board.day), _at(ask, board)
    source = ask.source(metric(of.metric))
    states = [each.state for each in board.stretches[of.name] or ()]
    return {
        "name": of.name,
        **{part: f"/spots/{of.name}/{at}-{digest}.json" for part, (_, digest) in files.items()},
        "letters": lettered([0 if state is None else 1 << state for state in states]),
        "source": source.label if source else "",
        "states": [map_line(state, ask.words(state.word)) for state in of.states],
    }


def _at(ask: Ask, board: Board) -> str:
    return f"{board.day:%Y%m%d}-{ask.words.lang}"


def tile_code(of: TileFile) -> str:
    return f"tiles-{of.name}"


def _tiles(ask: Ask, of: TileFile) -> dict[str, Any]:
    look = f"/{ask.look.theme}" if of.vector else ""
    return {
        "address": f"/tiles/{of.name}/{of.sign}{look}",
        "side": SIDE if of.vector else PICTURE_SIDE,
        "zooms": [of.min_zoom, of.last_zoom],
        "bounds": list(of.bounds),
    }
