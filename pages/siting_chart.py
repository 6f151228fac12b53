"""The curve of a plan: what each further station brings; of two, one line each."""

from __future__ import annotations

from components.chart_note import ChartNote
from components.reach_curve import CurvePoint, reach_curve
from metrics.siting.plan_types import Plan
from pages.page import Ask, Figure
from pages.plans.named import plan_said
from pages.siting_wish import Plans
from wording import format as fmt


def reach_chart(ask: Ask, plans: Plans, note: ChartNote) -> Figure:
    if plans.both:
        one, other = plans.both
        names = plan_said(ask, 0), plan_said(ask, 1)
        return reach_curve(
            _points(one), other=_points(other), names=names, look=ask.look, note=note
        )
    return reach_curve(_points(plans.first.plan), look=ask.look, note=note)


def _points(plan: Plan | None) -> list[CurvePoint]:
    steps, count = (plan.curve, len(plan.sites)) if plan else ((), 0)
    return [
        CurvePoint(stations=step.stations, people=step.people, chosen=step.stations == count > 0)
        for step in steps
    ]


def curve_said(ask: Ask, plans: Plans) -> str:
    """What the last station of the plan brings, beside the first."""
    plan = plans.first.plan
    people = [step.people for step in plan.curve] if plan else []
    count = len(plan.sites) if plan else 0
    if plans.second or count < 2 or len(people) <= count:
        return ask.words("Người có sóng thêm, theo số trạm mới")
    return ask.words(
        "Trạm đầu tiên: {first} người; trạm thứ {n}: thêm {last} người",
        first=fmt.number(people[1], 0, ask.words.lang),
        n=count,
        last=fmt.number(people[count] - people[count - 1], 0, ask.words.lang),
    )
