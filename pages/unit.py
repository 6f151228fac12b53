"""A unit's sheet (phiếu điểm): one page for print, of what it is good at, what it is not, how it
moved, and who is like it."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.slot import slot
from exports.briefing import Section
from metrics.index.league import Standing
from metrics.index.why import Why, why
from pages.page import Ask, Content, Page
from pages.scoring.asked import Scoring, scoring, unit_named
from pages.scoring.rows import scheme_label
from pages.scoring.unit_blocks import (
    code_of,
    every_panel,
    five_panel,
    head_panel,
    nearest,
    nearest_panel,
    strongest,
    weakest,
)
from pages.scoring.unit_brief import Told, unit_sections
from wording.words import mark

NAME = "unit"


def content(ask: Ask) -> Content:
    of, each, found = _told(ask)
    if each is None or found is None:
        nothing = empty_state(
            ask.words("Đơn vị này không có điểm trong kỳ"),
            detail=ask.words("Đổi kỳ, hoặc chọn thang điểm khác"),
        )
        return Content(sub=ask.said(), blocks={"sheet": nothing})
    return Content(
        sub=f"{scheme_label(of.scheme, ask.words)}. {ask.said()}",
        blocks={
            "sheet": head_panel(ask, of, each, found),
            "best": five_panel(ask, of, found, best=True),
            "worst": five_panel(ask, of, found, best=False),
            "every": every_panel(ask, of, each, found),
            "near": nearest_panel(ask, of, each),
        },
    )


def _told(ask: Ask) -> tuple[Scoring, Standing | None, Why | None]:
    """Raises UnknownFilter, OutOfScope."""
    code = code_of(ask)
    ask.view.checked(replace(ask.selection, agency=code))
    of = scoring(_of_unit(ask))
    each = of.league.of(code)
    return of, each, why(of.league, code) if each else None


def _of_unit(ask: Ask) -> Ask:
    """In the list of its own level, whatever list was looked at before."""
    chosen = replace(ask.selection, agency=code_of(ask), level=None)
    query = {name: value for name, value in ask.query.items() if name not in ("level", "peers")}
    return replace(ask, selection=chosen, query=query)


def frame(content: Content, ask: Ask) -> Component:
    del ask

    def part(name: str) -> Component:
        return slot(NAME, name, content.blocks.get(name))

    return html.Div(
        [
            part("sheet"),
            html.Div([part("best"), part("worst")], className="halves"),
            html.Div([part("every"), part("near")], className="index-two"),
        ],
        className="unit-sheet",
    )


def brief(ask: Ask) -> tuple[Section, ...]:
    of, each, found = _told(ask)
    if each is None or found is None:
        return ()
    told = Told(
        of=of,
        each=each,
        found=found,
        name=unit_named(ask, each.code).label,
        link=ask.link(f"{PAGE.path}/{each.code}"),
        strongest=tuple(strongest(found)),
        weakest=tuple(weakest(found)),
        nearest=tuple(nearest(of.league.standings, each)),
    )
    return unit_sections(ask, told)


def title(ask: Ask) -> str:
    found = ask.view.snap.places.agencies.get(code_of(ask))
    seen = found and ask.view.sees(replace(ask.selection, agency=found.code))
    return found.name if found and seen else ask.words(PAGE.label)


PAGE = Page(
    path="/unit",
    name=NAME,
    label=mark("Phiếu điểm đơn vị"),
    short=mark("Phiếu điểm"),
    group=mark("Điều hành"),
    order=3,
    blocks=("sheet", "best", "worst", "every", "near"),
    content=content,
    frame=frame,
    items=True,
    listed=False,
    brief=brief,
    title=title,
)
