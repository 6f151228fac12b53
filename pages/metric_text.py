"""A metric in words: what it means, how it is worked out, what it rests on."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from components.figure import reading_tile
from components.panel import panel
from data_access.selection import By, Selection
from metrics.compute import understands
from metrics.metric import Median, Metric, Ratio
from metrics.reading import Reading
from metrics.rows import Part, count_of, parts_of
from pages.formula import denominator_said, formula_said, numerator_said
from pages.glossary import DIRECTIONS
from pages.page import Ask
from pages.row_links import counted
from wording import format as fmt
from wording.words import mark

BREAKDOWNS = {
    By.AGENCY: mark("cơ quan"),
    By.DISTRICT: mark("huyện"),
    By.AREA: mark("xã"),
    By.LEVEL: mark("cấp"),
    By.FIELD: mark("lĩnh vực"),
    By.CHANNEL: mark("kênh"),
}


def figure_block(ask: Ask, about: Metric, reading: Reading) -> Component:
    """The figure, and under it what it is made of."""
    return html.Div(
        [
            reading_tile(reading, words=ask.words, source=ask.source(about)),
            html.P(ask.words.description(about), className="meaning"),
            html.Dl([_fact(*fact) for fact in _counted(ask, about, reading)], className="facts"),
            _rows(ask, about),
        ],
        className="metric-figure",
    )


def _rows(ask: Ask, about: Metric) -> Component | None:
    href = ask.rows(about)
    said = ask.words("Xem từng dòng của con số này")
    return html.P(dcc.Link(said, href=href), className="rows-link") if href else None


def _counted(ask: Ask, about: Metric, reading: Reading) -> list[tuple[str, Component | str]]:
    words = ask.words
    facts: list[tuple[str, Component | str]] = []
    if isinstance(about.formula, Median):
        said = counted(ask, about, Part.COUNTED, _count(reading.denominator, ask))
        facts.append((denominator_said(about, words), said))
    elif isinstance(about.formula, Ratio) or reading.denominator is not None:
        above, below = _count(reading.numerator, ask), _count(reading.denominator, ask)
        facts.append((numerator_said(about, words), counted(ask, about, Part.NUMERATOR, above)))
        facts.append((denominator_said(about, words), counted(ask, about, Part.DENOMINATOR, below)))
    if Part.REST in parts_of(about) and reading.value is not None:
        rest = _count(count_of(reading, Part.REST), ask)
        facts.append((words("Phần còn lại"), counted(ask, about, Part.REST, rest)))
    if reading.completeness is not None:
        share = fmt.percent(reading.completeness, 1, words.lang)
        facts.append((words("Đơn vị đã báo cáo"), share))
    return facts


def _count(value: float | None, ask: Ask) -> str:
    return fmt.number(value, 0, ask.words.lang)


def _fact(name: str, value: Component | str) -> html.Div:
    return html.Div([html.Dt(name), html.Dd(value)])


def meaning_block(ask: Ask, about: Metric) -> Component:
    words, target = ask.words, about.target
    source = ask.view.province.sources.get(about.source)
    name = (source.label_en if words.lang == "en" else source.label) if source else about.source
    unit = f"{words(fmt.UNIT_WORDS[about.unit])}, {words(DIRECTIONS[about.direction])}"
    facts = [
        (words("Công thức"), formula_said(about, words)),
        (words("Đơn vị, chiều"), unit),
        (words("Căn cứ"), about.basis),
        (words("Mục tiêu mặc định"), _target(ask, about) if target else ""),
        (words("Nguồn"), name),
        (words("Phụ trách"), about.owner),
        (words("Không tách được theo"), _not_by(ask, about)),
        (words("Mã"), about.id),
    ]
    return panel(
        words("Cách tính và căn cứ"),
        [
            html.P(about.why, className="meaning soft") if words.lang == "vi" else None,
            html.Dl([_fact(*fact) for fact in facts if fact[1]], className="facts"),
        ],
        words=words,
        source=None,
        kind="meaning-panel",
    )


def _target(ask: Ask, about: Metric) -> str:
    assert about.target
    value = fmt.goal(about.target.value, about.unit, ask.words.lang)
    return f"{value} ({about.target.basis})"


def _not_by(ask: Ask, about: Metric) -> str:
    """What its source does not tell, so that no empty chart stands for it."""
    names = [ask.words(name) for by, name in BREAKDOWNS.items() if not _knows(ask, about, by)]
    if not names:
        return ""
    return ask.words("{list}: nguồn không ghi", list=", ".join(names))


def _knows(ask: Ask, about: Metric, by: By) -> bool:
    return understands(about, Selection(period=ask.selection.period), by)
