"""Two plans on one map: what is in both, in one alone, and who waits still."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components.chart_note import ChartNote
from components.plan_map import PART_WORDS, Part, PlannedSite, PlannedVillage, plan_figure
from data_access.villages import Village
from metrics.siting.plan_types import Plan
from pages.gap_map import lines_of, village_point
from pages.gaps import communes_shown
from pages.page import Ask, Figure
from pages.siting_map import power_said_too, site_point, waiting_villages
from wording import format as fmt


def difference_map(ask: Ask, one: Plan, other: Plan, note: ChartNote) -> Figure:
    parts = village_parts(one, other)
    return plan_figure(
        [_village(ask, each, parts) for each in _waiting(ask, one, other)],
        planned_sites(ask, one, other),
        communes=communes_shown(ask),
        geojson=f"/outlines/{ask.places_key}.geojson",
        outlines=lines_of(ask),
        look=ask.look,
        note=replace(note, filters=""),
    )


def _waiting(ask: Ask, one: Plan, other: Plan) -> list[Village]:
    """Also those with a weak signal that a plan has reached."""
    reached = {village.code: village for plan in (one, other) for village in plan.villages}
    return list((reached | {each.code: each for each in waiting_villages(ask)}).values())


def village_parts(one: Plan, other: Plan) -> Mapping[str, Part]:
    """By code; who is not there waits still."""
    first, second = ({village.code for village in plan.villages} for plan in (one, other))
    return {code: _part(code in first, code in second) for code in first | second}


def planned_sites(ask: Ask, one: Plan, other: Plan) -> list[PlannedSite]:
    """Those of both plans once."""
    first, second = ({site.candidate.code: site for site in plan.sites} for plan in (one, other))
    return [
        PlannedSite(part=_part(code in first, code in second), at=site_point(ask, site))
        for code, site in (second | first).items()
    ]


def _part(in_first: bool, in_second: bool) -> Part:
    if in_first:
        return Part.BOTH if in_second else Part.FIRST
    return Part.SECOND if in_second else Part.NEITHER


def _village(ask: Ask, village: Village, parts: Mapping[str, Part]) -> PlannedVillage:
    part = parts.get(village.code, Part.NEITHER)
    said = power_said_too(ask, village, ask.words(PART_WORDS[part]))
    return PlannedVillage(part=part, at=village_point(ask, village, said, severe=True))


def difference_legend(ask: Ask, one: Plan, other: Plan) -> Component:
    """What marks mean, with how many people live in the villages of each kind."""
    parts = village_parts(one, other)
    people = Counter[Part]()
    for village in _waiting(ask, one, other):
        people[parts.get(village.code, Part.NEITHER)] += village.people
    return html.Ul(
        [
            html.Li(
                [
                    html.I(className=f"plan-mark is-{part}"),
                    ask.words(
                        "{part}: {n} người",
                        part=ask.words(PART_WORDS[part]),
                        n=fmt.number(people[part], 0, ask.words.lang),
                    ),
                ]
            )
            for part in Part
        ],
        className="plan-key",
    )
