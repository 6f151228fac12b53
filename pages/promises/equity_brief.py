"""Whom the gap leaves out, as a briefing tells of it."""

from __future__ import annotations

from exports.briefing import Cell, Column, Kind, Table
from metrics.catalogue import metric
from metrics.equity import Share, ranked
from metrics.facilities import most_offline
from pages.briefing import cells
from pages.briefing.tables import source_said
from pages.gaps import commune_name, district_name
from pages.page import Ask
from pages.promises.asked import PATH, WHATS, Promises
from pages.promises.equity import MEASURED, communes_of, communes_title
from pages.promises.facilities import ABOUT, facilities_sub, facilities_title, facility_cells
from pages.promises.zones import every_facility, zone_cells, zones_of, zones_sub, zones_title
from wording import format as fmt

LISTED = 200


def left_out(ask: Ask, of: Promises) -> Table | None:
    """Every commune with people who lack it, the largest share first; None where there is none."""
    words = ask.words
    found = ranked(communes_of(ask), MEASURED[of.what])
    if not found:
        return None
    return Table(
        title=communes_title(ask, of, found),
        sub=words("Người chưa có, trên 1.000 người được khảo sát; nhiều nhất trước"),
        columns=(
            Column(title=words("Xã"), width=2),
            Column(title=words("Huyện"), width=1.6),
            Column(title=words("Miền núi"), width=0.9),
            Column(title=words("Người"), kind=Kind.FIGURE),
            *(Column(title=words(said), kind=Kind.FIGURE) for said in WHATS.values()),
        ),
        rows=tuple(_commune(ask, each) for each in found[:LISTED]),
        source=source_said(ask, of.metric),
        link=ask.link(PATH),
        about=tuple(metric(name) for name in MEASURED.values()),
    )


def _commune(ask: Ask, of: Share) -> tuple[Cell, ...]:
    code = of.codes[0]
    mountain = ask.view.snap.places.areas[code].mountain
    return (
        cells.text(commune_name(ask, code)),
        cells.text(district_name(ask, code)),
        cells.text(ask.words("có") if mountain else ""),
        cells.counted(ask, of.people),
        *(_rate(ask, of.per_thousand(MEASURED[what])) for what in WHATS),
    )


def _rate(ask: Ask, value: float | None) -> Cell:
    return Cell(text=fmt.number(value, 1, ask.words.lang), value=value, decimals=1)


def zones_table(ask: Ask, of: Promises) -> Table | None:
    """Communes of ethnic minorities against others; None where nobody has been surveyed."""
    words, zones = ask.words, zones_of(ask, communes_of(ask), every_facility(ask))
    if not zones:
        return None
    return Table(
        title=zones_title(ask, of, zones),
        sub=zones_sub(ask, zones),
        columns=(
            Column(title=words("Nơi"), width=2),
            Column(title=words("Số xã"), kind=Kind.FIGURE),
            Column(title=words("Người"), kind=Kind.FIGURE),
            *(Column(title=words(said), kind=Kind.FIGURE) for said in WHATS.values()),
            Column(title=words("Trường"), kind=Kind.FIGURE),
            Column(title=words("Trạm y tế"), kind=Kind.FIGURE),
        ),
        rows=tuple(tuple(map(cells.text, zone_cells(ask, zone))) for zone in zones),
        source=source_said(ask, of.metric),
        link=ask.link(PATH),
        about=tuple(metric(name) for name in MEASURED.values()),
    )


def facilities_table(ask: Ask) -> Table | None:
    """Every commune with schools or health posts without broadband, or of which it is not known;
    None where there is none."""
    words, every = ask.words, every_facility(ask)
    found, about = most_offline(every), tuple(metric(name) for name in ABOUT)
    if not found:
        return None
    return Table(
        title=facilities_title(ask, every),
        sub=facilities_sub(ask, every),
        columns=(
            Column(title=words("Xã"), width=2),
            Column(title=words("Huyện"), width=1.6),
            Column(title=words("Khu vực"), width=1.2),
            Column(title=words("Trường"), kind=Kind.FIGURE),
            Column(title=words("Trạm y tế"), kind=Kind.FIGURE),
            Column(title=words("Chưa rõ"), kind=Kind.FIGURE),
        ),
        rows=tuple(
            (
                *(cells.text(said) for said in facility_cells(ask, each)[:-1]),
                cells.counted(ask, each.untold),
            )
            for each in found[:LISTED]
        ),
        source=source_said(ask, *about),
        link=ask.link(PATH),
        about=about,
    )
