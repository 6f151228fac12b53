"""What figures mean, and what they come from, as a briefing tells of it."""

from __future__ import annotations

from components.source_tile import STATES
from exports.briefing import Column, Kind, Section, Table
from metrics.catalogue import CATALOGUE, business_areas
from pages.briefing import cells
from pages.business_areas import BUSINESS_AREAS
from pages.formula import formula_said
from pages.page import Ask
from wording import format as fmt
from wording.source_view import SourceView


def glossary_sections(ask: Ask) -> tuple[Section, ...]:
    return tuple(
        Section(title=ask.words(BUSINESS_AREAS[name]), pieces=(_terms(ask, name),))
        for name in business_areas()
    )


def _terms(ask: Ask, area: str) -> Table:
    words = ask.words
    return Table(
        title=words(BUSINESS_AREAS[area]),
        columns=(
            Column(title=words("Chỉ số"), width=2),
            Column(title=words("Định nghĩa"), width=4),
            Column(title=words("Công thức"), width=3),
            Column(title=words("Căn cứ"), width=3),
        ),
        rows=tuple(
            (
                cells.text(words.label(each)),
                cells.text(words.description(each)),
                cells.text(formula_said(each, words)),
                cells.text(each.basis),
            )
            for each in business_areas()[area]
        ),
        link=ask.link("/glossary"),
    )


def source_sections(ask: Ask) -> tuple[Section, ...]:
    words = ask.words
    table = Table(
        title=words("Nguồn dữ liệu"),
        columns=(
            Column(title=words("Nguồn"), width=2),
            Column(title=words("Số liệu đến"), width=2),
            Column(title=words("Trạng thái"), width=2),
            Column(title=words("Chỉ số"), kind=Kind.FIGURE),
        ),
        rows=tuple(
            (
                cells.text(view.label),
                cells.text(fmt.moment(view.as_of) if view.as_of is not None else fmt.NO_VALUE),
                cells.text(words(STATES[view.age][1])),
                cells.counted(ask, _resting_on(name)),
            )
            for name, view in _views(ask)
        ),
        link=ask.link("/sources"),
    )
    return (Section(title=words("Nguồn dữ liệu"), pieces=(table,)),)


def _views(ask: Ask) -> list[tuple[str, SourceView]]:
    return [(name, ask.source_named(name)) for name in ask.sources]


def _resting_on(source: str) -> int:
    return sum(metric.source == source for metric in CATALOGUE.values())
