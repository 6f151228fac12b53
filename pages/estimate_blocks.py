"""How far estimate and reports agree, and the villages of which they say different things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.figure import Pair, hero
from components.horizon import age, tile
from components.panel import panel
from components.table import Column, Row, table
from metrics.catalogue import metric
from metrics.coverage.confusion import Confusion, Way
from metrics.coverage.estimate import Estimated
from metrics.coverage.links import Band
from pages.gaps import bare_name, commune_name, district_name
from pages.page import Ask
from pages.ways import way_asked, ways_switch
from wording import format as fmt
from wording.words import mark

NAME, PATH = "estimate", "/estimate"
ABOUT = "no_signal"
SHOWN = 200
BANDS: Mapping[Band, str] = {
    Band.NONE: mark("Chưa có sóng"),
    Band.WEAK: mark("Sóng yếu"),
    Band.GOOD: mark("Sóng tốt"),
}
WAYS: Mapping[Way, str] = {
    Way.ESTIMATED_MORE: mark("Trong vùng phủ ước lượng, báo cáo kém hơn"),
    Way.REPORTED_MORE: mark("Ngoài vùng phủ ước lượng, báo cáo tốt hơn"),
}


def hero_block(ask: Ask, found: Confusion) -> Component:
    words, lang = ask.words, ask.words.lang
    source = ask.source(metric(ABOUT))
    counts = {way: len(found.among(way)) for way in Way}
    return tile(
        hero(
            fmt.percent(found.agreement or 0.0, 1, lang),
            words("thôn"),
            [words("ước lượng và báo cáo nói như nhau")],
            pairs=[
                Pair(
                    value=fmt.number(counts[Way.ESTIMATED_MORE], 0, lang),
                    label=words("báo cáo kém hơn ước lượng"),
                ),
                Pair(
                    value=fmt.number(counts[Way.REPORTED_MORE], 0, lang),
                    label=words("báo cáo tốt hơn ước lượng"),
                ),
                Pair(value=_kappa(ask, found), label=words("kappa: 0 là như đoán, 1 là khớp hẳn")),
            ],
            shape="village",
        ),
        html.P(words("Báo cáo của thôn là thực tế; ước lượng chỉ để soát lại"), className="sub"),
        age(source),
        source=source,
        kind="hero-tile",
    )


def _kappa(ask: Ask, found: Confusion) -> str:
    return fmt.number(found.kappa, 2, ask.words.lang)


def matrix(ask: Ask, found: Confusion) -> Component:
    """Rows are what villages report, columns what is estimated."""
    words, title = ask.words, ask.words("Số thôn: báo cáo và ước lượng")
    columns = [
        Column(title=words("Thôn báo cáo")),
        *(Column(title=estimated_said(ask, band), kind="number") for band in Band),
    ]
    rows = [
        Row(
            cells=[
                words(BANDS[reported]),
                *(_count(ask, found, reported, band) for band in Band),
            ],
            code=reported,
        )
        for reported in Band
    ]
    return panel(
        title,
        table(columns, rows, caption=title),
        words=words,
        source=ask.source(metric(ABOUT)),
        note=ask.note(title, metric(ABOUT)),
        columns=[column.title for column in columns],
        rows=[[words(BANDS[r]), *(found.villages[r, band] for band in Band)] for r in Band],
    )


def estimated_said(ask: Ask, band: Band) -> str:
    return ask.words("Ước lượng: {band}", band=ask.words(BANDS[band]).lower())


def _count(ask: Ask, found: Confusion, reported: Band, band: Band) -> Component:
    """What both say in weight, what they do not in plain."""
    said = fmt.number(found.villages[reported, band], 0, ask.words.lang)
    return html.B(said) if reported is band else html.Span(said)


def way_of_page(ask: Ask) -> Way:
    """Raises UnknownFilter."""
    return way_asked(ask, WAYS)


def ways(ask: Ask, found: Confusion) -> Component:
    return ways_switch(ask, PATH, WAYS, lambda way: len(found.among(way)))


def disagreeing(ask: Ask, found: Confusion) -> Component:
    words, among = ask.words, found.among(way_of_page(ask))
    title = words(WAYS[way_of_page(ask)])
    columns = [
        Column(title=words("Thôn, bản")),
        Column(title=words("Xã"), kind="quiet"),
        Column(title=words("Huyện"), kind="quiet", wide=True),
        Column(title=words("Báo cáo")),
        Column(title=words("Ước lượng")),
        Column(title=words("Trạm gần nhất, km"), kind="number", wide=True),
        Column(title=words("Người"), kind="number"),
    ]
    shown = among[:SHOWN]
    foot = words("{n} / {all} thôn, nhiều người trước", n=len(shown), all=len(among))
    return panel(
        title,
        table(columns, [_row(ask, each) for each in shown], caption=title, foot=foot)
        if shown
        else empty_state(words("Không thôn nào"), shape="met"),
        words=words,
        source=ask.source(metric(ABOUT)),
        note=ask.note(title, metric(ABOUT)),
        columns=[column.title for column in columns],
        rows=[[*texts_of(ask, each), each.station_km, each.village.people] for each in among],
        kind="list-panel",
    )


def texts_of(ask: Ask, each: Estimated) -> Sequence[str]:
    village = each.village
    return [
        bare_name(village.name),
        commune_name(ask, village.commune),
        district_name(ask, village.commune),
        ask.words(BANDS[each.reported]),
        ask.words(BANDS[each.band]),
    ]


def _row(ask: Ask, each: Estimated) -> Row:
    lang = ask.words.lang
    numbers = [fmt.number(each.station_km, 1, lang), fmt.number(each.village.people, 0, lang)]
    return Row(cells=[*texts_of(ask, each), *numbers], code=each.village.code)
