"""Estimate: what villages should receive by a model of propagation, beside what they report."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.slot import slot
from data_access.errors import TamNhinError
from metrics.coverage.asking import confusion_soon
from metrics.coverage.confusion import Confusion
from pages.briefing.estimate import estimate_sections
from pages.estimate_blocks import NAME, PATH, disagreeing, hero_block, matrix, way_of_page, ways
from pages.outlook_blocks import waiting
from pages.page import Ask, Content, Page
from wording.words import mark

WAITED_SECONDS = 0.5
BLOCKS = ("hero", "matrix", "ways", "villages")


def content(ask: Ask) -> Content:
    way_of_page(ask)  # a wrong one is said at once
    try:
        found = confusion_soon(ask.view, ask.selection, wait=WAITED_SECONDS)
    except TamNhinError as error:
        said = error.en if ask.words.lang == "en" else error.vi
        return _only(ask, empty_state(ask.words("Chưa có dữ liệu"), detail=said))
    if found is None:
        return _only(ask, waiting(ask, ask.words("Đang ước lượng")))
    if found.agreement is None:
        said = ask.words("Chưa có đợt khảo sát thôn, bản nào")
        return _only(ask, empty_state(ask.words("Chưa có dữ liệu"), detail=said))
    return Content(sub=_sub(ask, found), blocks=_blocks(ask, found))


def _blocks(ask: Ask, found: Confusion) -> dict[str, Component]:
    return {
        "hero": hero_block(ask, found),
        "matrix": matrix(ask, found),
        "ways": ways(ask, found),
        "villages": disagreeing(ask, found),
    }


def _only(ask: Ask, said: Component) -> Content:
    return Content(sub=_sub(ask), blocks={**dict.fromkeys(BLOCKS), "hero": said})


def _sub(ask: Ask, found: Confusion | None = None) -> str:
    """Which estimate it is: nobody may take one that sees no mountains for one that does."""
    if not ask.view.province.elevation:
        return ask.words(
            "{filters}; mô hình Okumura-Hata, không xét địa hình", filters=ask.filters_said()
        )
    said = ask.words(
        "{filters}; mô hình Okumura-Hata, có xét núi che theo mô hình độ cao",
        filters=ask.filters_said(),
    )
    if found is None or found.grounded == found.every:
        return said
    outside = found.every - found.grounded
    return ask.words("{said} ({n} thôn ngoài mô hình độ cao)", said=said, n=outside)


def frame(content: Content, ask: Ask) -> Component:
    del ask
    filled = {name: slot(NAME, name, content.blocks.get(name)) for name in PAGE.blocks}
    return html.Div(
        [
            html.Div([filled["hero"], filled["matrix"]], className="halves"),
            filled["ways"],
            filled["villages"],
        ]
    )


PAGE = Page(
    path=PATH,
    name=NAME,
    label=mark("Ước lượng vùng phủ"),
    short=mark("Ước lượng"),
    group=mark("Hạ tầng, an toàn"),
    order=21,
    blocks=BLOCKS,
    content=content,
    frame=frame,
    brief=estimate_sections,
)
