"""A target that the forecast sees missed at its period's end."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from config.alerts import Measured, Rule
from data_access.alerts.condition import About, Condition
from data_access.errors import TamNhinError
from data_access.selection import Period, Selection
from metrics.alerts.judging import judged
from metrics.alerts.units import PROVINCE, about_agency, about_area, named
from metrics.alerts.words import measured, of_metric
from metrics.foreseeing import PATIENCE_SECONDS
from metrics.outlook import line_id
from metrics.outlook_types import Foreseen
from metrics.plan import Planned

if TYPE_CHECKING:
    from metrics.desk import View

_LEVELS = {
    "province": ("cấp tỉnh", "province level"),
    "district": ("cấp huyện", "district level"),
    "commune": ("cấp xã", "commune level"),
}


def target(view: View, rule: Rule, standing: Set[str]) -> Iterator[Condition]:
    """Of all targets in force this year, or of the rule's metric. Waits for the forecast, which is
    worked out once an hour. `value`: the probability of missing."""
    chosen = Selection(period=Period.year(view.snap.today.year))
    plan = view.plan(chosen)
    if rule.metric:
        plan = replace(plan, rows=tuple(r for r in plan.rows if r.metric.id == rule.metric))
    found = view.outlook(plan, chosen, wait=PATIENCE_SECONDS)
    if found is None:
        raise TamNhinError(vi="Dự báo chưa tính xong", en="The forecast is not ready yet")
    for row in plan.rows:
        foreseen = found.get(line_id(row))
        if foreseen is not None:
            yield _condition(view, rule, row, foreseen, standing)


def _condition(
    view: View, rule: Rule, row: Planned, foreseen: Foreseen, standing: Set[str]
) -> Condition:
    place, misses = _place(row), foreseen.guess.misses
    about = replace(place, key=f"target:{line_id(row)}")
    unit, risk = named(view.snap.places, place), measured(misses, Measured.PERCENT)
    goal = of_metric(row.metric, row.target.value)
    guess = of_metric(row.metric, foreseen.guess.value)
    level = _LEVELS.get(row.target.row.scope.level if row.target.row else "", ("", ""))
    return Condition(
        rule=rule.name,
        about=about,
        alarm=judged(rule, misses, None, stands=about.key in standing),
        value=misses,
        limit=rule.limit,
        numerator=foreseen.guess.value,
        denominator=row.target.value,
        text=f"{level[0] or unit[0]}: {row.metric.label} dự báo {guess[0]}, mục tiêu {goal[0]};"
        f" khả năng không đạt {risk[0]}",
        text_en=f"{level[1] or unit[1]}: {row.metric.label_en} foreseen at {guess[1]}, target"
        f" {goal[1]}; {risk[1]} likely to miss",
    )


def _place(row: Planned) -> About:
    scope = row.target.row.scope if row.target.row else None
    if scope and scope.agency:
        return about_agency(scope.agency)
    return about_area(scope.area) if scope and scope.area else PROVINCE
