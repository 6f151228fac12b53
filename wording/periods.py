"""Periods as Vietnamese reports name them, and what a running one is compared with."""

from __future__ import annotations

from datetime import date

from data_access.days import month_key
from data_access.selection import Period
from wording import format as fmt
from wording.words import Words

ROMAN = ("I", "II", "III", "IV")


def named(value: Period, words: Words) -> str:
    """`Năm 2024`, `6 tháng đầu năm 2024`, `Quý IV/2024`, `Tháng 12/2024`, `Tuần 23–29/12/2024`,
    `27/12/2024`, `Lũy kế đến 27/12/2024`; any other days as they are."""
    return _of_months(value, words) if value.months else _of_days(value, words)


def _of_months(value: Period, words: Words) -> str:
    start, months = value.start, value.months
    if months == 1:
        return words("Tháng {month}/{year}", month=start.month, year=start.year)
    if months == 3 and start.month % 3 == 1:
        quarter = start.month // 3
        said = ROMAN[quarter] if words.lang == "vi" else quarter + 1
        return words("Quý {quarter}/{year}", quarter=said, year=start.year)
    if months == 6 and start.month == 7:
        return words("6 tháng cuối năm {year}", year=start.year)
    if start.month == 1 and months == 12:
        return words("Năm {year}", year=start.year)
    if start.month == 1 and months < 12:
        return words("{n} tháng đầu năm {year}", n=months, year=start.year)
    return days(value)


def _of_days(value: Period, words: Words) -> str:
    if value.start == value.end:
        return fmt.day(value.start)
    if value.is_week:
        return words("Tuần {days}", days=days(value))
    if value.is_to_date:
        return words("Lũy kế đến {day}", day=fmt.day(value.end))
    return days(value)


def compared(value: Period, today: date, words: Words, *, short: bool = False) -> str:
    """What changes are measured against, to follow 'so với': `cùng kỳ 2023`, `quý III/2024`; of a
    running period the days themselves: `27 ngày đầu tháng 11/2024`, `cùng kỳ 2023, đến 27/12`.
    `short` where today's date stands beside it."""
    before = value.previous(today=today)
    running = value.until(today) != value or value.is_month_to_date
    if before == value.year_before(today=today):
        return _same_time(before, words, whole=short or (before.months > 0 and not running))
    if running and value.is_week:
        return words("{n} ngày đầu tuần trước, {days}", n=before.days, days=days(before))
    if running and before.start.day == 1 and month_key(before.start) == month_key(before.end):
        month = words("{month}/{year}", month=before.start.month, year=before.start.year)
        return words("{n} ngày đầu tháng {month}", n=before.days, month=month)
    if before.days == 1:
        return words("ngày {day}", day=fmt.day(before.start))
    return days(before) if running else lowered(named(before, words))


def _same_time(before: Period, words: Words, *, whole: bool) -> str:
    if whole:
        return words("cùng kỳ {year}", year=before.start.year)
    return words("cùng kỳ {year}, đến {day}", year=before.start.year, day=f"{before.end:%d/%m}")


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def days(value: Period) -> str:
    """`23–29/12/2024`, `01/10–27/12/2024`, `30/12/2024–05/01/2025`."""
    start, end = value.start, value.end
    if start == end:
        return fmt.day(start)
    if start.year != end.year:
        return f"{fmt.day(start)}–{fmt.day(end)}"
    first = f"{start:%d}" if start.month == end.month else f"{start:%d/%m}"
    return f"{first}–{fmt.day(end)}"
