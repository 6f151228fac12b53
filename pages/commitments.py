"""Promises to villages: what is due, kept and late, by whom, and how fast the gap closes."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components import ids
from components.panel import panel
from components.plot import plot
from components.slot import slot
from pages.page import Ask, Content, Page
from pages.promises.asked import PATH, promises
from pages.promises.before_after import (
    NAMES,
    both_months,
    then_figure,
    then_key,
    then_panel,
    then_steps,
    then_sub,
    then_title,
)
from pages.promises.brief import promise_sections
from pages.promises.burn import burn_figure, burn_sub, burn_title
from pages.promises.equity import communes_of, communes_panel, mountain_panel
from pages.promises.facilities import facilities_panel
from pages.promises.nobody import nobody_panel
from pages.promises.panels import counts, what_switch
from pages.promises.timeline import (
    lanes_switch,
    timeline_chart,
    timeline_panel,
    timeline_sub,
    timeline_title,
)
from pages.promises.when import months_panel, quarters_panel
from pages.promises.where import where_figure, where_key, where_panel, where_sub, where_title
from pages.promises.who import late_panel, operators_panel
from pages.promises.zones import every_facility, zones_of, zones_panel
from wording.words import mark

NAME = "commitments"
BURN, WHERE, LINE = "commitments-burn", "commitments-map", "commitments-timeline"
THEN = ("commitments-before", "commitments-after")
CHARTS = (BURN, WHERE, LINE, *THEN)
_MORE = ("nobody", "mountain", "communes", "zones", "facilities", "lanes", "line-key")
_THEN = ("before-steps", "before-key", "after-steps", "after-key")


def content(ask: Ask) -> Content:
    of, people, places = promises(ask), communes_of(ask), every_facility(ask)
    then = both_months(ask, of)
    return Content(
        sub=ask.filters_said(),
        blocks={
            "what": what_switch(ask, of),
            "counts": counts(ask, of),
            "key": where_key(ask, of),
            "quarters": quarters_panel(ask, of),
            "operators": operators_panel(ask, of),
            "months": months_panel(ask, of),
            "late": late_panel(ask, of),
            "nobody": nobody_panel(ask, of),
            "mountain": mountain_panel(ask, of, people),
            "communes": communes_panel(ask, of, people),
            "zones": zones_panel(ask, of, zones_of(ask, people, places)),
            "facilities": facilities_panel(ask, places),
            "lanes": lanes_switch(ask),
            "line-key": where_key(ask, of),
            **{f"{each.name}-steps": then_steps(ask, each) for each in then},
            **{f"{each.name}-key": then_key(ask, each) for each in then},
        },
        figures={
            BURN: burn_figure(ask, of),
            WHERE: where_figure(ask, of),
            LINE: timeline_chart(ask, of),
            **{chart: then_figure(ask, of, each) for chart, each in zip(THEN, then, strict=True)},
        },
        heads={
            BURN: (burn_title(ask, of), burn_sub(ask, of)),
            WHERE: (where_title(ask, of), where_sub(ask)),
            LINE: (timeline_title(ask, of), timeline_sub(ask)),
            THEN[0]: (then_title(ask, then[0]), where_sub(ask)),
            THEN[1]: (then_title(ask, then[1]), then_sub(ask, *then)),
        },
    )


def frame(content: Content, ask: Ask) -> Component:
    def part(name: str) -> Component:
        return slot(NAME, name, content.blocks.get(name))

    return html.Div(
        [
            html.Div(part("what"), className="switches"),
            part("counts"),
            html.Div(
                [_burn(content, ask), where_panel(content, ask, WHERE, part("key"))],
                className="halves",
            ),
            timeline_panel(content, ask, LINE, part("lanes"), part("line-key")),
            part("quarters"),
            html.Div(
                [
                    then_panel(content, ask, chart, part(f"{name}-steps"), part(f"{name}-key"))
                    for chart, name in zip(THEN, NAMES, strict=True)
                ],
                className="halves",
            ),
            html.Div(
                [
                    html.Div(
                        [part("operators"), part("mountain"), part("zones"), part("months")],
                        className="stack",
                    ),
                    html.Div([part("late"), part("nobody")], className="stack"),
                ],
                className="halves",
            ),
            html.Div([part("communes"), part("facilities")], className="halves"),
        ]
    )


def _burn(content: Content, ask: Ask) -> Component:
    title, sub = content.head(BURN)
    return panel(
        title,
        plot(content.figure(BURN), id=ids.graph(BURN), kind="plot-burn"),
        name=BURN,
        words=ask.words,
        source=ask.source_named("coverage"),
        sub=sub,
        note=ask.note(title),
        kind="trend",
    )


PAGE = Page(
    path=PATH,
    name=NAME,
    label=mark("Cam kết phủ sóng"),
    short=mark("Cam kết"),
    group=mark("Hạ tầng, an toàn"),
    order=21,
    blocks=("what", "counts", "key", "quarters", "operators", "months", "late", *_MORE, *_THEN),
    charts=CHARTS,
    headed=CHARTS,
    mapped=True,
    content=content,
    frame=frame,
    brief=promise_sections,
)
