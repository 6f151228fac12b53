"""Totals by a scoring scheme: place, the places that chance allows, score on its interval, points
by group. What was granted by default is hatched: it is no achievement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import attrs
from components.interval import climbed, interval_axis, interval_bar
from components.scale import Scale
from components.spark import spark
from metrics.reading import Point
from wording import format as fmt
from wording.words import Words

COLUMNS = 10
RAMP = 5  # colours of groups; more groups take them again


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A group's points, in percent of the scheme's total; `default` of them by default."""

    label: str
    share: float
    default: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """`weights`: the places that other weights would give. `place`: as it is shown, '' where there
    is none, and then `why` says why. `head`: the words above it, where a group of units within
    noise of one another begins."""

    code: str
    name: str
    href: str
    place: str
    span: str
    climbed: int | None
    score: float | None
    low: float | None
    high: float | None
    band: str
    weights: str
    parts: Sequence[Part]
    series: Sequence[Point]
    why: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Rows that are not shown: what is said of them, and where they are."""

    said: str
    href: str


def index_table(
    rows: Sequence[IndexRow | Fold],
    *,
    heads: Sequence[tuple[str, float]],
    scale: Scale,
    unit_label: str,
    months: str,
    words: Words,
    here: str = "",
) -> Component:
    """`heads`: of the groups, their names and their shares of the total in percent."""
    head = html.Tr(
        [
            html.Th(words("Hạng"), className="n", scope="col"),
            html.Th(words("Khoảng"), className="wide", scope="col"),
            html.Th(words("±"), scope="col", **attrs({"aria-label": words("Thay đổi hạng")})),
            html.Th(unit_label, scope="col"),
            html.Th(words("Điểm"), className="n", scope="col"),
            html.Th(words("Xếp loại"), className="wide", scope="col"),
            html.Th(
                words("±20 %"),
                className="wide weights",
                scope="col",
                title=words("Hạng khi đổi trọng số ±20 %"),
            ),
            html.Th(
                interval_axis(scale, lambda mark: fmt.number(mark, 0, words.lang)),
                className="wide",
                scope="col",
            ),
            html.Th(_group_heads(heads), className="parts", scope="col"),
            html.Th(months, className="wide", scope="col"),
        ]
    )
    body = [line for row in rows for line in _lines(row, scale, words, here)]
    return html.Table([html.Thead(head), html.Tbody(body)], className="leaderboard index-table")


def _lines(row: IndexRow | Fold, scale: Scale, words: Words, here: str) -> list[html.Tr]:
    if isinstance(row, Fold):
        link = dcc.Link(row.said, href=row.href)
        return [html.Tr(html.Td(link, colSpan=COLUMNS), className="fold")]
    head = html.Tr(html.Td(row.head, colSpan=COLUMNS), className="group-head") if row.head else None
    return [line for line in (head, _row(row, scale, words, here)) if line is not None]


def _row(row: IndexRow, scale: Scale, words: Words, here: str) -> html.Tr:
    said = fmt.number(row.score, 1, words.lang) if row.score is not None else fmt.NO_VALUE
    return html.Tr(
        [
            html.Td(row.place or fmt.NO_VALUE, className="n strong rank"),
            html.Td(row.span, className="quiet so wide"),
            html.Td(climbed(row.climbed) if row.place else "", className="climbed"),
            html.Th([dcc.Link(row.name, href=row.href), _why(row)], scope="row"),
            html.Td(said, className="n strong"),
            html.Td(row.band, className="quiet wide band"),
            html.Td(row.weights, className="quiet so wide weights"),
            html.Td(_interval(row, scale), className="wide"),
            html.Td(parts_bar(row.parts), className="parts"),
            html.Td(spark(row.series), className="wide"),
        ],
        className="here" if row.code == here else None,
        **attrs({"data-code": row.code}),
    )


def _why(row: IndexRow) -> html.Span | None:
    return html.Span(row.why, className="sub why-not") if row.why else None


def parts_bar(parts: Sequence[Part]) -> html.Div:
    """One after the other in the order of the scheme; what is missing to the total is outlined."""
    bars = [
        html.I(
            html.B(style={"--w": round(100 * each.default / each.share, 2)})
            if each.default
            else None,
            className=f"part part-{at % RAMP + 1}",
            style={"--w": round(each.share, 3)},
        )
        for at, each in enumerate(parts)
        if each.share > 0
    ]
    said = ", ".join(f"{each.label} {each.share:.1f}" for each in parts)
    return html.Div(bars, className="parts-bar", role="img", **attrs({"aria-label": said}))


def _group_heads(heads: Sequence[tuple[str, float]]) -> html.Div:
    return html.Div(
        [
            html.Span(
                [html.I(className=f"part-{at % RAMP + 1}"), label], style={"--w": round(share, 2)}
            )
            for at, (label, share) in enumerate(heads)
        ],
        className="parts-heads",
    )


def _interval(row: IndexRow, scale: Scale) -> html.Div | None:
    if row.score is None or row.low is None or row.high is None:
        return None
    return interval_bar(scale, row.score, row.low, row.high)
