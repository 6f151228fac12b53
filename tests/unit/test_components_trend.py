"""Lines over months: where a unit changed, a rule and words stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from components.chart_note import ChartNote
from components.line import Line
from components.look import Look
from components.trend import trend_figure
from metrics.metric import Unit
from metrics.reading import Point
from wording.words import Words

MONTHS = (202505, 202506, 202507, 202508)
RULE = "dash"


def drawn(changed: date | None) -> Any:
    points = [Point(month=month, value=float(month % 100)) for month in MONTHS]
    return trend_figure(
        [Line(name="Tiếp nhận", points=points)],
        unit=Unit.DOSSIERS,
        look=Look(words=Words("vi"), theme="light", size="desk"),
        note=ChartNote(title="", filters="", source="", as_of="", demo=False),
        changed=changed,
    ).layout


def test_the_day_of_a_change_stands_between_the_months_before_and_after_it() -> None:
    layout = drawn(date(2025, 7, 1))
    [rule] = [shape for shape in layout.shapes if shape.line.dash == RULE]
    assert (rule.x0, rule.x1) == (1.5, 1.5)
    assert "1/7/2025: đổi đơn vị" in [label.text for label in layout.annotations]


@pytest.mark.parametrize("changed", [None, date(2020, 1, 1)])
def test_without_a_change_in_these_months_there_is_no_rule(changed: date | None) -> None:
    layout = drawn(changed)
    assert not [shape for shape in layout.shapes if shape.line.dash == RULE]
