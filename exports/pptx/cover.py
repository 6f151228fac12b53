"""The first slide: what this is, of whom, and of what data."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.util import Pt

from exports import lettering, provenance
from exports.briefing import Briefing
from exports.pptx import layouts
from exports.pptx.frame import Deck, tidy
from exports.pptx.layouts import BODIES, TITLES, placed, size_of
from exports.pptx.text import MUTED, Run, box, fill, inner, say, smaller

LEAST_TITLE, LEAST_LINE = 20.0, 10.0
BETWEEN = 0.3  # of a size, from one line to the next


def cover(deck: Deck) -> None:
    slide = deck.add(layouts.cover_layout(deck.presentation))
    fill(placed(slide, TITLES), deck.of.head.lang, deck.of.head.title, least=LEAST_TITLE)
    place = placed(slide, (KIND.SUBTITLE, *BODIES))
    if place is None:
        place = box(slide, layouts.content_rect(slide, deck.presentation), "Subtitle")
        size = 18.0
    else:
        size = size_of(place)
    _lines(deck, place, size)
    tidy(slide)


def _lines(deck: Deck, place: Any, size: float) -> None:
    lines = cover_lines(deck.of)
    texts = ["".join(run.text for run in runs) for runs in lines]
    room = inner(place)
    fits = lettering.fitting(texts, smaller(size, LEAST_LINE), room, between=BETWEEN) or LEAST_LINE
    frame = place.text_frame
    for at, runs in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(fits * BETWEEN)
        say(paragraph, deck.of.head.lang, runs, fits)


def cover_lines(of: Briefing) -> list[list[Run]]:
    head = of.head
    label = provenance.demonstration(head)
    data = f"{provenance.as_of(head)}{provenance.BETWEEN}{provenance.version(head)}"
    lines = [
        [Run(text=head.province, bold=True)],
        [Run(text=head.filters)],
        [Run(text=data, colour=MUTED)],
        [Run(text=provenance.seen_on_screen(head.words), link=head.link)],
        [Run(text=label, bold=True)] if label else [],
    ]
    return [runs for runs in lines if runs and runs[0].text]
