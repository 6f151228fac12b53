"""Estimate and reports side by side, as a briefing tells of them."""

from __future__ import annotations

from exports.briefing import Cell, Column, Kind, Section, Table
from metrics.catalogue import metric
from metrics.coverage.asking import confusion_soon
from metrics.coverage.confusion import Confusion, Way
from metrics.coverage.estimate import Estimated
from metrics.coverage.links import Band
from pages.briefing import cells
from pages.briefing.tables import figures_table, source_said
from pages.estimate_blocks import ABOUT, BANDS, PATH, WAYS, estimated_said, texts_of
from pages.gaps import without_offices
from pages.page import Ask
from wording import format as fmt

PATIENCE_SECONDS = 20.0
LISTED = 100  # villages of each kind; the list on screen has more


def estimate_sections(ask: Ask) -> tuple[Section, ...]:
    link, near = ask.link(PATH), without_offices(ask.selection)
    title = ask.words("Ước lượng vùng phủ")
    readings = ask.view.readings([metric("no_signal"), metric("weak_signal")], near)
    figures = figures_table(ask, title, readings, link)
    found = confusion_soon(ask.view, ask.selection, wait=PATIENCE_SECONDS)
    if found is None or found.agreement is None:
        return (Section(title=title, pieces=(figures,)),)
    lists = [_villages(ask, found, way, link) for way in Way if found.among(way)]
    return (Section(title=title, pieces=(figures, _matrix(ask, found, link), *lists)),)


def _matrix(ask: Ask, found: Confusion, link: str) -> Table:
    words = ask.words
    return Table(
        title=words("Số thôn: báo cáo và ước lượng"),
        columns=(
            Column(title=words("Thôn báo cáo"), width=2),
            *(Column(title=estimated_said(ask, band), kind=Kind.FIGURE) for band in Band),
        ),
        rows=tuple(
            (
                cells.text(words(BANDS[reported])),
                *(cells.counted(ask, found.villages[reported, band]) for band in Band),
            )
            for reported in Band
        ),
        source=source_said(ask, metric(ABOUT)),
        link=link,
        about=(metric(ABOUT),),
    )


def _villages(ask: Ask, found: Confusion, way: Way, link: str) -> Table:
    words, every = ask.words, found.among(way)
    shown = every[:LISTED]
    return Table(
        title=words(WAYS[way]),
        sub=words("{n} / {all} thôn, nhiều người trước", n=len(shown), all=len(every)),
        columns=(
            Column(title=words("Thôn, bản"), width=2),
            Column(title=words("Xã"), width=2),
            Column(title=words("Huyện"), width=1.6),
            Column(title=words("Báo cáo"), width=1.4),
            Column(title=words("Ước lượng"), width=1.4),
            Column(title=words("Trạm gần nhất, km"), kind=Kind.FIGURE),
            Column(title=words("Người"), kind=Kind.FIGURE),
        ),
        rows=tuple(_village(ask, each) for each in shown),
        source=source_said(ask, metric(ABOUT)),
        link=link,
        about=(metric(ABOUT),),
    )


def _village(ask: Ask, each: Estimated) -> tuple[Cell, ...]:
    return (
        *(cells.text(said) for said in texts_of(ask, each)),
        cells.text(fmt.number(each.station_km, 1, ask.words.lang)),
        cells.counted(ask, each.village.people),
    )
