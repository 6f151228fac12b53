"""A metric's months, and the day on which units became others."""

from __future__ import annotations

from datetime import date, timedelta

import plotly.graph_objects as go

from components.line import Line
from components.trend import trend_figure
from data_access.days import first_of, last_of, month_key
from data_access.selection import Period
from metrics.metric import Direction, Metric, Observed
from metrics.reading import Point, Reading
from pages.page import Ask
from wording import format as fmt
from wording.words import mark

MONTHS = 36
LEAST = 24


def shown(reading: Reading) -> tuple[Point, ...]:
    """Two years at least, three where there is so much."""
    series = reading.series
    known = next((i for i, point in enumerate(series) if point.value is not None), len(series))
    return series[min(known, max(len(series) - LEAST, 0)) :]


def history_figure(ask: Ask, about: Metric, reading: Reading) -> go.Figure:
    points = shown(reading)
    on = reformed_on(ask, points)
    return trend_figure(
        [Line(name="", points=points)],
        unit=about.unit,
        look=ask.look,
        note=ask.note(ask.words.label(about), about),
        decimals=fmt.decimals_of(about),
        target=reading.target,
        changed=on,
        broken=on is not None and broken(ask, about, on),
    )


def reformed_on(ask: Ask, points: tuple[Point, ...]) -> date | None:
    """The day within these months on which units ended and others began."""
    if not points:
        return None
    first, last = first_of(points[0].month), last_of(points[-1].month)
    ends = (area.ends for area in ask.view.snap.places.areas.values() if area.ends)
    days = {day for end in ends if first < (day := end + timedelta(days=1)) <= last}
    return max(days, default=None)


def broken(ask: Ask, about: Metric, on: date) -> bool:
    """A line goes on over the reform only where both sides are counted from rows of the same
    units: the whole province, or a unit to which a crosswalk leads. A level of government is not
    the same one, and what is reported as a total cannot be counted anew."""
    if isinstance(about.formula, Observed) or ask.selection.level:
        return True
    change = ask.change_in(Period(start=on - timedelta(days=1), end=on))
    return change is not None and not change.covered


def history_title(ask: Ask, about: Metric, reading: Reading) -> str:
    """How long it has been on this side of its target, by months that are over."""
    today = ask.view.snap.today
    points = [p for p in shown(reading) if p.value is not None and last_of(p.month) <= today]
    if reading.target is None or about.direction is Direction.NEUTRAL or not points:
        return ask.words("Diễn biến {n} tháng", n=len(shown(reading)))
    met = [_meets(p, reading.target, about) for p in points]
    run = next((i for i, each in enumerate(reversed(met)) if each is not met[-1]), len(met))
    if run == 1:
        last = mark("Tháng cuối đạt mục tiêu") if met[-1] else mark("Tháng cuối chưa đạt mục tiêu")
        return ask.words(last)
    if met[-1]:
        return ask.words("Đạt mục tiêu {n} tháng liền", n=run)
    return ask.words("Chưa đạt mục tiêu {n} tháng liền", n=run)


def _meets(point: Point, target: float, about: Metric) -> bool:
    value = point.value or 0.0
    if about.direction is Direction.LOWER_IS_BETTER:
        return value <= target + 1e-12
    return value >= target - 1e-12


def history_sub(ask: Ask, about: Metric, reading: Reading) -> str:
    words, unit = ask.words, ask.words(fmt.UNIT_WORDS[about.unit])
    end = ask.selection.period.until(ask.view.snap.today).end
    said = words("{unit}, mỗi tháng", unit=unit)
    if end != last_of(month_key(end)):
        said += "; " + words("tháng cuối tính đến {day}", day=fmt.day(end))
    on = reformed_on(ask, shown(reading))
    if on is None:
        return said
    if broken(ask, about, on):
        return (
            said + "; " + words("{day}: đơn vị đổi, hai bên không so được", day=fmt.plain_day(on))
        )
    return said + "; " + words("{day}: đơn vị đổi, tính lại từ số đếm", day=fmt.plain_day(on))
