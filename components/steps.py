"""Steps: the five classes of a coverage map. 0 recedes (people are covered), 4 stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from metrics.metric import Direction, Metric, Unit
from wording import format as fmt
from wording.words import Words

NO_DATA = -1
_COUNTS = {Unit.PEOPLE: (1.0, 100.0, 300.0, 1000.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """`breaks`: four rising values in the metric's unit."""

    unit: Unit
    breaks: tuple[float, float, float, float]
    lower_is_better: bool

    def step(self, value: float | None) -> int:
        if value is None:
            return NO_DATA
        passed = sum(value >= limit for limit in self.breaks)
        return passed if self.lower_is_better else 4 - passed

    def labels(self, words: Words) -> list[str]:
        """Of steps 0 to 4: where each begins."""
        said = [fmt.goal(limit, self.unit, words.lang) for limit in self.breaks]
        below = "0" if self.breaks[0] == 1 and self.unit is not Unit.RATIO else f"< {said[0]}"
        rising = [below, *said[:3], f"≥ {said[3]}"]
        return rising if self.lower_is_better else rising[::-1]


def steps_for(metric: Metric) -> Steps:
    lower = metric.direction is Direction.LOWER_IS_BETTER
    if metric.unit is Unit.RATIO:
        breaks = (0.01, 0.05, 0.1, 0.2) if lower else (0.8, 0.9, 0.95, 0.99)
    else:
        breaks = _COUNTS.get(metric.unit, (1.0, 2.0, 4.0, 7.0) if lower else (1.0, 5.0, 10.0, 20.0))
    return Steps(unit=metric.unit, breaks=breaks, lower_is_better=lower)


def legend(title: str, steps: Steps, words: Words) -> html.Div:
    """Worst first, as one looks for it."""
    said: Sequence[tuple[int, str]] = list(enumerate(steps.labels(words)))[::-1]
    return html.Div(
        [
            html.P(title),
            html.Ul([html.Li([html.I(className=f"cover-{i + 1}"), text]) for i, text in said]),
        ],
        className="legend",
    )
