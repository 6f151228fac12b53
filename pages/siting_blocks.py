"""What a plan of stations comes to, and its stations one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.figure import Pair, hero
from components.horizon import age, tile
from components.panel import panel
from components.segment import Segment, segments
from components.table import Column, Row, table
from metrics.catalogue import metric
from metrics.coverage.hata import Setting
from metrics.coverage.links import Band
from metrics.siting.asking import Wish
from metrics.siting.candidates import Kind
from metrics.siting.plan_types import Plan, Site
from pages.gaps import bare_name, commune_name
from pages.page import Ask
from pages.siting_wish import OPTIONS, PATH
from wording import format as fmt
from wording.words import mark

NUMBERS = (1, 3, 5, 10, 20, 50)
SETTINGS: Mapping[Setting, str] = {
    Setting.URBAN: mark("Đô thị"),
    Setting.SUBURBAN: mark("Ngoại ô, nhiều cây"),
    Setting.QUASI_OPEN: mark("Thoáng một phần"),
    Setting.OPEN: mark("Trống trải"),
}
BANDS: Mapping[Band, str] = {Band.WEAK: mark("Có sóng"), Band.GOOD: mark("Sóng tốt")}
KINDS: Mapping[Kind, str] = {
    Kind.VILLAGE: mark("tại thôn"),
    Kind.MAST: mark("dùng chung cột"),
    Kind.GRID: mark("điểm mới"),
    Kind.LISTED: mark("theo danh sách"),
}
FILES = ("csv", "geojson")


def switches(ask: Ask, wish: Wish) -> Component:
    words = ask.words
    numbers = sorted({*NUMBERS, wish.stations or 0} - {0})
    return html.Div(
        [
            _switch(ask, "new", {str(n): str(n) for n in numbers}, str(wish.stations)),
            _switch(ask, "strength", {b: words(BANDS[b]) for b in BANDS}, wish.band),
            _switch(ask, "setting", {s: words(SETTINGS[s]) for s in SETTINGS}, wish.setting),
        ],
        className="switches",
    )


LABELS: Mapping[str, str] = {
    "new": mark("Số trạm mới"),
    "strength": mark("Mức sóng cần tới"),
    "setting": mark("Xung quanh trạm"),
}


def _switch(ask: Ask, name: str, choices: Mapping[str, str], here: str) -> Component:
    items = [
        Segment(label=said, href=ask.href(PATH, **{name: str(value)}), here=value == here)
        for value, said in choices.items()
    ]
    label = ask.words(LABELS[name])
    return html.Div([html.Span(label), segments(items, label=label)], className="switch")


def hero_block(ask: Ask, plan: Plan) -> Component:
    words, lang = ask.words, ask.words.lang
    if not plan.waiting:
        return empty_state(words("Không còn thôn nào"), shape="met")
    source = ask.source(metric("no_signal"))
    solar = sum(site.candidate.solar for site in plan.sites)
    return tile(
        hero(
            fmt.number(plan.people, 0, lang),
            words("người"),
            [words("có sóng thêm, trong {n} người chờ", n=fmt.number(plan.waiting, 0, lang))],
            pairs=[
                Pair(value=fmt.number(len(plan.sites), 0, lang), label=words("trạm mới")),
                Pair(value=fmt.number(len(plan.villages), 0, lang), label=words("thôn")),
                Pair(value=fmt.number(solar, 0, lang), label=words("trạm cần điện mặt trời")),
            ],
            shape="village",
        ),
        html.P(proof_said(ask, plan), className="sub"),
        age(source),
        source=source,
        kind="hero-tile",
    )


def proof_said(ask: Ask, plan: Plan) -> str:
    """How sure it is, and what one station after the other would reach."""
    words, lang = ask.words, ask.words.lang
    greedy = fmt.number(plan.greedy, 0, lang)
    if not plan.solved.gap:
        return words(
            "Đã chứng minh không cách chọn nào hơn; chọn lần lượt: {greedy}", greedy=greedy
        )
    return words(
        "Hết giờ tính: cách chọn tốt nhất hơn nhiều nhất {gap}; chọn lần lượt: {greedy}",
        gap=fmt.percent(plan.solved.gap, 1, lang),
        greedy=greedy,
    )


def sites_block(ask: Ask, plan: Plan) -> Component | None:
    if not plan.waiting:
        return None
    words, title = ask.words, ask.words("Trạm mới và thôn được phủ")
    columns = [
        Column(title=words("Trạm"), kind="code"),
        Column(title=words("Ở đâu"), kind="quiet"),
        Column(title=words("Nguồn điện"), kind="quiet"),
        Column(title=words("Người"), kind="number"),
        Column(title=words("Thôn, bản")),
        Column(title=words("Kinh độ"), kind="number", wide=True),
        Column(title=words("Vĩ độ"), kind="number", wide=True),
    ]
    rows = [Row(cells=_shown(ask, site), code=site.candidate.code) for site in plan.sites]
    return panel(
        title,
        table(columns, rows, caption=title)
        if rows
        else empty_state(words("Không vị trí nào phủ tới các thôn này")),
        words=words,
        source=ask.source(metric("no_signal")),
        note=ask.note(title, metric("no_signal")),
        aside=_files(ask),
        columns=[column.title for column in columns],
        rows=[cells_of(ask, site) for site in plan.sites],
        kind="list-panel",
    )


def cells_of(ask: Ask, site: Site) -> list[str | int | float]:
    at = site.candidate
    return [
        at.code,
        kind_said(ask, site),
        power_said(ask, site),
        site.people,
        "; ".join(villages_said(ask, site)),
        at.longitude,
        at.latitude,
    ]


def kind_said(ask: Ask, site: Site) -> str:
    owners = ", ".join(site.candidate.operators)
    said = ask.words(KINDS[site.candidate.kind])
    return f"{said} ({owners})" if owners else said


def power_said(ask: Ask, site: Site) -> str:
    return ask.words("điện mặt trời") if site.candidate.solar else ask.words("điện lưới")


def villages_said(ask: Ask, site: Site) -> Sequence[str]:
    """'Sy (Ngân Thủy)', under a heading that says thôn, bản."""
    return [
        f"{bare_name(each.village.name)} ({commune_name(ask, each.village.commune)})"
        for each in site.reached
    ]


def _shown(ask: Ask, site: Site) -> list[str]:
    lang, at = ask.words.lang, site.candidate
    code, kind, power, _, villages, *_ = (str(cell) for cell in cells_of(ask, site))
    places = [fmt.number(value, 4, lang) for value in (at.longitude, at.latitude)]
    return [code, kind, power, fmt.number(site.people, 0, lang), villages, *places]


def _files(ask: Ask) -> Component:
    """Of the very plan, with its coordinates, for a map or a spreadsheet."""
    kept = {name: ask.query[name] for name in OPTIONS if name in ask.query}
    kept |= {k: v for k, v in ask.selection.to_query().items() if k in ("to", "area", "district")}
    return html.Div(
        [
            html.A(
                kind.upper() if kind == "csv" else "GeoJSON",
                href=f"/api/v1/siting.{kind}?{urlencode(kept)}",
                className="btn",
                download="",
            )
            for kind in FILES
        ],
        className="files",
    )
