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
from data_access.errors import TamNhinError
from data_access.villages import Village
from metrics.catalogue import metric
from metrics.siting.address import told
from metrics.siting.asking import FEW, Wish
from metrics.siting.plan_types import Plan, Site
from pages.gaps import bare_name, commune_name
from pages.outlook_blocks import waiting
from pages.page import Ask
from pages.plans.between import cost_said, gap_said, solar
from pages.plans.choices import BAND_WORDS, SETTINGS, compare_link
from pages.plans.named import KINDS, plan_said
from pages.siting_wish import PATH, Plans, Wished
from wording import format as fmt
from wording.words import mark

NUMBERS = (1, 3, 5, 10, 20, 50)
FILES = ("csv", "geojson")


def switches(ask: Ask, wish: Wish) -> Component:
    words = ask.words
    numbers = sorted({*NUMBERS, wish.stations or 0} - {0})
    return html.Div(
        [
            _switch(ask, "new", {str(n): str(n) for n in numbers}, str(wish.stations)),
            _switch(ask, "strength", {b: words(BAND_WORDS[b]) for b in BAND_WORDS}, wish.band),
            _switch(ask, "setting", {s: words(SETTINGS[s]) for s in SETTINGS}, wish.setting),
            compare_link(ask, wish),
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
        Segment(label=said, href=_chosen(ask, name, str(value)), here=value == here)
        for value, said in choices.items()
    ]
    label = ask.words(LABELS[name])
    return html.Div([html.Span(label), segments(items, label=label)], className="switch")


def _chosen(ask: Ask, name: str, value: str) -> str:
    """A number takes a budget's place."""
    change: dict[str, str | None] = {name: value}
    return ask.href(PATH, **(change | {"budget": None} if name == "new" else change))


def heroes_block(ask: Ask, plans: Plans) -> Component:
    if plans.second is None:
        return _hero_of(ask, plans.first)
    return html.Div(
        [
            html.Div([html.H2(plan_said(ask, at)), _hero_of(ask, each)])
            for at, each in enumerate((plans.first, plans.second))
        ],
        className="plan-heroes",
    )


def _hero_of(ask: Ask, of: Wished) -> Component:
    if isinstance(of.found, TamNhinError):
        said = of.found.en if ask.words.lang == "en" else of.found.vi
        return empty_state(ask.words("Chưa có dữ liệu"), detail=said)
    if of.found is None:
        return waiting(ask, ask.words("Đang tính phương án"))
    return hero_block(ask, of.found)


def hero_block(ask: Ask, plan: Plan) -> Component:
    words, lang = ask.words, ask.words.lang
    if not plan.waiting:
        return empty_state(words("Không còn thôn nào"), shape="met")
    source = ask.source(metric("no_signal"))
    return tile(
        hero(
            fmt.number(plan.people, 0, lang),
            words("người"),
            [words("có sóng thêm, trong {n} người chờ", n=fmt.number(plan.waiting, 0, lang))],
            pairs=[
                Pair(value=fmt.number(len(plan.sites), 0, lang), label=words("trạm mới")),
                Pair(value=fmt.number(len(plan.villages), 0, lang), label=words("thôn")),
                Pair(value=fmt.number(solar(plan), 0, lang), label=words("trạm cần điện mặt trời")),
                Pair(value=cost_said(ask, plan.cost), label=words("chi phí")),
            ],
            shape="village",
        ),
        html.P(proof_said(ask, plan), className="sub"),
        html.P(method_said(ask, plan), className="sub"),
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


def method_said(ask: Ask, plan: Plan) -> str:
    """How it was found, and how much better another choice could at most be."""
    words, lang = ask.words, ask.words.lang
    return words(
        "Phủ cực đại (Church và ReVelle 1974), giải bằng HiGHS trên {n} vị trí, {seconds} giây;"
        " khoảng cách tối ưu {gap}",
        n=fmt.number(plan.candidates, 0, lang),
        seconds=fmt.number(plan.solved.seconds, 2, lang),
        gap=gap_said(ask, plan),
    )


def sites_of(ask: Ask, plans: Plans) -> tuple[Component | None, Component | None]:
    """A table of each plan that is known."""
    if plans.second is None:
        return sites_block(ask, plans.first, ""), None
    return (
        sites_block(ask, plans.first, plan_said(ask, 0)),
        sites_block(ask, plans.second, plan_said(ask, 1)),
    )


def sites_block(ask: Ask, of: Wished, whose: str) -> Component | None:
    """`whose`: where there is another beside it."""
    plan = of.plan
    if plan is None or not plan.waiting:
        return None
    words, title = ask.words, ask.words("Trạm mới và thôn được phủ")
    title = f"{whose}: {title[0].lower()}{title[1:]}" if whose else title
    columns = [
        Column(title=words("Trạm"), kind="code"),
        Column(title=words("Ở đâu"), kind="quiet"),
        Column(title=words("Nguồn điện"), kind="quiet"),
        Column(title=words("Người"), kind="number"),
        Column(title=words("Thôn, bản")),
        Column(title=words("Chi phí"), kind="number", wide=True),
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
        aside=_files(ask, of.wish),
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
        site.cost,
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
    """'Sy (Ngân Thủy)', under a heading that says thôn, bản; without grid power, that too."""
    return [_village_said(ask, each.village) for each in site.reached]


def _village_said(ask: Ask, village: Village) -> str:
    name, commune = bare_name(village.name), commune_name(ask, village.commune)
    if village.has_power:
        return f"{name} ({commune})"
    return ask.words("{name} ({commune}, chưa có điện)", name=name, commune=commune)


def _shown(ask: Ask, site: Site) -> list[str]:
    lang, at = ask.words.lang, site.candidate
    code, kind, power, _, villages, *_ = (str(cell) for cell in cells_of(ask, site))
    places = [fmt.number(value, 4, lang) for value in (at.longitude, at.latitude)]
    people, cost = fmt.number(site.people, 0, lang), cost_said(ask, site.cost)
    return [code, kind, power, people, villages, cost, *places]


def _files(ask: Ask, wish: Wish) -> Component:
    """Of the very plan, with its coordinates, for a map or a spreadsheet."""
    usual = told(Wish(selection=wish.selection, stations=FEW)) | {"new": ""}
    kept = {name: value for name, value in told(wish).items() if value and value != usual[name]}
    named = ("to", "area", "district")
    kept |= {k: v for k, v in ask.selection.to_query().items() if k in named}
    kept |= {"units": ask.query["units"]} if "units" in ask.query else {}
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
