"""Text on slides: runs in their language, sizes at which it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from exports import lettering
from exports.pptx.layouts import Rect, rect_of, size_of
from exports.pptx.parts import EMU, inches
from exports.prose import unbroken
from wording.words import Lang

INK = MSO_THEME_COLOR.TEXT_1
MUTED = MSO_THEME_COLOR.TEXT_2
FAINT = MSO_THEME_COLOR.BACKGROUND_2
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`colour`: of the theme, or RRGGBB; None: as the place has it."""

    text: str
    bold: bool | None = None
    colour: Any = None
    link: str = ""


def say(paragraph: Any, lang: Lang, runs: Sequence[Run], size: float | None = None) -> None:
    for each in runs:
        run = paragraph.add_run()
        run.text = unbroken(each.text)
        run._r.get_or_add_rPr().set("lang", LANGUAGES[lang])
        if size is not None:
            run.font.size = Pt(size)
        if each.bold is not None:
            run.font.bold = each.bold
        if isinstance(each.colour, str):
            run.font.color.rgb = RGBColor.from_string(each.colour)
        elif each.colour is not None:
            run.font.color.theme_color = each.colour
        if each.link:
            run.hyperlink.address = each.link


def box(slide: Any, rect: Rect, name: str, *, anchor: Any = MSO_ANCHOR.TOP) -> Any:
    """A text box without insets, in which lines are wrapped."""
    made = slide.shapes.add_textbox(*map(inches, (rect.left, rect.top, rect.width, rect.height)))
    made.name = name
    frame = made.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return made


def inner(shape: Any) -> tuple[float, float]:
    """Width and height that its insets leave to text."""
    rect, frame = rect_of(shape), shape.text_frame
    across = (frame.margin_left + frame.margin_right) / EMU
    down = (frame.margin_top + frame.margin_bottom) / EMU
    return rect.width - across, rect.height - down


def smaller(size: float, least: float) -> list[float]:
    """From a size down, in steps of two points."""
    return [size, *(float(s) for s in range(int(size) - 2, int(least) - 1, -2)), least]


def fill(place: Any, lang: Lang, text: str, *, least: float) -> None:
    """As large as the place has it, or smaller so that it fits."""
    own = size_of(place)
    fits = lettering.fitting([text], smaller(own, least), inner(place), bold=True) or least
    say(place.text_frame.paragraphs[0], lang, [Run(text=text)], None if fits == own else fits)
