"""The periods to choose from, as reports cut the year, and any other days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from components import ids
from components.filter_bar import RANGE, DayFilter, Filter, Option
from data_access.days import month_key, shift_month
from data_access.presets import before, current
from data_access.selection import Period
from pages.page import Ask
from wording import format as fmt
from wording.periods import named
from wording.words import Words, mark

MONTHS = 24
QUARTERS = 8
YEARS = 4
DAYS = {0: mark("Hôm nay, {day}"), 1: mark("Hôm qua, {day}")}


def period_filters(asked: Ask) -> list[Filter | DayFilter]:
    """The choice of a period, and the two days that are there for any other."""
    period, options = asked.selection.period, period_options(asked)
    known = any(option.value == value_of(period) for option in options)
    return [
        Filter(
            id=ids.PERIOD,
            label=asked.words("Kỳ"),
            options=options,
            value=value_of(period) if known else RANGE,
            neutral=value_of(Period.year(asked.view.anchor.year)),
        ),
        DayFilter(id=ids.FROM, label=asked.words("Từ ngày"), value=period.start, shown=not known),
        DayFilter(id=ids.TO, label=asked.words("Đến ngày"), value=period.end, shown=not known),
    ]


def period_options(asked: Ask) -> list[Option]:
    """From the day on which the figures stand, dates spelled out: a link shows what its sender
    saw."""
    words, day = asked.words, asked.view.anchor
    groups = {
        words("Kỳ này"): current(day),
        words("Kỳ trước"): before(day),
        words("Năm, quý, tháng khác"): list(_others(day)),
    }
    found: list[Option] = []
    for title, periods in groups.items():
        taken = {option.value for option in found}
        mine = [each for each in periods if value_of(each) not in taken]
        found.append(Option(value=f"-{len(found)}", label=f"— {title} —", disabled=True))
        found += _options(mine, words, asked.view.snap.today)
    return [*found, Option(value=RANGE, label=words("Khoảng ngày khác"))]


def _others(day: date) -> Iterator[Period]:
    """Years, then quarters, then months, newest first."""
    month = month_key(day)
    yield from (Period.year(day.year - back) for back in range(YEARS))
    yield from (Period.term(shift_month(month, -3 * back), 3) for back in range(QUARTERS))
    yield from (Period.month(shift_month(month, -back)) for back in range(MONTHS))


def _options(periods: Iterable[Period], words: Words, today: date) -> Iterator[Option]:
    for period in periods:
        label = named(period, words)
        ago = (today - period.start).days
        if period.days == 1 and ago in DAYS:
            label = words(DAYS[ago], day=fmt.day(period.start))
        yield Option(value=value_of(period), label=label)


def value_of(period: Period) -> str:
    """'2024-01-01/2024-12-31', as `filters.js` takes it apart."""
    return f"{period.start.isoformat()}/{period.end.isoformat()}"
