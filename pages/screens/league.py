"""The leaderboard: both ends of the ranking of departments, on one scale."""

from __future__ import annotations

from dataclasses import replace

from dash.development.base_component import Component

from components.league import ends, ranked_dots, unranked
from components.panel import panel
from components.ranking import ranking
from components.wall_frame import wall_halves
from data_access.selection import By, Level
from metrics.catalogue import metric
from metrics.values import ALONE
from pages.page import Ask, Block, Content
from pages.screens.screen import Place, Screen, part
from wording.periods import lowered
from wording.readings import wall_title
from wording.words import mark

MOST = 13
SIDES = {"league-first": mark("Dẫn đầu"), "league-last": mark("Cần đôn đốc")}


def _content(ask: Ask, _place: Place) -> Content:
    ranked_by = metric(ask.view.province.league)
    selection = replace(ask.selection, level=ask.selection.level or Level.PROVINCE)
    readings = ask.view.readings([ranked_by], selection, by=By.AGENCY, asked=ALONE)
    rows = ranking(readings, minimum_volume=ask.view.province.minimum_volume)
    found = ends(rows, min(MOST, (len(rows) + 1) // 2))
    sides = zip(SIDES, (found.first, found.last), strict=True)
    blocks: dict[str, Block] = {
        name: panel(
            ask.words(SIDES[name]),
            ranked_dots(side, found.scale, ask.words) if side else unranked(ask.words),
            words=ask.words,
            source=ask.source(ranked_by),
            kind="ranked",
        )
        for name, side in sides
    }
    return Content(blocks=blocks)


def _body(content: Content, _ask: Ask, _place: Place) -> Component:
    return wall_halves(*(part(content, name) for name in SIDES))


def _sub(ask: Ask, _place: Place) -> str:
    ranked_by = metric(ask.view.province.league)
    return ask.words(
        "Các sở, %: {metric}",
        metric=lowered(wall_title(ranked_by, ask.words)),
    )


SCREEN = Screen(
    title=lambda ask, _: ask.words("Xếp hạng"),
    content=_content,
    body=_body,
    sub=_sub,
    blocks=tuple(SIDES),
)
