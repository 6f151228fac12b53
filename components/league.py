"""The two ends of a ranking: the first and the last five."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dash import html

from components.dot import dot
from components.empty_state import empty_state
from components.glyph import glyph
from components.ranking import Ranked, scale_of, value_text
from components.reconciled import beside_key, beside_mark
from components.row_link import to_rows
from components.scale import Scale
from wording.shapes import Shape
from wording.words import Words

NO_LINKS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """No unit stands in both, and both stand on one scale."""

    first: Sequence[Ranked]
    last: Sequence[Ranked]

    @property
    def scale(self) -> Scale:
        return scale_of([*self.first, *self.last])


def ends(rows: Sequence[Ranked], each: int) -> Ends:
    ranked = [row for row in rows if row.rank]
    first = ranked[:each]
    return Ends(first=first, last=ranked[len(first) :][-each:])


def league(rows: Sequence[Ranked], *, words: Words, each: int = 5) -> html.Div:
    """The wall's two lists of short names: first five, and the last five with the last on top."""
    found = ends(rows, each)
    if not found.first:
        return unranked(words)
    return html.Div(
        [
            _list(words("Dẫn đầu"), "met", found.first, words),
            _list(words("Cần đôn đốc"), "watch", found.last[::-1], words),
        ],
        className="league",
    )


def unranked(words: Words) -> html.Div:
    return empty_state(
        words("Chưa xếp hạng được"),
        detail=words("Chưa cơ quan nào có đủ số liệu trong phạm vi đang chọn"),
    )


def _list(title: str, shape: Shape, rows: Sequence[Ranked], words: Words) -> html.Div:
    return html.Div(
        [
            html.H3([glyph(shape), title]),
            html.Ol(
                [
                    html.Li(
                        [html.Span(row.short), html.Span(value_text(row, words, 1), className="n")]
                    )
                    for row in rows
                ]
            ),
        ]
    )


def top_and_bottom(
    rows: Sequence[Ranked], *, words: Words, behind: Mapping[str, str], each: int = 5
) -> html.Div:
    """The overview's panel body: both ends of the ranking, with dots on a common scale. `behind`:
    by the code of its group, the list of what a unit is ranked by."""
    found = ends(rows, each)
    if not found.first:
        return unranked(words)
    return html.Div(
        [
            html.P([glyph("met"), words("Dẫn đầu")], className="split"),
            ranked_dots(found.first, found.scale, words, behind),
            html.P([glyph("watch"), words("Cần đôn đốc")], className="split"),
            ranked_dots(found.last, found.scale, words, behind),
            beside_key([row.reading for row in (*found.first, *found.last)], words),
        ],
        className="ends",
    )


def ranked_dots(
    rows: Sequence[Ranked],
    scale: Scale,
    words: Words,
    behind: Mapping[str, str] = NO_LINKS,
) -> html.Table:
    """Rank, unit, its dot on the scale, value."""
    return html.Table(
        html.Tbody(
            [
                html.Tr(
                    [
                        html.Td(row.rank, className="n quiet rank"),
                        html.Th(row.short, scope="row", title=row.name),
                        html.Td(dot(row.value, scale), className="dot-cell"),
                        html.Td(
                            [
                                beside_mark(row.reading, words),
                                to_rows(value_text(row, words, 1), behind.get(row.code), words),
                            ],
                            className="n",
                        ),
                    ]
                )
                for row in rows
            ]
        )
    )
