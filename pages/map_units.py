"""By which map a page shows units: that of 2024, or that of 2025. What is chosen goes along."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from components.segment import Segment, segments
from data_access.areas import Area
from data_access.selection import Level
from metrics.counterparts import Counterpart, MapOf, counterparts, maps_of
from pages.page import Ask
from wording import format as fmt

UNITS, WAS = "units", "was"  # in the address: a day of the map, and what was chosen on another one


def units_block(ask: Ask) -> Component | None:
    """Nothing where communes have never changed."""
    maps = maps_of(ask.view.snap.places.versions)
    if len(maps) < 2:
        return None
    here = _here(ask, maps)
    items = [
        Segment(label=str(each.year), href=_href(ask, each), here=each == here) for each in maps
    ]
    label = ask.words("Địa giới")
    return html.Div(
        [
            html.Div([html.Span(label), segments(items, label=label)], className="switch"),
            html.P(_said(ask, here), className="sub"),
        ],
        className="map-units",
    )


def _here(ask: Ask, maps: Sequence[MapOf]) -> MapOf:
    day = ask.selection.units or ask.selection.period.end
    return next(each for each in maps if each.holds(day))


def _href(ask: Ask, there: MapOf) -> str:
    """The same page by another map. A commune that is one commune there becomes it, and is
    remembered for the way back; of several, it stays what it is."""
    changes: dict[str, str | None] = {UNITS: there.day.isoformat()}
    chosen = _chosen(ask) if ask.query.get("area") else None  # a viewer's scope stays
    parts = counterparts(ask.view.snap.places.versions, chosen, there.day) if chosen else None
    if chosen and parts:
        keys = [each.area.key for each in parts]
        before = ask.query.get(WAS)
        if len(keys) == 1 and keys[0] != chosen.key:
            changes |= {"area": keys[0], WAS: chosen.key}
        elif before in keys and len(keys) > 1:
            changes |= {"area": before, WAS: None}
    return ask.href(ask.path, **changes)


def _chosen(ask: Ask) -> Area | None:
    """A commune; districts and the province are the same on every map."""
    unit = ask.view.snap.places.areas.get(ask.selection.area or "")
    return unit if unit is not None and unit.level is Level.COMMUNE else None


def chosen_here(ask: Ask) -> list[str]:
    """Keys of the communes on this map that are, or hold, what is chosen."""
    unit = _chosen(ask)
    day = ask.selection.units or ask.selection.period.end
    parts = counterparts(ask.view.snap.places.versions, unit, day) if unit else None
    return [each.area.key for each in parts or ()]


def _said(ask: Ask, here: MapOf) -> list[Component | str]:
    """What has become of the selection on this map, and what of the map is not known."""
    chosen = _chosen(ask)
    said: list[Component | str] = [_time_said(ask, here)]
    missing = _without_outline(ask)
    if missing:
        said.append(ask.words("; {n} xã chưa có ranh giới", n=missing))
    if chosen is None:
        return said
    parts = counterparts(ask.view.snap.places.versions, chosen, here.day)
    if parts is None:
        return [*said, ask.words(
            "; chưa có bảng chuyển đổi cho {name}: số liệu vẫn của đơn vị này, bản đồ không tô",
            name=_named(ask, chosen),
        )]  # fmt: skip
    if [each.area.key for each in parts] == [chosen.key]:
        return [*said, *_from(ask, chosen)]
    listed = [_part(ask, each, here) for each in parts]
    return [*said, "; ", ask.words("{name} ở đây là", name=_named(ask, chosen)), *listed]


def _from(ask: Ask, chosen: Area) -> list[Component | str]:
    """What was chosen on the other map, and how much of this unit it is."""
    areas = ask.view.snap.places.versions
    before = areas.units.get(ask.query.get(WAS, ""))
    if before is None:
        return []
    day = chosen.nearest(before.nearest(chosen.begins))
    found = {p.area.key: p for p in counterparts(areas, before, day) or ()}.get(chosen.key)
    if found is None or before.key == chosen.key:
        return []
    return [
        ask.words(
            "; {part} của {before} nay thuộc {new}; quy ngược, {old} nhận {share} số liệu của đó",
            part=_share(ask, found.share),
            before=_named(ask, before),
            old=before.name,
            new=_named(ask, chosen),
            share=_share(ask, found.of_it),
        )
    ]


def _part(ask: Ask, of: Counterpart, here: MapOf) -> Component:
    """A part of it, to be chosen."""
    href = ask.href(ask.path, area=of.area.key, was=ask.selection.area, units=here.day.isoformat())
    text = ask.words("{name} {share}", name=_named(ask, of.area), share=_share(ask, of.share))
    return html.Span([" · ", dcc.Link(text, href=href)])


def _share(ask: Ask, share: float) -> str:
    return fmt.percent(share, 0 if share == 1 else 1, ask.words.lang)


def _named(ask: Ask, unit: Area) -> str:
    """'Xã Trường Sơn (779,9 km²)'."""
    km2 = ask.view.outlines().square_km.get(unit.key)
    if km2 is None:
        return unit.name
    return f"{unit.name} ({fmt.number(km2, 1, ask.words.lang)} km²)"


def _time_said(ask: Ask, here: MapOf) -> str:
    if here.begins is None and here.ends:
        return ask.words("xã, phường đến {day}", day=fmt.plain_day(here.ends))
    return ask.words("xã, phường từ {day}", day=fmt.plain_day(here.begins or here.day))


def _without_outline(ask: Ask) -> int:
    known = ask.view.outlines().square_km
    return sum(unit.key not in known for unit in ask.view.snap.places.communes_in(ask.selection))
