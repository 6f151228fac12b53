"""The layers of the map as a briefing tells of them: how many of each, which the screen shows."""

from __future__ import annotations

from exports.briefing import Cell, Column, Kind, Table
from metrics.catalogue import metric
from pages.briefing import cells
from pages.briefing.tables import source_said
from pages.layers.board import Board
from pages.layers.known import LAYERS
from pages.layers.layer import Layer
from pages.page import Ask


def layers_table(ask: Ask, board: Board, link: str) -> Table:
    """The legend's own counts."""
    words, about = ask.words, [metric(each.metric) for each in LAYERS]
    return Table(
        title=words("Lớp bản đồ"),
        sub=". ".join(words(each.note) for each in LAYERS if each.note),
        columns=(
            Column(title=words("Lớp bản đồ"), width=2.6),
            Column(title=words("Trạng thái"), width=2),
            Column(title=words("Số lượng"), kind=Kind.FIGURE),
            Column(title=words("Trên bản đồ"), width=1.2),
        ),
        rows=tuple(row for layer in LAYERS for row in _rows(ask, board, layer)),
        source=source_said(ask, *about),
        link=link,
        about=(),
    )


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
