"""Coverage gaps as the overview, the coverage page and the wall show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash.development.base_component import Component

from components.empty_state import empty_state
from data_access.errors import UnknownFilter
from data_access.selection import By, Selection
from data_access.villages import Gap, Village
from metrics.catalogue import metric
from metrics.groups import group_for, short_area
from metrics.metric import Metric
from metrics.reading import Reading, Reason, Status
from metrics.values import ALONE
from pages.page import Ask
from wording.words import Words, mark

COLOURS = ("covered_3g", "covered_4g", "covered_5g", "no_signal_people", "no_broadband_people")
LACKS = {
    Gap.CUT_OFF: mark("thiếu sóng, điện, băng rộng"),
    Gap.NO_SIGNAL: mark("chưa có sóng"),
    Gap.WEAK_SIGNAL: mark("lõm sóng"),
    Gap.NO_POWER: mark("chưa có điện lưới"),
    Gap.NO_BROADBAND: mark("chưa có băng rộng"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """`communes`: one reading of `colour` for every commune of the district in view, or of the
    province; `villages`: those that lack `gap`, in the selection; `count` and `people` of them."""

    gap: Gap
    colour: Metric
    communes: Sequence[Reading]
    villages: Sequence[Village]
    count: Reading
    people: Reading
    chosen: str


def gaps_of(ask: Ask) -> Gaps:
    return gaps_about(ask, _gap(ask), metric(_colour(ask)))


def gaps_about(ask: Ask, gap: Gap, colour: Metric) -> Gaps:
    wide = without_offices(replace(ask.selection, area=None))
    near = without_offices(ask.selection)
    count, people = ask.view.readings([metric(gap), metric(f"{gap}_people")], near)
    return Gaps(
        gap=gap,
        colour=colour,
        communes=every_commune(ask, colour, wide),
        villages=ask.view.villages(gap, near),
        count=count,
        people=people,
        chosen=ask.selection.area or "",
    )


def without_offices(selection: Selection) -> Selection:
    """Villages know neither agency nor field nor channel: those filters do not limit them."""
    return replace(selection, agency=None, level=None, field=None, channel=None)


def _gap(ask: Ask) -> Gap:
    asked = ask.query.get("gap", Gap.CUT_OFF)
    if asked not in list(Gap):
        raise UnknownFilter("gap", asked, list(Gap))
    return Gap(asked)


def _colour(ask: Ask) -> str:
    asked = ask.query.get("colour", COLOURS[0])
    if asked not in COLOURS:
        raise UnknownFilter("colour", asked, COLOURS)
    return asked


def every_commune(ask: Ask, colour: Metric, selection: Selection) -> list[Reading]:
    """Also those that nobody has surveyed: they are drawn, as having no data."""
    places = ask.view.snap.places
    found = ask.view.readings([colour], selection, by=By.AREA, asked=ALONE)
    known = {reading.group.code: reading for reading in found if reading.group}
    [whole] = ask.view.readings([colour], selection, asked=ALONE)
    return [
        known.get(area.key)
        or replace(
            whole,
            group=group_for(places, By.AREA, area.key),
            value=None,
            status=Status.NO_DATA,
            reason=Reason.NEVER_REPORTED,
        )
        for area in places.communes_in(selection)
    ]


def communes_shown(ask: Ask) -> list[str]:
    """Keys of the communes of the district in view, or of the province."""
    return [area.key for area in ask.view.snap.places.communes_in(ask.selection)]


def commune_name(ask: Ask, code: str) -> str:
    area = ask.view.snap.places.areas.get(code)
    return short_area(area.name) if area else code


def bare_name(village: str) -> str:
    """'Bản Cà Roòng 2' -> 'Cà Roòng 2', under a heading that says thôn, bản."""
    return village.removeprefix("Bản ").removeprefix("Thôn ")


def district_name(ask: Ask, commune: str) -> str:
    places = ask.view.snap.places
    district = places.old_district_of(commune)
    return short_area(places.areas[district].name) if district else ""


def by_commune(gaps: Gaps) -> list[tuple[str, int]]:
    """Communes with how many such villages each has, most first."""
    return Counter(village.commune for village in gaps.villages).most_common()


def households_of(gaps: Gaps) -> int | None:
    """Of the villages in the selection; None where nobody has surveyed them."""
    return None if gaps.count.value is None else sum(v.households for v in gaps.villages)


def no_villages(ask: Ask, gaps: Gaps) -> Component:
    """No village lacks this; or nobody has looked, which is not the same."""
    if gaps.count.value is not None:
        return empty_state(ask.words("Không còn thôn nào"), shape="met")
    return empty_state(
        ask.words("Chưa có dữ liệu"), detail=ask.words("Chưa có đợt khảo sát thôn, bản nào")
    )


def where_said(ask: Ask, gaps: Gaps) -> str:
    """'ở 5 xã, 4 huyện'."""
    if gaps.count.value is None:
        return ask.words("Chưa có dữ liệu")
    communes = {village.commune for village in gaps.villages}
    districts = {district_name(ask, commune) for commune in communes}
    return ask.words(
        "ở {communes} xã, {districts} huyện", communes=len(communes), districts=len(districts)
    )


def gap_said(gap: Gap, words: Words) -> str:
    return words(LACKS[gap])
