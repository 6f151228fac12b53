"""Glossary: what every figure means, from the catalogue that all figures are computed by."""

from __future__ import annotations

from itertools import groupby

from dash import html
from dash.development.base_component import Component

from components import format as fmt
from components.slot import slot
from components.table import Column, Row, table
from components.words import Words, mark
from metrics.catalogue import CATALOGUE
from metrics.metric import Direction, Metric
from pages.page import Ask, Content, Page

NAME = "glossary"
DIRECTIONS = {
    Direction.HIGHER_IS_BETTER: mark("cao hơn là tốt hơn"),
    Direction.LOWER_IS_BETTER: mark("thấp hơn là tốt hơn"),
    Direction.NEUTRAL: mark("không xếp tốt xấu"),
}


def content(ask: Ask) -> Content:
    return Content(
        sub=ask.words("{n} chỉ số, mỗi chỉ số một định nghĩa", n=len(CATALOGUE)),
        blocks={"metrics": [_system(ask, *group) for group in _by_source()]},
    )


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return html.Div([slot(NAME, "metrics", content.blocks.get("metrics"), "glossary")])


def _by_source() -> list[tuple[str, list[Metric]]]:
    ordered = sorted(CATALOGUE.values(), key=lambda metric: metric.source)
    return [(name, list(found)) for name, found in groupby(ordered, key=lambda m: m.source)]


def _system(ask: Ask, source: str, metrics: list[Metric]) -> Component:
    words = ask.words
    spec = ask.view.province.sources.get(source)
    name = (spec.label_en if words.lang == "en" else spec.label) if spec else source
    columns = [
        Column(title=words("Chỉ số")),
        Column(title=words("Định nghĩa")),
        Column(title=words("Đơn vị, chiều"), kind="quiet", wide=True),
        Column(title=words("Mục tiêu"), kind="number", wide=True),
        Column(title=words("Căn cứ"), kind="quiet", wide=True),
        Column(title=words("Mã"), kind="code", wide=True),
    ]
    return html.Section(
        [
            html.H2(words("Nguồn {source}", source=name)),
            table(columns, [_row(metric, words) for metric in metrics], caption=name),
        ]
    )


def _row(metric: Metric, words: Words) -> Row:
    target = metric.target
    return Row(
        cells=[
            words.label(metric),
            html.Span(words.description(metric), className="prose"),
            f"{words(fmt.UNIT_WORDS[metric.unit])}, {words(DIRECTIONS[metric.direction])}",
            fmt.goal(target.value, metric.unit, words.lang) if target else "",
            html.Span(metric.basis, className="prose"),
            metric.id,
        ],
        code=metric.id,
    )


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
)
