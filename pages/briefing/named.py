"""Named briefings: several pages, one time, one summary, put together by their declaration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, quote, urlsplit

from access.current import may
from components.look import Look
from config.briefings import BriefingSpec
from data_access.days import month_key, shift_month
from data_access.selection import Period
from exports.briefing import Briefing, Section
from metrics.desk import View
from pages.asking import asked
from pages.briefing.compose import briefing, told_page
from pages.page import Ask, address
from wording.words import Lang, words_in

PATH = "/briefings"
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def period_of(kind: str, day: date) -> Period:
    """The last one that is over on `day`; 'so_far': what has come of the year."""
    if kind == "week":
        return Period.week(day - timedelta(days=7))
    if kind == "so_far":
        return replace(Period.year(day.year), end=day)
    length = _MONTHS[kind]
    begun = month_key(Period.term(month_key(day), length).start)
    return Period.term(shift_month(begun, -1), length)


def query_of(spec: BriefingSpec, day: date) -> dict[str, str]:
    """What it is limited to, as an address says it."""
    period = period_of(spec.period, day)
    return {"from": f"{period.start}", "to": f"{period.end}", **spec.filters}


def address_of(spec: BriefingSpec, day: date, lang: Lang) -> str:
    other = {"lang": lang} if lang == "en" else {}
    return address(f"{PATH}/{quote(spec.name)}", {**query_of(spec, day), **other})


def label_of(spec: BriefingSpec, lang: Lang) -> str:
    return spec.label_en if lang == "en" else spec.label


def briefing_named(view: View, spec: BriefingSpec, lang: Lang, *, origin: str = "") -> Briefing:
    """Of the time that it is about today. Raises NoBriefing, UnknownFilter, OutOfScope."""
    look = Look(words=words_in(lang), theme="light", size="desk")
    ask = asked(view, query_of(spec, view.anchor), look, item=spec.name, origin=origin)
    sections = tuple(sections_named(ask, spec))
    return briefing(ask, label_of(spec, lang), f"{PATH}/{quote(spec.name)}", sections)


def sections_named(whole: Ask, spec: BriefingSpec) -> Iterator[Section]:
    """One a page; of a page that this viewer may not open there is none."""
    for each in spec.pages:
        parts = urlsplit(each)
        page, item = told_page(parts.path)
        if not may(page.needs):
            continue
        query = {**whole.query, **dict(parse_qsl(parts.query))}
        ask = asked(whole.view, query, whole.look, item=item, origin=whole.origin)
        assert page.brief
        pieces = tuple(piece for section in page.brief(ask) for piece in section.pieces)
        if pieces:
            yield Section(title=page.titled(ask), pieces=pieces)
