"""What a speaker is told beside a slide: what its figures mean and rest on."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from exports import provenance
from exports.briefing import Briefing, Drawn, Piece, Term
from exports.pptx.text import Run, say


def noted(slide: Any, of: Briefing, piece: Piece) -> None:
    notes = slide.notes_slide
    for place in list(notes.placeholders):
        if place.placeholder_format.type is KIND.SLIDE_NUMBER:
            place._element.getparent().remove(place._element)
    frame = notes.notes_text_frame
    for at, line in enumerate(note_lines(of, piece)):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        say(paragraph, of.head.lang, [line])


def note_lines(of: Briefing, piece: Piece) -> list[Run]:
    said = [piece.said] if isinstance(piece, Drawn) and piece.said else [piece.title, piece.sub]
    lines = [Run(text=line) for line in [*said, *provenance.parts(of, piece)] if line]
    for term in provenance.terms_about(of, piece):
        lines += [Run(text=""), Run(text=term.name, bold=True)]
        lines += [Run(text=line) for line in term_lines(of, term)]
    return lines


def term_lines(of: Briefing, term: Term) -> list[str]:
    words = of.head.words
    return [
        line
        for line in (
            term.meaning,
            words("Cách tính: {formula}", formula=term.formula) if term.formula else "",
            words("Căn cứ: {basis}", basis=term.basis) if term.basis else "",
            words("Nguồn: {said}", said=term.source) if term.source else "",
        )
        if line
    ]
