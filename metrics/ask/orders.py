"""Breakdowns, rankings and comparisons that a question asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data_access.selection import By, Period
from metrics.ask.combination import Combination
from metrics.ask.meaning import Against, Order
from metrics.ask.times import named_period
from metrics.metric import Direction, Metric

Breakdown = tuple[By | None, Order | None, int | None]
_UNSAID = (By.DISTRICT, By.AGENCY)  # 'thấp nhất về đúng hạn': of what?
_SHOWN = 5


def breakdowns(said: Combination, about: Metric) -> Iterator[Breakdown]:
    """The possible ones: where units are ranked but not named, districts and agencies both."""
    order = _order(said, about)
    top = int(said.one("top")) if said.has("top") else None
    if not order and not top and not said.has("ranked"):
        yield _by(said.one("by")), None, None
        return
    ordered = order or _worst(about)
    named = _by(said.one("by"))
    shown = top or (1 if named and order else _SHOWN)
    for by in (named,) if named else _UNSAID:
        yield by, ordered, shown


def _by(name: str) -> By | None:
    return By(name) if name else None


def _order(said: Combination, about: Metric) -> Order | None:
    named = said.one("order")
    if not named:
        return None
    if named in ("best", "worst"):
        worst = _worst(about)
        return worst if named == "worst" else _other(worst)
    if named == "most":  # 'nhất', with what is most of said before: 'ít hồ sơ quá hạn nhất'
        return Order.LOW if said.one("amount") == "less" else Order.HIGH
    return Order(named)


def _worst(about: Metric) -> Order:
    return Order.HIGH if about.direction is Direction.LOWER_IS_BETTER else Order.LOW


def _other(order: Order) -> Order:
    return Order.LOW if order is Order.HIGH else Order.HIGH


def compared(said: Combination) -> Against | None:
    named = said.one("against")
    return Against(named) if named else None


def period_compared(said: Combination, told: Period | None, today: date) -> Period:
    """The period that was said; without one the year, or as long a one as it is compared with."""
    if said.has("cumulative"):
        last = told.end if told else today
        return Period(start=date(last.year, 1, 1), end=last)
    if said.has("shift"):
        base = told or Period(start=date(today.year, 1, 1), end=today)
        return base.year_before(today=today)
    return told or _running(said.one("unit"), today)


def _running(unit: str, today: date) -> Period:
    this = {"month": "thang nay", "quarter": "quy nay", "week": "tuan nay"}.get(unit, "nam nay")
    return named_period(this, today) or Period.year(today.year)
