"""The layers of the map as a briefing tells of them: how many of each, which the screen shows."""

from __future__ import annotations

from exports.briefing import Cell, Column, Kind, Table
from metrics.catalogue import metric
from pages.briefing import cells
from pages.briefing.tables import source_said
from pages.layers.board import Board
from pages.layers.known import LAYERS, LINES
from pages.layers.layer import Layer
from pages.layers.line_layer import LineLayer
from pages.page import Ask
from wording import format as fmt


def layers_table(ask: Ask, board: Board, link: str) -> Table:
    """The legend's own counts."""
    words, about = ask.words, [metric(each.metric) for each in LAYERS]
    return Table(
        title=words("Lớp bản đồ"),
        sub=". ".join(filter(None, (each.note(ask, board.day) for each in LAYERS))),
        columns=(
            Column(title=words("Lớp bản đồ"), width=2.6),
            Column(title=words("Trạng thái"), width=2),
            Column(title=words("Số lượng"), kind=Kind.FIGURE),
            Column(title=words("Trên bản đồ"), width=1.2),
        ),
        rows=(
            *(row for layer in LAYERS for row in _rows(ask, board, layer)),
            *(
                row
                for layer in LINES
                if layer.loaded(ask.view)
                for row in _lines(ask, board, layer)
            ),
        ),
        source=source_said(ask, *about, *(metric(each.metric) for each in _loaded(ask))),
        link=link,
        about=(),
    )


def _loaded(ask: Ask) -> list[LineLayer]:
    return [each for each in LINES if each.loaded(ask.view)]


def _rows(ask: Ask, board: Board, of: Layer) -> list[tuple[Cell, ...]]:
    words = ask.words
    return [
        (
            cells.text(words(of.label)),
            cells.text(words(state.word)),
            cells.counted(ask, count),
            cells.text(words("Có") if state.code in board.shown.on else words("Không")),
        )
        for state, count in zip(of.states, board.counts(of), strict=True)
    ]


def _lines(ask: Ask, board: Board, of: LineLayer) -> list[tuple[Cell, ...]]:
    """With their length beside their state: the column counts them."""
    words = ask.words
    found: list[tuple[Cell, ...]] = []
    for n, state in enumerate(of.states):
        run = board.lines(of, n)
        km = "" if run.km is None else f", {fmt.number(run.km, 0, words.lang)} km"
        found.append(
            (
                cells.text(words(of.label)),
                cells.text(words(state.word) + km),
                cells.counted(ask, run.count),
                cells.text(words("Có") if state.code in board.shown.on else words("Không")),
            )
        )
    return found
