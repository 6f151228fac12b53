"""The wall: the screens of a playlist, turning by the clock, without a hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components.slot import slot
from components.sources_state import sources_alarm
from components.wall_fault import wall_fault
from components.wall_frame import WallScreen, wall_frame
from data_access.errors import DatabaseTrouble, TamNhinError
from pages.page import LEFT, Ask, Content, Page
from pages.playlists import playlist_of
from pages.screens.gravest import gravest
from pages.screens.known import every_slot, screen
from pages.screens.screen import NAME, Place, ids_of, places
from pages.screens.shown import shown, title_of
from pages.ticker import ticker
from wording.words import mark

BLOCKS = every_slot(lambda of: of.blocks)
CHARTS = every_slot(lambda of: of.charts)
HEADED = every_slot(lambda of: of.headed)


def content(ask: Ask) -> Content:
    """Of the slots of screens that the playlist has not: nothing new."""
    whole = replace(ask, refresh=False)  # a wall is open for weeks: also its maps are drawn anew
    found = shown(whole, places(playlist_of(ask).screens))
    faults: list[Component] = [
        wall_fault(each.fault, at, ask.words) for at, each in enumerate(found) if each.fault
    ]
    ready = [each.content for each in found]
    return Content(
        sub=ask.filters_said(),
        blocks={
            **dict.fromkeys(BLOCKS, LEFT),
            **{name: block for each in ready for name, block in each.blocks.items()},
            "faults": faults,
            "takeover": gravest(ask),
            "ticker": ticker(ask),
        },
        figures={
            **dict.fromkeys(CHARTS, LEFT),
            **{name: figure for each in ready for name, figure in each.figures.items()},
        },
        heads={name: head for each in ready for name, head in each.heads.items()},
        passing=bool(faults),
    )


def frame(content: Content, ask: Ask) -> Component:
    province, playlist = ask.view.province, playlist_of(ask)
    there, every = content.there(), places(playlist.screens)
    drawn = {place: _drawn(there, ask, place) for place in every}
    return wall_frame(
        province.name if ask.words.lang == "vi" else province.name_en,
        [found or _missing(ask, place) for place, found in drawn.items()],
        words=ask.words,
        alarm=slot(NAME, "state", sources_alarm(ask.every_source())),
        faults=slot(NAME, "faults", there.blocks.get("faults"), "faults"),
        takeover=slot(NAME, "takeover", there.blocks.get("takeover"), "takeovers"),
        ticker=slot(NAME, "ticker", there.blocks.get("ticker"), "ticker-lines"),
        unused=_unused(place for place, found in drawn.items() if found),
        night=playlist.night,
        panels=playlist.panels,
        demo=ask.view.snap.synthetic,
    )


def _drawn(content: Content, ask: Ask, place: Place) -> WallScreen | None:
    of = screen(place.spec.kind)
    try:
        return WallScreen(
            spec=place.spec, sub=of.sub(ask, place), body=of.body(content, ask, place)
        )
    except DatabaseTrouble:
        raise
    except TamNhinError:  # its fault says it
        return None


def _missing(ask: Ask, place: Place) -> WallScreen:
    return WallScreen(spec=place.spec, sub=title_of(ask, place), body=html.Div())


def _unused(shown: Iterable[Place]) -> list[Component]:
    """Dash fills slots only where all that a callback may fill are there."""
    used = {name for place in shown for name in screen(place.spec.kind).ids(place)}
    every = ids_of(BLOCKS, CHARTS, HEADED)
    return [html.Div(id=name) for name in every if name not in used]


def _rests_on(ask: Ask) -> object:
    """Also alerts, and the last look at them, have moments of their own."""
    try:
        looked = ask.view.watch().evaluated_at
    except DatabaseTrouble:
        looked = None
    return playlist_of(ask), ask.view.snap.alerts_version, looked


PAGE = Page(
    path="/wall",
    name=NAME,
    label=mark("Màn hình lớn"),
    short="",
    group="",
    order=9,
    blocks=(*BLOCKS, "faults", "takeover", "ticker"),
    charts=CHARTS,
    headed=HEADED,
    content=content,
    frame=frame,
    wall=True,
    items=True,
    stands=True,
    rests_on=_rests_on,
)
