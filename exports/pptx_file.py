"""A briefing as slides, with charts, maps and tables that can be worked on."""

from __future__ import annotations

from io import BytesIO

from exports.briefing import Briefing, Chart, Drawn, Map, Piece, Table
from exports.pptx import layouts
from exports.pptx.chart_slides import appendix_slides, chart_slide
from exports.pptx.cover import cover
from exports.pptx.frame import Deck
from exports.pptx.map_slides import map_slide
from exports.pptx.properties import described
from exports.pptx.spoken import sources_slides, summary_slides
from exports.pptx.table_slides import table_slides
from exports.still_zip import still


def pptx_file(of: Briefing, *, template: bytes | None = None) -> bytes:
    """In the look of a template, a presentation of which only master and layouts count. Raises
    NotATemplate."""
    deck = Deck(of=of, presentation=layouts.opened(template))
    cover(deck)
    summary_slides(deck)
    for piece in of.pieces:
        piece_slides(deck, piece)
    _appendix(deck)
    sources_slides(deck)
    described(deck)
    packed = BytesIO()
    deck.presentation.save(packed)
    return still(packed.getvalue())


def _appendix(deck: Deck) -> None:
    """Each table once, though several pages of a briefing may draw it."""
    told: list[Table] = []
    for piece in deck.of.pieces:
        if isinstance(piece, Drawn) and piece.table not in told:
            appendix_slides(deck, piece)
            told.append(piece.table)


def piece_slides(deck: Deck, piece: Piece) -> None:
    if isinstance(piece, Chart):
        chart_slide(deck, piece)
    elif isinstance(piece, Map):
        map_slide(deck, piece)
    else:
        table_slides(deck, piece)
