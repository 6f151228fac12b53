"""The map of measurements, from data to a figure."""

from __future__ import annotations

from components.measured_map import HexagonShape, measured_figure, measured_patch
from metrics.measured.board import Hexagon, Measured
from pages.gap_map import lines_of
from pages.gaps import commune_name, communes_shown
from pages.measured.asked import note_of, share_said
from pages.page import Ask, Figure
from wording import format as fmt


def measured_map(ask: Ask, found: Measured) -> Figure:
    hexagons = [_shape(ask, each) for each in found.hexagons]
    note = note_of(ask, map_title(ask, found))
    if ask.refresh:
        return measured_patch(hexagons, look=ask.look, note=note)
    return measured_figure(
        hexagons,
        communes=communes_shown(ask),
        geojson=f"/outlines/{ask.places_key}.geojson",
        outlines=lines_of(ask),
        look=ask.look,
        note=note,
    )


def map_title(ask: Ask, found: Measured) -> str:
    """'Đo ở 672 ô lục giác, 5 km² mỗi ô'."""
    count = fmt.number(len(found.hexagons), 0, ask.words.lang)
    return ask.words("Đo ở {n} ô lục giác, khoảng 5 km² mỗi ô", n=count)


def _shape(ask: Ask, each: Hexagon) -> HexagonShape:
    tally = each.tally
    return HexagonShape(
        code=each.code,
        ring=each.ring,
        name=commune_name(ask, each.commune),
        share=tally.share,
        count=tally.count,
        said=ask.words(
            "{n} lần đo, sóng tốt {share}",
            n=fmt.number(tally.count, 0, ask.words.lang),
            share=share_said(ask, tally),
        ),
        few=tally.judged < ask.view.province.coverage.measured_least,
    )
