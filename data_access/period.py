"""Periods of local days, as reports cut the year, and what each is compared with.

The fiscal year (niên độ) is the calendar year. A week starts on Monday.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from data_access.days import first_of, last_of, month_key, shift_month
from data_access.errors import TamNhinError
from data_access.packing import packed, unpacked

WEEK = 7
YEAR_OF_WEEKS = 52 * WEEK  # the same days of the week a year ago
# Stretches that follow one another through the year. Other months from January on (9 tháng đầu năm)
# add up what has come so far, and are held against as many of the year before.
TERMS = (1, 3, 6, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Local days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise TamNhinError(
                vi=f"Kỳ: ngày cuối {self.end:%d/%m/%Y} trước ngày đầu {self.start:%d/%m/%Y}",
                en=f"Period: its end {self.end} is before its start {self.start}",
            )

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(start=date(year, 1, 1), end=date(year, 12, 31))

    @classmethod
    def month(cls, month: int) -> Period:
        return cls.term(month, 1)

    @classmethod
    def term(cls, month: int, length: int) -> Period:
        """The stretch of `length` months (a quarter, a half) that a month lies in."""
        first = shift_month(month, -((month % 100 - 1) % length))
        return cls(start=first_of(first), end=last_of(shift_month(first, length - 1)))

    @classmethod
    def week(cls, day: date) -> Period:
        monday = day - timedelta(days=day.weekday())
        return cls(start=monday, end=monday + timedelta(days=WEEK - 1))

    @classmethod
    def day(cls, day: date) -> Period:
        return cls(start=day, end=day)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int:
        """How many whole months it is; 0 when it is not made of whole months."""
        first, last = month_key(self.start), month_key(self.end)
        if self.start != first_of(first) or self.end != last_of(last):
            return 0
        return (last // 100 - first // 100) * 12 + last % 100 - first % 100 + 1

    @property
    def is_week(self) -> bool:
        return self.days == WEEK and self.start.weekday() == 0

    @property
    def is_to_date(self) -> bool:
        """What has come since the year's beginning (lũy kế)."""
        begins = (self.start.month, self.start.day) == (1, 1) and self.start.year == self.end.year
        if not begins or self.is_week or self.days == 1:
            return False
        return self.months not in TERMS

    @property
    def is_month_to_date(self) -> bool:
        first = self.start.day == 1 and month_key(self.start) == month_key(self.end)
        return first and self.days > 1 and not self.months and not self.is_week

    def until(self, today: date) -> Period:
        """The part that has happened; a period wholly in the future stays as it is."""
        return replace(self, end=min(self.end, today)) if today >= self.start else self

    def moved(self, months: int, *, today: date) -> Period:
        """The same days `months` earlier or later. A running period is moved as far as it has run,
        so that what is compared is equally long."""
        run = self.until(today)
        start = _same_day(run.start, months)
        whole = run.end == last_of(month_key(run.end))
        target = shift_month(month_key(run.end), months)
        return Period(start=start, end=last_of(target) if whole else _same_day(run.end, months))

    def previous(self, *, today: date) -> Period:
        """The period before, as far as this one has run: the same days of the week before for a
        week, as many days of the month, quarter or half before for these (whole months of one whose
        months are whole), the same days of the year before for what adds up since January; for any
        other days, as many just before."""
        if self.is_week:
            return self._earlier(WEEK, today)
        if self.is_to_date:
            return self.moved(-12, today=today)
        if self.months or self.is_month_to_date:
            return self._as_far(self.moved(-(self.months or 1), today=today), today)
        return self._earlier(self.until(today).days, today)

    def year_before(self, *, today: date) -> Period:
        """The same days of last year; of a week, the same days of the week."""
        return self._earlier(YEAR_OF_WEEKS, today) if self.is_week else self.moved(-12, today=today)

    def _as_far(self, before: Period, today: date) -> Period:
        """Of months that are not over, as many days of those before, as far as these have them."""
        run = self.until(today)
        if run.months or self.months == TERMS[-1]:
            return before
        last = before.start + timedelta(days=run.days - 1)
        return replace(before, end=min(last, self.moved(-(self.months or 1), today=self.end).end))

    def _earlier(self, days: int, today: date) -> Period:
        run, back = self.until(today), timedelta(days=days)
        return Period(start=run.start - back, end=run.end - back)

    __getstate__, __setstate__ = packed, unpacked


def _same_day(day: date, months: int) -> date:
    target = last_of(shift_month(month_key(day), months))
    return target.replace(day=min(day.day, target.day))
