"""One stretch of time as people name it, 'tháng 9', 'quý III/2023', 'tuần trước', as days.

Names without a year mean the latest that has begun by the day on which they are said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from data_access.days import first_of, last_of, month_key, shift_month
from data_access.selection import FIRST_YEAR, LAST_YEAR, Period

Made = Callable[[re.Match[str], date], Period | None]
DAY = timedelta(days=1)
WORDS = {
    "mot": 1,
    "gieng": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
    "chap": 12,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "six": 6,
    "nine": 9,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_NUMBER = r"(?P<n>\d{1,2}|muoi mot|muoi hai|muoi|gieng|chap|mot|hai|ba|tu|bon|sau|bay|tam|chin)"
_YEAR = (
    r"(?:[ /](?:nam |year |of )?(?P<year>20\d\d)"
    r"| (?P<said>nam nay|nam ngoai|nam truoc|this year|last year))?"
)


def year_of(match: re.Match[str], today: date) -> int | None:
    """The year that was said beside, if one was."""
    if match["year"]:
        return int(match["year"])
    if match["said"]:
        return today.year - (match["said"] not in ("nam nay", "this year"))
    return None


def number(text: str) -> int:
    return int(text) if text.isdigit() else WORDS[text]


def _day(match: re.Match[str], today: date) -> Period | None:
    month, day = int(match["m"]), int(match["d"])
    year = int(match["year"]) if match["year"] else today.year
    try:
        found = date(year, month, day)
        if not match["year"] and found > today:
            found = date(year - 1, month, day)
    except ValueError:
        return None
    return Period(start=found, end=found)


def _days(back_to: int, until: int) -> Made:
    return lambda _match, today: Period(start=today - back_to * DAY, end=today - until * DAY)


def _week(back: int) -> Made:
    def made(_match: re.Match[str], today: date) -> Period:
        monday = today - (today.weekday() + 7 * back) * DAY
        return Period(start=monday, end=monday + 6 * DAY)

    return made


def months_from(first: int, count: int) -> Period:
    return Period(start=first_of(first), end=last_of(shift_month(first, count - 1)))


def _running(length: int, back: int) -> Made:
    """This month, quarter or year, or one before."""

    def made(_match: re.Match[str], today: date) -> Period:
        month = month_key(today)
        first = shift_month(month, -((month % 100 - 1) % length) - length * back)
        return months_from(first, length)

    return made


def _latest(first: int, count: int, year: int | None, today: date) -> Period | None:
    """`count` months from month `first` on, of the year, or of the last one that had begun them."""
    if not (first >= 1 and first + count - 1 <= 12):
        return None
    chosen = year or (today.year if first <= today.month else today.year - 1)
    if not FIRST_YEAR <= chosen <= LAST_YEAR:
        return None
    return months_from(chosen * 100 + first, count)


def _month(match: re.Match[str], today: date) -> Period | None:
    return _latest(number(match["n"]), 1, year_of(match, today), today)


def _english_month(match: re.Match[str], today: date) -> Period | None:
    return _latest(MONTHS.index(match["n"][:3]) + 1, 1, year_of(match, today), today)


def _quarter(match: re.Match[str], today: date) -> Period | None:
    return _latest(3 * number(match["n"]) - 2, 3, year_of(match, today), today)


def _first_months(match: re.Match[str], today: date) -> Period | None:
    count = number(match["n"])
    return _latest(1, count, year_of(match, today), today) if count > 1 else None


def _half(first: int) -> Made:
    return lambda match, today: _latest(first, 6, year_of(match, today), today)


def _year(match: re.Match[str], _today: date) -> Period | None:
    return Period.year(int(match["y"]))


def _back(match: re.Match[str], today: date) -> Period | None:
    """The last so many days, weeks or months, today included."""
    count, unit = number(match["n"]), match["unit"]
    if not count:
        return None
    if unit in ("ngay", "days", "day"):
        return Period(start=today - (count - 1) * DAY, end=today)
    if unit in ("tuan", "weeks", "week"):
        return Period(start=today - (7 * count - 1) * DAY, end=today)
    whole = Period(start=today, end=today).moved(-count, today=today)
    return Period(start=whole.start + DAY, end=today)


def _to_date(_match: re.Match[str], today: date) -> Period:
    return Period(start=date(today.year, 1, 1), end=today)


_RECENT = r"(?:qua|gan day|gan nhat|vua qua|vua roi|tro lai day)"
UNITS: tuple[tuple[str, Made], ...] = (
    (r"hom nay|ngay hom nay|today", _days(0, 0)),
    (r"hom qua|ngay hom qua|yesterday", _days(1, 1)),
    (r"tuan nay|this week", _week(0)),
    (r"tuan (?:truoc|qua|roi|vua qua)|last week", _week(1)),
    (r"thang nay|this month", _running(1, 0)),
    (r"thang (?:truoc|qua|roi|vua qua|vua roi)|last month", _running(1, 1)),
    (r"quy nay|this quarter", _running(3, 0)),
    (r"quy (?:truoc|qua|roi|vua qua)|last quarter", _running(3, 1)),
    (r"nam nay|this year", _running(12, 0)),
    (r"nam (?:ngoai|truoc|roi|qua)|last year", _running(12, 1)),
    (r"(?:nam |year )?(?P<y>20\d\d)", _year),
    (r"(?:ngay )?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<year>20\d\d))?", _day),
    (r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?:[ /](?:nam )?(?P<year>20\d\d))?", _day),
    (rf"(?:thang ?|t){_NUMBER}{_YEAR}", _month),
    (r"(?:thang )?(?P<n>\d{1,2})/(?P<year>20\d\d)(?P<said>)", _month),
    (rf"(?P<n>{_ENGLISH}){_YEAR}", _english_month),
    (rf"(?:quy ?|q|quarter )(?P<n>[1-4]|iv|i{{1,3}}|mot|hai|ba|tu|bon){_YEAR}", _quarter),
    (rf"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th) quarter{_YEAR}", _quarter),
    (rf"(?:nua dau nam|nua nam dau|h1|first half(?: of the year)?){_YEAR}", _half(1)),
    (
        rf"(?:6 thang cuoi nam|6t cuoi nam|nua cuoi nam|h2|second half(?: of the year)?){_YEAR}",
        _half(7),
    ),
    (rf"{_NUMBER} ?(?:thang|t)(?: dau nam| dau)?{_YEAR}", _first_months),
    (rf"first (?P<n>\d{{1,2}}|three|six|nine) months{_YEAR}", _first_months),
    (rf"(?:trong )?(?P<n>\d{{1,3}}|mot|hai|ba|sau) (?P<unit>ngay|tuan|thang) {_RECENT}", _back),
    (r"(?:last|past) (?P<n>\d{1,3}|two|three|six|nine) (?P<unit>days|weeks|months)", _back),
    (r"(?:tu )?dau nam(?: den nay| toi nay| den gio)?", _to_date),
    (r"year to date|ytd|so far this year|since the beginning of the year", _to_date),
)
