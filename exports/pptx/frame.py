"""What every slide has: the finding as its title, what it rests on at the foot, its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.enum.text import MSO_ANCHOR

from exports import lettering, provenance
from exports.briefing import Briefing, Piece
from exports.pptx import layouts
from exports.pptx.layouts import BODIES, TITLES, Rect, placed, size_of
from exports.pptx.parts import child
from exports.pptx.text import INK, LANGUAGES, MUTED, Run, box, fill, inner, say, smaller

LEAST_TITLE = 16.0
SUB_SIZE = 14.0
FOOT_SIZES = (10.0, 9.0, 8.0)
SUB_GAP, FOOT_GAP = 0.12, 0.16
WIDE = 0.6  # of the slide: narrower footers are for a few words
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    of: Briefing
    presentation: Any

    def add(self, layout: Any) -> Any:
        return self.presentation.slides.add_slide(layout)


def framed(deck: Deck, title: str, piece: Piece | None = None) -> tuple[Any, Rect]:
    """A slide, and the room for its content."""
    slide = deck.add(layouts.content_layout(deck.presentation))
    fill(placed(slide, TITLES), deck.of.head.lang, title, least=LEAST_TITLE)
    room = layouts.content_rect(slide, deck.presentation)
    return slide, footed(deck, slide, room, piece)


def content_place(slide: Any) -> Any:
    return placed(slide, BODIES)


def tidy(slide: Any) -> None:
    """No place is left with the words 'Click to add text' in it."""
    for place in list(slide.placeholders):
        if place.has_text_frame and not place.text_frame.text:
            place._element.getparent().remove(place._element)


def sub_height(sub: str, room: Rect) -> float:
    """With the gap below it; 0 for none."""
    return lettering.height([sub], SUB_SIZE, room.width) + SUB_GAP if sub else 0.0


def below_sub(deck: Deck, slide: Any, room: Rect, sub: str) -> Rect:
    """Says the line under the title; what is left of the room."""
    if not sub:
        return room
    taken = sub_height(sub, room)
    made = box(slide, replace(room, height=taken - SUB_GAP), "Sub")
    say(made.text_frame.paragraphs[0], deck.of.head.lang, [Run(text=sub, colour=MUTED)], SUB_SIZE)
    return replace(room, top=room.top + taken, height=room.height - taken)


def footed(deck: Deck, slide: Any, room: Rect, piece: Piece | None) -> Rect:
    """Into the template's footer, where that is wide enough; else at the bottom of the room, which
    is the smaller for it."""
    _numbered(slide)
    runs = foot(deck.of, piece)
    place = _latent(slide, KIND.FOOTER)
    wide = place is not None and place.width >= WIDE * deck.presentation.slide_width
    if wide and (size := _foot_size(runs, inner(place))):
        say(place.text_frame.paragraphs[0], deck.of.head.lang, runs, size)
        return room
    if place is not None:
        _few_words(deck, place)
    size = FOOT_SIZES[0]
    height = lettering.height([_text(runs)], size, room.width)
    low = replace(room, top=room.bottom - height, height=height)
    made = box(slide, low, "Provenance", anchor=MSO_ANCHOR.BOTTOM)
    say(made.text_frame.paragraphs[0], deck.of.head.lang, runs, size)
    return replace(room, height=room.height - height - FOOT_GAP)


def _few_words(deck: Deck, place: Any) -> None:
    head = deck.of.head
    said = provenance.demonstration(head) or head.province
    size = lettering.fitting([said], smaller(size_of(place), FOOT_SIZES[-1]), inner(place))
    runs = [Run(text=said)]
    say(place.text_frame.paragraphs[0], head.lang, runs, size or FOOT_SIZES[-1])


def foot(of: Briefing, piece: Piece | None) -> list[Run]:
    label = provenance.demonstration(of.head)
    said = [Run(text=part, colour=MUTED) for part in provenance.parts(of, piece)]
    link = Run(text=provenance.seen_on_screen(of.head.words), link=provenance.link(of, piece))
    first = [Run(text=label, bold=True, colour=INK)] if label else []
    return _joined([*first, *said, link])


def _joined(runs: Sequence[Run]) -> list[Run]:
    between = Run(text=provenance.BETWEEN, colour=MUTED)
    return [each for run in runs for each in (between, run)][1:]


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _foot_size(runs: Sequence[Run], room: tuple[float, float]) -> float | None:
    return lettering.fitting([_text(runs)], FOOT_SIZES, room)


def _latent(slide: Any, kind: Any) -> Any:
    """A footer or number, which python-pptx leaves on the layout."""
    found = placed(slide.slide_layout, [kind])
    if found is None:
        return None
    slide.shapes.clone_placeholder(found)
    return placed(slide, [kind])


def _numbered(slide: Any) -> None:
    place = _latent(slide, KIND.SLIDE_NUMBER)
    if place is None:
        return
    number = slide.part.package.presentation_part.presentation.slides.index(slide) + 1
    field = child(place.text_frame.paragraphs[0]._p, "a:fld", id=NUMBER_FIELD, type="slidenum")
    child(field, "a:rPr", lang=LANGUAGES["vi"])
    child(field, "a:t").text = str(number)
