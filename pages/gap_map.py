"""The map of coverage gaps: communes, villages, outlines and names, from data to a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from components.callouts import Place, callouts
from components.chart_note import ChartNote
from components.coverage_map import (
    MapLabel,
    Outlines,
    VillagePoint,
    coverage_figure,
    coverage_patch,
    neighbours,
)
from components.steps import Steps, steps_for
from data_access.villages import Gap, Village
from pages.gaps import LACKS, Gaps, by_commune, commune_name, communes_shown, without_offices
from pages.map_units import chosen_here
from pages.page import Ask, Figure

CHOSEN = 1  # the map's trace of what is chosen
LABELLED = 5  # communes named on the large map


def gap_map(
    ask: Ask,
    gaps: Gaps,
    title: str,
    *,
    labelled: bool = False,
    small: bool = False,
    spots: bool = True,
) -> Figure:
    """The whole map, or what has changed in it when only the data did. Kept: it takes as long as
    the rest of a page, and offices do not change it. `spots`: with its villages; without them
    map_draw.js draws these."""
    steps, note = steps_for(gaps.colour), ask.note(title, gaps.colour)
    chosen = chosen_here(ask)
    if ask.refresh and len(chosen) < 2:
        return coverage_patch(
            gaps.communes,
            steps=steps,
            look=ask.look,
            note=note,
            villages=_points(ask, gaps) if spots else (),
            selected=gaps.chosen,
            small=small,
        )
    note = replace(note, filters="")  # the page says them, and the map is the same under others
    look = ask.look.words.lang, ask.look.theme, ask.look.size
    about = gaps.gap, gaps.colour.id, without_offices(ask.selection), note, labelled, small, spots
    return ask.view.shown(
        ("gap map", *look, *about),
        lambda: _whole(ask, gaps, steps, note, labelled=labelled, small=small, spots=spots),
    )


def _whole(
    ask: Ask,
    gaps: Gaps,
    steps: Steps,
    note: ChartNote,
    *,
    labelled: bool,
    small: bool,
    spots: bool,
) -> dict[str, Any]:
    """Plain, as it is kept."""
    figure = coverage_figure(
        gaps.communes,
        geojson=f"/outlines/{ask.places_key}.geojson",
        steps=steps,
        look=ask.look,
        note=note,
        villages=_points(ask, gaps) if spots else (),
        outlines=lines_of(ask),
        labels=_labels(ask, gaps) if labelled else (),
        selected=gaps.chosen,
        small=small,
    )
    if len(several := chosen_here(ask)) > 1:  # one commune that several of this map are part of
        figure.data[CHOSEN].update(locations=several, z=[0] * len(several))
    plain: dict[str, Any] = figure.to_plotly_json()
    return plain


def _points(ask: Ask, gaps: Gaps) -> list[VillagePoint]:
    return [_point(ask, gaps, village) for village in gaps.villages]


def _point(ask: Ask, gaps: Gaps, village: Village) -> VillagePoint:
    severe = gaps.gap in (Gap.CUT_OFF, Gap.NO_SIGNAL)
    return village_point(ask, village, ask.words(LACKS[gaps.gap]), severe=severe)


def village_point(ask: Ask, village: Village, lacks: str, *, severe: bool) -> VillagePoint:
    """`lacks`: what is said of it."""
    return VillagePoint(
        code=village.code,
        name=village.name,
        commune=commune_name(ask, village.commune),
        commune_code=village.commune,
        longitude=village.longitude,
        latitude=village.latitude,
        people=village.people,
        lacks=lacks,
        severe=severe,
    )


def lines_of(ask: Ask) -> Outlines:
    """A chosen district stands alone, as large as the box allows."""
    found, district = ask.view.outlines(), ask.selection.district
    if district:
        return Outlines(coast=found.districts.get(district, ()))
    return Outlines(
        districts=[ring for rings in found.districts.values() for ring in rings],
        coast=found.province,
    )


def _labels(ask: Ask, gaps: Gaps) -> list[MapLabel]:
    edge = ask.view.outlines().province
    places = [place for ring in edge for place in ring]
    if not places or ask.selection.district:
        return []
    longitudes, latitudes = [x for x, _ in places], [y for _, y in places]
    box = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    return [*neighbours(box, ask.words), *callouts(_most_lacking(ask, gaps), edge)]


def _most_lacking(ask: Ask, gaps: Gaps) -> list[Place]:
    """The communes with most such villages; the leader ends at the westernmost of them."""
    found = []
    for code, count in by_commune(gaps)[:LABELLED]:
        first = min((v for v in gaps.villages if v.commune == code), key=lambda v: v.longitude)
        text = f"{commune_name(ask, code)} <b>{count}</b>"
        found.append(Place(text=text, longitude=first.longitude, latitude=first.latitude))
    return found


def outlines_said(ask: Ask, *, short: bool = False) -> str:
    """Nobody may take computed outlines for surveyed ones."""
    outlines = ask.view.outlines()
    if not outlines.origins:
        return ask.words("Chưa có ranh giới; nạp bảng boundaries")
    schematic = outlines.schematic_in(communes_shown(ask))
    if schematic and short:
        return ask.words("Ranh giới sơ đồ")
    if schematic:
        return ask.words("Ranh giới sơ đồ, chưa phải ranh giới chính thức")
    said = "; ".join(filter(None, outlines.origins)) or ask.words("không ghi nguồn")
    return ask.words("Ranh giới: {origin}", origin=said)
