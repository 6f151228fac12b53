"""The filter bar's values: what a province has to choose from. `filters.js` writes the address."""

from __future__ import annotations

from dash.development.base_component import Component

from components import ids
from components.filter_bar import Choices, Filter, Option, choices, filter_bar
from data_access.selection import Selection
from pages.page import Ask, Page
from pages.periods import period_filters, period_options
from wording import format as fmt


def filters(asked: Ask, page: Page) -> Component:
    words, chosen = asked.words, asked.selection
    everything = Option(value="", label=words("Tất cả"))
    fields = [Option(value=name, label=name) for name in asked.view.fields()]
    return filter_bar(
        [
            *period_filters(asked),
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


def filter_choices(asked: Ask) -> tuple[Choices, Choices, Choices]:
    """Periods, districts and agencies to choose from, as the filters' `options`."""
    found = period_options(asked), district_options(asked), agency_options(asked)
    return choices(found[0]), choices(found[1]), choices(found[2])


def district_options(asked: Ask) -> list[Option]:
    """Those of the period; after districts are gone the last there were, with the day of their
    end."""
    chosen = asked.selection
    found = asked.view.snap.places.districts_on(chosen.units or asked.view.anchor)
    scope, places = asked.view.scope, asked.view.snap.places
    seen = [each for each in found if each.key == chosen.district or scope.holds(each, places)]
    named = [Option(value=each.key, label=asked.unit_said(each)) for each in seen]
    return [Option(value="", label=asked.words("Tất cả")), *named]


def agency_options(asked: Ask) -> list[Option]:
    """Those of the period, in the chosen district."""
    places, chosen = asked.view.snap.places, asked.selection
    near = places.agency_codes(Selection(period=chosen.period, district=chosen.district))
    named = [
        Option(value=each.code, label=asked.unit_said(each))
        for each in places.agencies_during(chosen.period.start, chosen.period.end)
        if (near is None or each.code in near)
        and asked.view.scope.holds_agency(each.code, places, chosen.period.end)
    ]
    return [Option(value="", label=asked.words("Tất cả")), *named]


def _district_said(asked: Ask) -> str:
    found = asked.view.snap.places.districts_on(asked.selection.units or asked.view.anchor)
    ends = {each.ends for each in found}
    last = ends.pop() if len(ends) == 1 else None
    if last is None:
        return asked.words("Huyện")
    return asked.words("Huyện cũ (đến {day})", day=fmt.plain_day(last))
