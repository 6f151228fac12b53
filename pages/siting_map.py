"""The map of a plan: villages that wait, new stations, and how far each reaches."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from components.chart_note import ChartNote
from components.coverage_map import SitePoint, VillagePoint, coverage_figure, neighbours
from components.map_parts import MapLabel
from components.steps import steps_for
from data_access.villages import Gap, Village
from metrics.catalogue import metric
from metrics.siting.plan_types import Plan, Site
from pages.gap_map import lines_of, village_point
from pages.gaps import every_commune, without_offices
from pages.page import Ask, Figure
from pages.siting_blocks import kind_said, villages_said
from pages.siting_wish import Wished

COLOUR = "covered_3g"


def plan_map(ask: Ask, of: Wished, note: ChartNote) -> Figure:
    """Drawn whole also when only the data changed: what has not changed is not sent."""
    look = ask.look.words.lang, ask.look.theme, ask.look.size
    still = replace(note, filters="")
    about = ("siting map", *look, of.wish, of.plan is None, still)
    return ask.view.shown(about, lambda: _whole(ask, of.plan, still))


def _whole(ask: Ask, plan: Plan | None, note: ChartNote) -> dict[str, Any]:
    colour = metric(COLOUR)
    wide = without_offices(replace(ask.selection, area=None))
    reached = {village.code for village in plan.villages} if plan else set()
    figure = coverage_figure(
        every_commune(ask, colour, wide),
        geojson=f"/outlines/{ask.places_key}.geojson",
        steps=steps_for(colour),
        look=ask.look,
        note=note,
        villages=[_village(ask, each, reached) for each in waiting_villages(ask)],
        outlines=lines_of(ask),
        labels=_around(ask),
        sites=[site_point(ask, site) for site in plan.sites] if plan else (),
        selected=ask.selection.area or "",
    )
    plain: dict[str, Any] = figure.to_plotly_json()
    return plain


def waiting_villages(ask: Ask) -> list[Village]:
    return ask.view.villages(Gap.NO_SIGNAL, without_offices(ask.selection))


def _village(ask: Ask, village: Village, reached: set[str]) -> VillagePoint:
    soon = village.code in reached
    lacks = ask.words("trong tầm trạm mới") if soon else ask.words("chưa có sóng")
    return village_point(ask, village, power_said_too(ask, village, lacks), severe=not soon)


def power_said_too(ask: Ask, village: Village, lacks: str) -> str:
    """Where there is no grid the mast needs the sun."""
    if village.has_power:
        return lacks
    return ask.words("{lacks}, chưa có điện: trạm cần điện mặt trời", lacks=lacks)


def site_point(ask: Ask, site: Site) -> SitePoint:
    at = site.candidate
    return SitePoint(
        name=at.code,
        longitude=at.longitude,
        latitude=at.latitude,
        radius_km=site.radius_km,
        people=site.people,
        said=f"{kind_said(ask, site)}: {', '.join(villages_said(ask, site))}",
    )


def _around(ask: Ask) -> list[MapLabel]:
    places = [place for ring in ask.view.outlines().province for place in ring]
    if not places or ask.selection.district:
        return []
    longitudes, latitudes = [x for x, _ in places], [y for _, y in places]
    box = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    return neighbours(box, ask.words)
