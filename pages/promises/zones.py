"""Communes of ethnic minorities against others: people without, and schools and health posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.table import Column, Row, table
from metrics.equity import Share, by_zone, together
from metrics.facilities import Facilities, Standing, all_of, facilities_of
from pages.gaps import without_offices
from pages.page import Ask
from pages.promises.asked import WHATS, Promises, lacks_said
from pages.promises.equity import MEASURED, rate
from wording import format as fmt
from wording.words import mark

ZONE_WORDS: Mapping[str | None, str] = {
    "III": mark("Khu vực III"),
    "II": mark("Khu vực II"),
    "I": mark("Khu vực I"),
    "none": mark("Ngoài vùng"),
    None: mark("Chưa rõ"),
}
MINORITY = ("III", "II", "I")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """`zone` as `areas` has it; None: nobody has said."""

    zone: str | None
    communes: int
    people: Share
    facilities: Facilities


def zone_of(ask: Ask, code: str) -> str | None:
    area = ask.view.snap.places.areas.get(code)
    return area.minority_zone if area else None


def zones_of(ask: Ask, parts: Sequence[Share], every: Sequence[Facilities]) -> list[Zone]:
    """Hardest first; communes of which people or facilities are known."""
    people = {part.codes[0]: part for part in parts}
    own = {each.codes[0]: each for each in every}
    codes = sorted({*people, *own})
    return [
        Zone(
            zone=zone,
            communes=len(found),
            people=together([people[code] for code in found if code in people]),
            facilities=all_of([own[code] for code in found if code in own]),
        )
        for zone, found in by_zone(codes, lambda code: zone_of(ask, code)).items()
    ]


def every_facility(ask: Ask) -> list[Facilities]:
    return facilities_of(ask.view, without_offices(ask.selection))


def zones_panel(ask: Ask, of: Promises, zones: Sequence[Zone]) -> Component:
    words, title = ask.words, zones_title(ask, of, zones)
    columns = [
        Column(title=words("Nơi")),
        Column(title=words("Số xã"), kind="number"),
        Column(title=words("Người"), kind="number", wide=True),
        *(Column(title=words(said), kind="number") for said in WHATS.values()),
        Column(title=words("Trường"), kind="number"),
        Column(title=words("Trạm y tế"), kind="number"),
    ]
    rows = [zone_cells(ask, zone) for zone in zones]
    return panel(
        title,
        table(columns, [Row(cells=row) for row in rows], caption=title)
        if rows
        else empty_state(words("Chưa có dữ liệu")),
        words=words,
        source=ask.source(of.metric),
        sub=zones_sub(ask, zones),
        note=ask.note(title, of.metric),
        columns=[column.title for column in columns],
        rows=rows,
    )


def zones_title(ask: Ask, of: Promises, zones: Sequence[Zone]) -> str:
    """'Vùng dân tộc thiểu số 38 người trên 1.000 chưa có sóng, ngoài vùng 1'."""
    inside = together([zone.people for zone in zones if zone.zone in MINORITY])
    outside = together([zone.people for zone in zones if zone.zone == "none"])
    if not inside.people or not outside.people:
        return ask.words("Vùng dân tộc thiểu số và nơi khác")
    return ask.words(
        "Vùng dân tộc thiểu số {inside} người trên 1.000 {lacks}, ngoài vùng {outside}",
        inside=rate(ask, inside, MEASURED[of.what]),
        outside=rate(ask, outside, MEASURED[of.what]),
        lacks=lacks_said(ask, of),
    )


def zones_sub(ask: Ask, zones: Sequence[Zone]) -> str:
    untold = sum(zone.communes for zone in zones if zone.zone is None)
    said = ask.words(
        "Người chưa có, trên 1.000 người; trường, trạm y tế chưa có băng rộng trên số đã rõ"
    )
    if not untold:
        return said
    return ask.words("{said}. {n} xã chưa rõ khu vực", said=said, n=untold)


def zone_cells(ask: Ask, zone: Zone) -> list[str]:
    lang = ask.words.lang
    return [
        ask.words(ZONE_WORDS[zone.zone]),
        fmt.number(zone.communes, 0, lang),
        fmt.number(zone.people.people, 0, lang),
        *(rate(ask, zone.people, MEASURED[what]) for what in WHATS),
        of_known(ask, zone.facilities.schools),
        of_known(ask, zone.facilities.health_posts),
    ]


def of_known(ask: Ask, each: Standing) -> str:
    """'12 / 48'; a dash where nothing is known."""
    lang = ask.words.lang
    if not each.known:
        return fmt.number(None)
    return f"{fmt.number(each.offline, 0, lang)} / {fmt.number(each.known, 0, lang)}"
