"""What a template offers: which of its layouts suits, and where its places are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

from data_access.errors import TamNhinError
from exports.pptx.look import our_own
from exports.pptx.parts import EMU

TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
BODIES = (KIND.OBJECT, KIND.BODY)
LATENT = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
TEXT_SIZE = 18.0  # where neither master nor layout names one


class NotATemplate(TamNhinError):
    """The province's template is none that slides can be made of."""

    def __init__(self, why: str) -> None:
        super().__init__(
            vi=f"Mẫu trình chiếu briefing.pptx không dùng được: {why}. Lưu lại dưới dạng .pptx, với"
            " một bố cục có ô tiêu đề.",
            en=f"The template briefing.pptx cannot be used: {why}. Save it as .pptx, with a layout"
            " that has a title.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """In inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def right(self) -> float:
        return self.left + self.width


def rect_of(shape: Any) -> Rect:
    left, top, width, height = (
        (length or 0) / EMU for length in (shape.left, shape.top, shape.width, shape.height)
    )
    return Rect(left=left, top=top, width=width, height=height)


def opened(template: bytes | None) -> Any:
    """A presentation without slides: the province's, or ours."""
    if template is None:
        return our_own()
    try:
        found = Presentation(BytesIO(template))
    except Exception as error:
        raise NotATemplate(str(error) or type(error).__name__) from error
    for entry in list(found.slides._sldIdLst):
        found.part.drop_rel(entry.rId)
        found.slides._sldIdLst.remove(entry)
    return found


def cover_layout(of: Any) -> Any:
    return _first(of, lambda kinds: KIND.SUBTITLE in kinds and has_title(kinds)) or content_layout(
        of
    )


def content_layout(of: Any) -> Any:
    """A title and one place for content, else a title and room below it."""
    found = (
        _first(of, lambda kinds: has_title(kinds) and KIND.OBJECT in kinds and len(kinds) == 2)
        or _first(of, lambda kinds: has_title(kinds) and KIND.BODY in kinds and len(kinds) == 2)
        or _first(of, lambda kinds: has_title(kinds) and len(kinds) == 1)
        or _first(of, has_title)
    )
    if found is None:
        raise NotATemplate("no layout has a title")
    return found


def has_title(kinds: Iterable[Any]) -> bool:
    return any(kind in TITLES for kind in kinds)


def _first(of: Any, suits: Any) -> Any:
    for layout in of.slide_layouts:
        kinds = [each.placeholder_format.type for each in layout.placeholders]
        if suits([kind for kind in kinds if kind not in LATENT]):
            return layout
    return None


def placed(on: Any, kinds: Iterable[Any]) -> Any:
    """The first place of these kinds on a slide, a layout or a master, None where there is none."""
    wanted = tuple(kinds)
    return next((p for p in on.placeholders if p.placeholder_format.type in wanted), None)


def content_rect(slide: Any, presentation: Any) -> Rect:
    """Where content goes: the place for it, else what is between title and footer."""
    body = placed(slide, BODIES)
    if body is not None:
        return rect_of(body)
    title = rect_of(placed(slide, TITLES))
    low = [rect_of(p).top for p in slide.slide_layout.placeholders if _below(p, title)]
    floor = min(low, default=presentation.slide_height / EMU - 0.4)
    top = title.bottom + 0.1
    return Rect(left=title.left, top=top, width=title.width, height=floor - top - 0.05)


def _below(place: Any, title: Rect) -> bool:
    return place.placeholder_format.type in LATENT and rect_of(place).top > title.bottom


def size_of(shape: Any) -> float:
    """Points of its letters as layout and master have them."""
    layout = shape._base_placeholder
    kind = shape.placeholder_format.type
    for element in (layout and layout._element, layout and _parent(layout)):
        found = _size_in(element) if element is not None else None
        if found:
            return found
    styles = shape.part.slide_layout.slide_master._element.find(qn("p:txStyles"))
    name = "p:titleStyle" if kind in TITLES else "p:bodyStyle"
    return _size_in(styles.find(qn(name))) or TEXT_SIZE


def _parent(layout: Any) -> Any:
    base = layout._base_placeholder
    return base._element if base is not None else None


def _size_in(element: Any) -> float | None:
    for level in element.iter(qn("a:lvl1pPr")):
        default = level.find(qn("a:defRPr"))
        if default is not None and default.get("sz"):
            return int(default.get("sz")) / 100
    return None
