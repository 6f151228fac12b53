"""Slides of sentences: what the figures come to, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.util import Pt

from exports import lettering, provenance
from exports.pptx.frame import Deck, content_place, framed, tidy
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
    rest, shown = list(sentences), title
    while rest:
        rest = _slide(deck, shown, rest)
        shown = provenance.continued(title, deck.of.head.words)


def _slide(deck: Deck, title: str, sentences: list[str]) -> list[str]:
    """Says as many as there is room for; those that are left are for the next."""
    slide, room = framed(deck, title)
    place = content_place(slide)
    if place is None:
        place = box(slide, room, "Text")
    within = (room.width - BULLET, min(room.height, inner(place)[1]))
    size = lettering.fitting(sentences, SIZES, within, between=BETWEEN) or SIZES[-1]
    count = _count(sentences, size, within)
    frame = place.text_frame
    for at, sentence in enumerate(sentences[:count]):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * BETWEEN)
        say(paragraph, deck.of.head.lang, [Run(text=sentence)], size)
    tidy(slide)
    return sentences[count:]


def _count(sentences: Sequence[str], size: float, within: tuple[float, float]) -> int:
    """At least one, so that there is an end."""
    counts = range(len(sentences), 1, -1)
    fits = (n for n in counts if lettering.fitting(sentences[:n], [size], within, between=BETWEEN))
    return next(fits, 1)
