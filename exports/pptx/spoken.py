"""Slides of sentences: what the figures come to, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.util import Pt

from exports import lettering, provenance
from exports.pptx.frame import Deck, content_place, framed, tidy
from exports.pptx.layouts import Rect
from exports.pptx.text import Run, box, inner, say

BETWEEN = 0.6  # of a size, from one sentence to the next
SIZES = (20.0, 18.0, 16.0)
BULLET = 0.35  # inches that it takes from each line


def summary_slides(deck: Deck) -> None:
    if deck.of.summary:
        _spoken(deck, deck.of.head.words("Tóm tắt"), deck.of.summary)


def sources_slides(deck: Deck) -> None:
    head = deck.of.head
    said = [*deck.of.sources, provenance.version(head).capitalize()]
    _spoken(deck, head.words("Nguồn dữ liệu"), said)


def _spoken(deck: Deck, title: str, sentences: Sequence[str]) -> None:
    slide, room = framed(deck, title)
    parts, size = shared(sentences, _within(slide, room))
    for at, said in enumerate(parts):
        if at:
            slide, room = framed(deck, provenance.continued(title, deck.of.head.words))
        _said(deck, slide, room, said, size)


def _within(slide: Any, room: Rect) -> tuple[float, float]:
    place = content_place(slide)
    tall = inner(place)[1] if place is not None else room.height
    return room.width - BULLET, min(room.height, tall)


def shared(
    sentences: Sequence[str], within: tuple[float, float]
) -> tuple[list[Sequence[str]], float]:
    """Over as few slides as can be, about as many on each; the size at which all of them fit."""
    for count in range(1, len(sentences) + 1):
        each = -(-len(sentences) // count)
        parts = [sentences[at : at + each] for at in range(0, len(sentences), each)]
        fits = [lettering.fitting(part, SIZES, within, between=BETWEEN) for part in parts]
        sizes = [size for size in fits if size is not None]
        if len(sizes) == len(parts):
            return parts, min(sizes)
    return [[sentence] for sentence in sentences], SIZES[-1]


def _said(deck: Deck, slide: Any, room: Rect, sentences: Sequence[str], size: float) -> None:
    place = content_place(slide)
    frame = (place if place is not None else box(slide, room, "Text")).text_frame
    for at, sentence in enumerate(sentences):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * BETWEEN)
        say(paragraph, deck.of.head.lang, [Run(text=sentence)], size)
    tidy(slide)
