"""Time expressions in a question, ranges and running totals among them, relative to a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from data_access.selection import Period
from metrics.ask.lexicon import TIME, Span
from metrics.ask.periods import UNITS, Made
from metrics.ask.text import Token

_LONGEST = 14  # words: 'từ ngày 1 tháng 3 năm 2024 đến ngày 15 tháng 4 năm 2024'
_RANGE = re.compile(
    r"(?:tu |from |between |since |ke tu )?(?:dau )?(?P<first>.+?)"
    r" (?:den het|den|toi|to|until|and|till) (?P<last>.+)"
)
_DASH = re.compile(r"thang (?P<first>\d{1,2})-(?P<last>\d{1,2})(?P<year>.*)")
_SINCE = re.compile(r"(?:tu|since|ke tu) (?P<first>.+?)(?: den nay| den gio)?")
_UNTIL = re.compile(
    r"(?:luy ke |tinh )?(?:den het|den cuoi|den|toi het|het|through|to the end of|up to|until)"
    r" (?P<last>.+)"
)
_NOW = ("nay", "hom nay", "now", "today", "gio")


def times(asked: tuple[Token, ...], today: date) -> list[Span]:
    """Each as ('time', '2024-09-01/2024-09-30')."""
    return list(_times(tuple(token.plain for token in asked), today))


def period_of(sense: str) -> Period:
    first, last = sense.split("/")
    return Period(start=date.fromisoformat(first), end=date.fromisoformat(last))


def _times(words: tuple[str, ...], today: date) -> Iterator[Span]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            found = _stretch(" ".join(words[start:end]), today)
            if found:
                yield Span(start, end, (((TIME, f"{found.start}/{found.end}"),),))


def _stretch(text: str, today: date) -> Period | None:
    ways = (named_period, _range, _since, _until)
    return next(filter(None, (way(text, today) for way in ways)), None)


def named_period(text: str, today: date) -> Period | None:
    """Of one stretch, without accents: 'quy iii/2023'."""
    for pattern, made in _patterns():
        match = pattern.fullmatch(text)
        if match:
            return made(match, today)
    return None


def _range(text: str, today: date) -> Period | None:
    dashed = _DASH.fullmatch(text)
    if dashed:
        text = f"thang {dashed['first']} den thang {dashed['last']}{dashed['year']}"
    match = _RANGE.fullmatch(text)
    if not match:
        return None
    if match["last"] in _NOW:
        return _between(named_period(match["first"], today), Period(start=today, end=today))
    last = named_period(match["last"], today)
    # 'từ tháng 3 đến tháng 6 năm 2023': the year is said once, and is meant of both
    return _between(named_period(match["first"], last.end), last) if last else None


def _since(text: str, today: date) -> Period | None:
    match = _SINCE.fullmatch(text)
    return (
        _between(named_period(match["first"], today), Period(start=today, end=today))
        if match
        else None
    )


def _until(text: str, today: date) -> Period | None:
    """From the beginning of its year."""
    match = _UNTIL.fullmatch(text)
    last = named_period(match["last"], today) if match else None
    return Period(start=date(last.end.year, 1, 1), end=last.end) if last else None


def _between(first: Period | None, last: Period | None) -> Period | None:
    if first is None or last is None or first.start > last.end:
        return None
    return Period(start=first.start, end=last.end)


@cache
def _patterns() -> list[tuple[re.Pattern[str], Made]]:
    return [(re.compile(pattern), made) for pattern, made in UNITS]
