"""Glossary: what every figure means, from the catalogue that all figures are computed by."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import attrs
from components.search_box import nothing_found, search_box
from components.slot import slot
from metrics.catalogue import CATALOGUE, business_areas
from metrics.metric import Direction, Metric
from pages.briefing.dictionary import glossary_sections
from pages.business_areas import BUSINESS_AREAS
from pages.formula import formula_said
from pages.page import Ask, Content, Page
from wording import format as fmt
from wording.words import mark

NAME = "glossary"
DIRECTIONS = {
    Direction.HIGHER_IS_BETTER: mark("cao hơn là tốt hơn"),
    Direction.LOWER_IS_BETTER: mark("thấp hơn là tốt hơn"),
    Direction.NEUTRAL: mark("không xếp tốt xấu"),
}


def content(ask: Ask) -> Content:
    areas = business_areas()
    return Content(
        sub=ask.words("{n} chỉ số, mỗi chỉ số một định nghĩa", n=len(CATALOGUE)),
        blocks={"metrics": [_area(ask, name, found) for name, found in areas.items()]},
    )


def frame(content: Content, ask: Ask) -> Component:
    return html.Div(
        [
            search_box(ask.words("Tìm chỉ số"), over="glossary", words=ask.words),
            slot(NAME, "metrics", content.blocks.get("metrics"), "glossary"),
            nothing_found(ask.words("Không có chỉ số nào có những chữ này")),
        ]
    )


def _area(ask: Ask, name: str, metrics: tuple[Metric, ...]) -> Component:
    title = html.H2(ask.words(BUSINESS_AREAS[name]), id=f"area-{name}")
    return html.Section([title, *(_entry(ask, each) for each in metrics)])


def _entry(ask: Ask, about: Metric) -> Component:
    words = ask.words
    named = f"{about.id} {about.label} {about.label_en} {words.description(about)} {about.basis}"
    return html.Article(
        [
            html.Div(
                [
                    html.H3(dcc.Link(words.label(about), href=ask.metric(about))),
                    html.A(about.id, href=f"#{about.id}", className="so quiet"),
                ],
                className="entry-name",
            ),
            html.Div(
                [
                    html.P(words.description(about), className="prose"),
                    html.P([html.B(words("Công thức")), " ", formula_said(about, words)]),
                ],
                className="entry-meaning",
            ),
            html.Dl([_fact(*fact) for fact in _facts(ask, about) if fact[1]], className="facts"),
        ],
        id=about.id,
        className="entry",
        **attrs({"data-find": named}),
    )


def _facts(ask: Ask, about: Metric) -> list[tuple[str, str]]:
    words, target = ask.words, about.target
    spec = ask.view.province.sources.get(about.source)
    source = (spec.label_en if words.lang == "en" else spec.label) if spec else about.source
    unit = f"{words(fmt.UNIT_WORDS[about.unit])}, {words(DIRECTIONS[about.direction])}"
    goal = fmt.goal(target.value, about.unit, words.lang) if target else ""
    return [
        (words("Đơn vị, chiều"), unit),
        (words("Mục tiêu"), f"{goal} ({target.basis})" if target else ""),
        (words("Căn cứ"), about.basis),
        (words("Nguồn"), source),
        (words("Phụ trách"), about.owner),
    ]


def _fact(name: str, value: str) -> html.Div:
    return html.Div([html.Dt(name), html.Dd(value)])


PAGE = Page(
    path="/glossary",
    name=NAME,
    label=mark("Từ điển chỉ số"),
    short=mark("Từ điển"),
    group=mark("Tra cứu"),
    order=5,
    blocks=("metrics",),
    content=content,
    frame=frame,
    brief=glossary_sections,
)
