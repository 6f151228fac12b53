"""Targets at risk: how many stand how, and the worst of them."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.figure import Pair, hero
from components.glyph import glyph
from components.horizon import age, tile
from components.table import Column, Row, table
from components.wall_frame import wall_split
from metrics.plan import Plan, Planned
from metrics.reading import Status
from pages.page import Ask, Content
from pages.screens.screen import Place, Screen, part
from pages.target_words import points_said, scope_said, value_said
from wording import format as fmt
from wording.periods import lowered
from wording.readings import STATUS_SHAPES, STATUS_WORDS, wall_title

SHOWN = 12
BESIDE = (Status.WATCH, Status.NO_DATA, Status.MET)


def _content(ask: Ask, _place: Place) -> Content:
    plan = ask.view.plan(ask.selection)
    worst = plan.worst()
    source = ask.source(*dict.fromkeys(row.metric for row in plan.rows))
    rows = [Row(cells=_cells(ask, row)) for row in worst[:SHOWN]]
    listed = table(_columns(ask), rows, caption=ask.words("Chỉ tiêu"), foot=_foot(rows, worst))
    return Content(
        blocks={
            "targets": tile(listed, age(source), source=source, kind="targets-tile"),
            "targets-state": tile(
                _state(ask, plan), age(source), source=source, kind="targets-state"
            ),
        }
    )


def _foot(rows: list[Row], worst: list[Planned]) -> str:
    return f"1–{len(rows)} / {len(worst)}" if rows else ""


def _columns(ask: Ask) -> list[Column]:
    words = ask.words
    return [
        Column(title=words("Chỉ tiêu")),
        Column(title=words("Mục tiêu"), kind="number"),
        Column(title=words("Thực hiện"), kind="number"),
        Column(title=words("Chênh lệch"), kind="number"),
    ]


def _cells(ask: Ask, row: Planned) -> list[Component | str]:
    words = ask.words
    value = row.reading.value if row.reading else None
    places = fmt.decimals_of(row.metric, wall=True)
    return [
        html.Span(
            [
                glyph(STATUS_SHAPES[row.status]),
                html.Span(_name(ask, row)),
            ],
            className="at-risk",
        ),
        value_said(row.metric, row.target.value, words),
        fmt.with_unit(value, row.metric.unit, places, words),
        points_said(row, words),
    ]


def _name(ask: Ask, row: Planned) -> str:
    """Of one unit or level, also which."""
    name = wall_title(row.metric, ask.words)
    of = row.target.row
    whose = bool(of and (of.scope.agency or of.scope.area or of.scope.level))
    return f"{name}, {lowered(scope_said(of, ask.view.snap.places, ask.words))}" if whose else name


def _state(ask: Ask, plan: Plan) -> Component:
    words, lang = ask.words, ask.words.lang
    return hero(
        fmt.number(plan.count(Status.MISSED), 0, lang),
        words("chỉ tiêu"),
        [words("chưa đạt,"), words("trong {n} được giao", n=len(plan.rows))],
        pairs=[
            Pair(value=fmt.number(plan.count(each), 0, lang), label=words(STATUS_WORDS[each]))
            for each in BESIDE
        ],
        shape="missed",
    )


def _body(content: Content, _ask: Ask, _place: Place) -> Component:
    return wall_split(part(content, "targets"), part(content, "targets-state"))


SCREEN = Screen(
    title=lambda ask, _: ask.words("Chỉ tiêu giao"),
    content=_content,
    body=_body,
    sub=lambda ask, _: ask.words("Chỉ tiêu giao, {period}", period=ask.filters_said()),
    blocks=("targets", "targets-state"),
)
