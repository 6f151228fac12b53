"""The filter bar's values: what a province has to choose from. `filters.js` writes the address."""

from __future__ import annotations

from datetime import date

from dash.development.base_component import Component

from components import format as fmt
from components import ids
from components.filter_bar import Filter, Option, choices, filter_bar
from components.period_words import named
from components.words import Words
from data_access.days import first_of, last_of, month_key, shift_month
from data_access.selection import Period, Selection
from pages.page import Ask, Page

MONTHS = 24
QUARTERS = 6
YEARS = 3


def filters(asked: Ask, page: Page) -> Component:
    words, chosen = asked.words, asked.selection
    everything = Option(value="", label=words("Tất cả"))
    fields = [Option(value=name, label=name) for name in asked.view.fields()]
    return filter_bar(
        [
            _period(asked),
            Filter(
                id=ids.DISTRICT,
                label=_district_said(asked),
                options=district_options(asked),
                value=chosen.district or "",
            ),
            Filter(
                id=ids.AGENCY,
                label=words("Cơ quan giải quyết"),
                options=agency_options(asked),
                value=chosen.agency or "",
            ),
            Filter(
                id=ids.FIELD,
                label=words("Lĩnh vực"),
                options=[everything, *fields],
                value=chosen.field or "",
            ),
        ],
        words=words,
        reset_href=page.at(asked.item),
    )


def unit_choices(asked: Ask) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Districts and agencies to choose from, as the filters' `options`."""
    return choices(district_options(asked)), choices(agency_options(asked))


def district_options(asked: Ask) -> list[Option]:
    """Those of the period; after districts are gone the last there were, with the day of their
    end."""
    found = asked.view.snap.places.districts_on(asked.selection.units or asked.view.anchor)
    named = [Option(value=each.key, label=asked.unit_said(each)) for each in found]
    return [Option(value="", label=asked.words("Tất cả")), *named]


def agency_options(asked: Ask) -> list[Option]:
    """Those of the period, in the chosen district."""
    places, chosen = asked.view.snap.places, asked.selection
    near = places.agency_codes(Selection(period=chosen.period, district=chosen.district))
    named = [
        Option(value=each.code, label=asked.unit_said(each))
        for each in places.agencies_during(chosen.period.start, chosen.period.end)
        if near is None or each.code in near
    ]
    return [Option(value="", label=asked.words("Tất cả")), *named]


def _district_said(asked: Ask) -> str:
    found = asked.view.snap.places.districts_on(asked.selection.units or asked.view.anchor)
    ends = {each.ends for each in found}
    last = ends.pop() if len(ends) == 1 else None
    if last is None:
        return asked.words("Huyện")
    return asked.words("Huyện cũ (đến {day})", day=fmt.plain_day(last))


def _period(asked: Ask) -> Filter:
    this_year = Period.year(asked.view.anchor.year)
    periods = _periods(asked.view.anchor)
    if asked.selection.period not in periods:
        periods.insert(0, asked.selection.period)
    return Filter(
        id=ids.PERIOD,
        label=asked.words("Kỳ"),
        options=[_option(period, asked.words) for period in periods],
        value=_value(asked.selection.period),
        neutral=_value(this_year),
    )


def _periods(today: date) -> list[Period]:
    """Years, then quarters, then months, newest first."""
    month = month_key(today)
    years = [Period.year(today.year - back) for back in range(YEARS)]
    quarter = shift_month(month, -((month % 100 - 1) % 3))
    quarters = [_quarter(shift_month(quarter, -3 * back)) for back in range(QUARTERS)]
    months = [Period.month(shift_month(month, -back)) for back in range(MONTHS)]
    return [*years, *quarters, *months]


def _quarter(first: int) -> Period:
    return Period(start=first_of(first), end=last_of(shift_month(first, 2)))


def _option(period: Period, words: Words) -> Option:
    return Option(value=_value(period), label=named(period, words))


def _value(period: Period) -> str:
    """'2024-01-01/2024-12-31', as `filters.js` takes it apart."""
    return f"{period.start.isoformat()}/{period.end.isoformat()}"
