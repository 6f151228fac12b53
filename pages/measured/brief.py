"""Measurements beside reports, as a briefing tells of them."""

from __future__ import annotations

from exports.briefing import Cell, Column, Kind, Section, Table
from metrics.catalogue import metric
from metrics.measured.board import Measured, MeasuredVillage, Way
from metrics.measured.tally import Tally
from metrics.metric import Unit
from pages.briefing import cells
from pages.estimate_blocks import ABOUT
from pages.measured.asked import PATH, WAYS, measured_of, months_said, note_of, share_said
from pages.measured.blocks import cells_of
from pages.page import Ask

LISTED = 100


def measured_sections(ask: Ask) -> tuple[Section, ...]:
    found, title = measured_of(ask), ask.words("Đo sóng")
    lists = [_villages(ask, found, way) for way in Way if way is not Way.UNSURE]
    pieces = (_networks(ask, found), *(each for each in lists if each.rows))
    return (Section(title=title, pieces=pieces),)


def _networks(ask: Ask, found: Measured) -> Table:
    words = ask.words
    return Table(
        title=words("Theo nhà mạng"),
        sub=months_said(ask, found),
        columns=(
            Column(title=words("Nhà mạng"), width=2),
            Column(title=words("Lần đo"), kind=Kind.FIGURE),
            Column(title=words("Sóng tốt"), kind=Kind.FIGURE, width=1.4),
            Column(title=words("Mất sóng"), kind=Kind.FIGURE),
        ),
        rows=tuple(
            (
                cells.text(name),
                cells.counted(ask, tally.count),
                _share(ask, tally),
                cells.counted(ask, tally.none),
            )
            for name, tally in found.networks.items()
        ),
        source=_source(ask),
        link=ask.link(PATH),
        about=(metric(ABOUT),),
    )


def _villages(ask: Ask, found: Measured, way: Way) -> Table:
    words, every = ask.words, found.among(way)
    return Table(
        title=words(WAYS[way]),
        sub=words("{n} / {all} thôn, nhiều người trước", n=len(every[:LISTED]), all=len(every)),
        columns=(
            Column(title=words("Thôn, bản"), width=1.8),
            Column(title=words("Xã"), width=1.6),
            Column(title=words("Huyện"), width=1.4),
            Column(title=words("Máy của mạng"), width=2),
            Column(title=words("Báo cáo"), width=1.3),
            Column(title=words("Đo được"), width=1.3),
            Column(title=words("Lần đo"), kind=Kind.FIGURE),
            Column(title=words("Sóng tốt"), kind=Kind.FIGURE, width=1.4),
            Column(title=words("Người"), kind=Kind.FIGURE),
        ),
        rows=tuple(_village(ask, each) for each in every[:LISTED]),
        source=_source(ask),
        link=ask.link(PATH),
        about=(metric(ABOUT),),
    )


def _village(ask: Ask, each: MeasuredVillage) -> tuple[Cell, ...]:
    *texts, _, _, _ = cells_of(ask, each)
    return (
        *(cells.text(said) for said in texts),
        cells.counted(ask, each.tally.count),
        _share(ask, each.tally),
        cells.counted(ask, each.village.people),
    )


def _share(ask: Ask, tally: Tally) -> Cell:
    return Cell(text=share_said(ask, tally), value=tally.share, unit=Unit.RATIO)


def _source(ask: Ask) -> str:
    note = note_of(ask, "")
    return ask.words("{source}, đến {moment}", source=note.source, moment=note.as_of)
