"""The full leaderboard: rank, the ranks that chance allows, change, value on its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from components.interval import climbed, interval_axis, interval_bar
from components.ranking import Ranked, scale_of, value_text
from components.reconciled import beside_key, beside_mark
from components.row_link import to_rows
from components.rows import NO_LINKS
from components.scale import Scale
from components.spark import spark
from metrics.metric import Unit
from wording import format as fmt
from wording.words import Words


def leaderboard(
    rows: Sequence[Ranked],
    *,
    words: Words,
    unit_label: str,
    minimum_volume: int,
    here: str = "",
    behind: Mapping[str, str] = NO_LINKS,
) -> Component:
    """The full table. `unit_label` heads the names ('Sở, ngành'); `here` is the code of the unit
    that is marked; `behind`: where a unit's volume leads, to its rows."""
    scale = scale_of(rows)
    heads = [
        html.Th(words("Hạng"), className="n", scope="col"),
        html.Th(words("Khoảng"), className="wide", scope="col"),
        html.Th(words("±"), scope="col", **attrs({"aria-label": words("Thay đổi hạng")})),
        html.Th(unit_label, scope="col"),
        html.Th(_unit(rows, words), className="n", scope="col"),
        html.Th(
            interval_axis(scale, lambda mark: fmt.goal(mark, _unit_of(rows), words.lang)),
            className="wide",
            scope="col",
        ),
        html.Th(words("Số lượng"), className="n wide", scope="col"),
        html.Th(words("12 tháng"), className="wide", scope="col"),
    ]
    return html.Div(
        [
            html.Table(
                [
                    html.Thead(html.Tr(heads)),
                    html.Tbody([_row(row, scale, words, here, behind) for row in rows]),
                ],
                className="leaderboard",
            ),
            html.P(
                words(
                    "Khoảng: hạng có thể có khi tính sai số 95 %. "
                    "Đơn vị dưới {n} hồ sơ không xếp hạng",
                    n=minimum_volume,
                ),
                className="sub foot",
            ),
            beside_key([row.reading for row in rows], words),
        ]
    )


def _row(row: Ranked, scale: Scale, words: Words, here: str, behind: Mapping[str, str]) -> html.Tr:
    reading = row.reading
    code = reading.group.code if reading.group else ""
    volume = fmt.number(reading.denominator, 0, words.lang)
    value = value_text(row, words, reading.metric.decimals)
    return html.Tr(
        [
            html.Td(row.rank or "–", className="n strong rank"),
            html.Td(_span(row), className="quiet so wide"),
            html.Td(climbed(row.climbed) if row.rank else "", className="climbed"),
            html.Th(row.name, scope="row"),
            html.Td(
                [beside_mark(reading, words), to_rows(value, behind.get(code), words)],
                className="n strong",
            ),
            html.Td(interval_bar(scale, row.value, row.low, row.high), className="wide"),
            html.Td(
                to_rows(volume, behind.get(code), words),
                className="n quiet wide",
            ),
            html.Td(spark(reading.series), className="wide"),
        ],
        className="here" if code and code == here else None,
        **attrs({"data-code": code}),
    )


def _span(row: Ranked) -> str:
    if row.best is None:
        return ""
    return f"{row.best}–{row.worst}" if row.best != row.worst else f"{row.best}"


def _unit_of(rows: Sequence[Ranked]) -> Unit:
    return rows[0].reading.metric.unit if rows else Unit.RATIO


def _unit(rows: Sequence[Ranked], words: Words) -> str:
    return words(fmt.UNIT_WORDS[rows[0].reading.metric.unit]) if rows else "%"
