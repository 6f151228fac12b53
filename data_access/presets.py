"""Periods as people ask for them: those that a day lies in, and the ones before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from data_access.days import month_key
from data_access.period import Period


def current(day: date) -> list[Period]:
    """The day, its week, month, quarter and half, the first nine months, the year, and what has
    come since its beginning (lũy kế)."""
    month, year = month_key(day), Period.year(day.year)
    to_date = replace(year, end=day)
    return _distinct([Period.day(day), Period.week(day), *_terms(month), year, to_date])


def before(day: date) -> list[Period]:
    """Each of them a step earlier, whole; of what adds up through the year, last year's."""
    yesterday = day - timedelta(days=1)
    week = Period.week(day - timedelta(days=7))
    terms = [each.previous(today=each.end) for each in _terms(month_key(day))]
    year = Period.year(day.year - 1)
    to_date = replace(Period.year(day.year), end=day).year_before(today=day)
    return _distinct([Period.day(yesterday), week, *terms, year, to_date])


def _terms(month: int) -> list[Period]:
    year = month // 100
    nine = replace(Period.year(year), end=Period.month(year * 100 + 9).end)
    return [Period.month(month), Period.term(month, 3), Period.term(month, 6), nine]


def _distinct(periods: list[Period]) -> list[Period]:
    """On 31 March what has come since January is the first quarter."""
    return list(dict.fromkeys(periods))
