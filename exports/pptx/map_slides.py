"""A slide of a map: the land to the left, what its colours mean and where most marks are beside
it."""

from __future__ import annotations

from dataclasses import replace

from exports.briefing import Map
from exports.pptx.frame import Deck, below_sub, framed, tidy
from exports.pptx.layouts import Rect
from exports.pptx.map_shapes import land
from exports.pptx.map_side import legend, listed
from exports.pptx.notes import noted

LAND = 0.56  # of the room's width
GAP = 0.45  # inches between the land and what is beside it
WIDEST = 4.9  # inches, of that
BETWEEN = 0.3


def map_slide(deck: Deck, of: Map) -> None:
    words = deck.of.head.words
    slide, room = framed(deck, of.title, of)
    said = [of.sub, words("Phụ lục có bảng từng xã")]
    room = below_sub(deck, slide, room, ". ".join(part for part in said if part))
    land(slide, of, replace(room, width=room.width * LAND), deck.of.head.lang)
    side = _beside(room)
    below = legend(slide, of, side, words) + BETWEEN
    listed(slide, of, replace(side, top=below, height=side.bottom - below), words)
    noted(slide, deck.of, of)
    tidy(slide)


def _beside(room: Rect) -> Rect:
    left = room.left + room.width * LAND + GAP
    return replace(room, left=left, width=min(room.right - left, WIDEST))
