"""Two plans side by side: whom both reach, whom only one of them does, and what each costs."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.panel import panel
from components.plan_map import PART_WORDS, Part
from components.segment import Segment, segments
from components.table import Column, Row, table
from metrics.catalogue import metric
from metrics.siting.compare import Comparison, compared, outcome
from metrics.siting.plan_types import Plan
from pages.page import Ask
from pages.plans.named import plan_said, wish_said
from pages.siting_wish import MAPS, PATH, Plans
from wording import format as fmt
from wording.words import mark

SHARED = (Part.BOTH, Part.FIRST, Part.SECOND)
MAP_WORDS = {MAPS[0]: mark("Khác nhau, trên một bản đồ"), MAPS[1]: mark("Hai bản đồ cạnh nhau")}


def between_block(ask: Ask, plans: Plans) -> Component | None:
    if plans.second is None or plans.both is None:
        return None
    words = ask.words
    heads = ["", plan_said(ask, 0), plan_said(ask, 1), *(words(PART_WORDS[p]) for p in SHARED)]
    columns = [Column(title=heads[0]), *(Column(title=each, kind="number") for each in heads[1:])]
    rows = between_rows(ask, *plans.both)
    title = between_title(ask, *plans.both)
    return panel(
        title,
        [
            table(columns, [Row(cells=row) for row in rows], caption=title),
            html.Ul(
                [
                    html.Li(f"{plan_said(ask, at)}: {wish_said(ask, each.wish)}")
                    for at, each in enumerate((plans.first, plans.second))
                ],
                className="sub",
            ),
        ],
        words=words,
        source=ask.source(metric("no_signal")),
        note=ask.note(title, metric("no_signal")),
        aside=_maps(ask, plans),
        columns=heads,
        rows=rows,
        kind="between-panel",
    )


def _maps(ask: Ask, plans: Plans) -> Component:
    here = MAPS[1] if plans.side else MAPS[0]
    items = [
        Segment(label=ask.words(said), href=ask.href(PATH, maps=each), here=each == here)
        for each, said in MAP_WORDS.items()
    ]
    return segments(items, label=ask.words("Bản đồ"))


def between_title(ask: Ask, one: Plan, other: Plan) -> str:
    """'Phương án B phủ thêm 1.204 người, tốn thêm 2'."""
    words, lang = ask.words, ask.words.lang
    people, cost = other.people - one.people, other.cost - one.cost
    more = fmt.number(abs(people), 0, lang)
    if people > 0:
        reach = words("Phương án B phủ nhiều hơn A {n} người", n=more)
    elif people < 0:
        reach = words("Phương án B phủ ít hơn A {n} người", n=more)
    else:
        reach = words("Hai phương án phủ số người như nhau")
    if round(cost, 6) == 0:
        return words("{reach}, chi phí như nhau", reach=reach)
    said = cost_said(ask, abs(cost))
    if cost > 0:
        return words("{reach}, tốn hơn {cost}", reach=reach, cost=said)
    return words("{reach}, rẻ hơn {cost}", reach=reach, cost=said)


def between_rows(ask: Ask, one: Plan, other: Plan) -> list[list[str]]:
    """A line a figure: of the first plan, of the second, in both, in each alone."""
    words, lang = ask.words, ask.words.lang
    found = compared(outcome(one), outcome(other))

    def counts(name: str, first: int, second: int, parts: tuple[int, int, int]) -> list[str]:
        return [words(name), *(fmt.number(n, 0, lang) for n in (first, second, *parts))]

    def alone(name: str, first: str, second: str) -> list[str]:
        return [words(name), first, second, "", "", ""]

    villages, stations = _sizes(found)
    return [
        counts(mark("Người có sóng thêm"), one.people, other.people, found.people),
        counts(mark("Thôn được phủ"), len(one.villages), len(other.villages), villages),
        counts(mark("Trạm mới"), len(one.sites), len(other.sites), stations),
        alone(mark("Chi phí"), cost_said(ask, one.cost), cost_said(ask, other.cost)),
        alone(mark("Trạm cần điện mặt trời"), str(solar(one)), str(solar(other))),
        alone(mark("Khoảng cách tối ưu"), gap_said(ask, one), gap_said(ask, other)),
    ]


def _sizes(found: Comparison) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    villages, stations = found.villages, found.stations
    return (
        (len(villages[0]), len(villages[1]), len(villages[2])),
        (len(stations[0]), len(stations[1]), len(stations[2])),
    )


def solar(plan: Plan) -> int:
    return sum(site.candidate.solar for site in plan.sites)


def cost_said(ask: Ask, cost: float) -> str:
    places = 0 if round(cost, 2) == int(cost) else 2
    return fmt.number(cost, places, ask.words.lang)


def gap_said(ask: Ask, plan: Plan) -> str:
    return fmt.percent(plan.solved.gap, 2 if plan.solved.gap else 0, ask.words.lang)
