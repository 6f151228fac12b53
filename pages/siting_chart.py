"""The curve of a plan: what each further station brings."""

from __future__ import annotations

from components.chart_note import ChartNote
from components.reach_curve import CurvePoint, reach_curve
from metrics.siting.plan_types import Plan
from pages.page import Ask, Figure
from wording import format as fmt


def reach_chart(ask: Ask, plan: Plan | None, note: ChartNote) -> Figure:
    steps = plan.curve if plan else ()
    count = len(plan.sites) if plan else 0
    points = [
        CurvePoint(stations=step.stations, people=step.people, chosen=step.stations == count > 0)
        for step in steps
    ]
    return reach_curve(points, look=ask.look, note=note)


def curve_said(ask: Ask, plan: Plan | None) -> str:
    """What the last station of the plan brings, beside the first."""
    people = [step.people for step in plan.curve] if plan else []
    count = len(plan.sites) if plan else 0
    if count < 2 or len(people) <= count:
        return ask.words("Người có sóng thêm, theo số trạm mới")
    return ask.words(
        "Trạm đầu tiên: {first} người; trạm thứ {n}: thêm {last} người",
        first=fmt.number(people[1], 0, ask.words.lang),
        n=count,
        last=fmt.number(people[count] - people[count - 1], 0, ask.words.lang),
    )
