"""Villages without what they need, as a briefing tells of them."""

from __future__ import annotations

from data_access.villages import Village
from exports.briefing import Cell, Column, Kind, Section, Table
from pages.briefing import cells
from pages.briefing.layers import layers_table
from pages.briefing.maps import gaps_map
from pages.briefing.tables import figures_table, source_said
from pages.gaps import Gaps, commune_name, district_name, gap_said, gaps_of
from pages.layers.board import board_of
from pages.page import Ask

LISTED = 200  # villages; the list on screen has them all


def gap_sections(ask: Ask) -> tuple[Section, ...]:
    gaps = gaps_of(ask)
    link = ask.link("/coverage")
    figures = figures_table(ask, ask.words("Vùng phủ sóng"), [gaps.count, gaps.people], link)
    title = ask.words("Thôn {lacks}", lacks=gap_said(gaps.gap, ask.words))
    drawn = gaps_map(ask, gaps, title, link)
    layers = layers_table(ask, board_of(ask, gaps.gap), link)
    pieces = (figures, drawn, layers, *((_villages(ask, gaps, link),) if gaps.villages else ()))
    return (Section(title=ask.words("Vùng phủ sóng"), pieces=pieces),)


def _villages(ask: Ask, gaps: Gaps, link: str) -> Table:
    words, shown = ask.words, gaps.villages[:LISTED]
    return Table(
        title=words("Danh sách thôn {lacks}", lacks=gap_said(gaps.gap, words)),
        sub=words("{n} / {all} thôn, nhiều người trước", n=len(shown), all=len(gaps.villages)),
        columns=(
            Column(title=words("Thôn, bản"), width=2),
            Column(title=words("Xã"), width=2),
            Column(title=words("Huyện"), width=1.6),
            Column(title=words("Hộ"), kind=Kind.FIGURE),
            Column(title=words("Người"), kind=Kind.FIGURE),
        ),
        rows=tuple(_village(ask, village) for village in shown),
        source=source_said(ask, gaps.count.metric),
        link=link,
        about=(gaps.count.metric,),
    )


def _village(ask: Ask, village: Village) -> tuple[Cell, ...]:
    return (
        cells.text(village.name),
        cells.text(commune_name(ask, village.commune)),
        cells.text(district_name(ask, village.commune)),
        cells.counted(ask, village.households),
        cells.counted(ask, village.people),
    )
