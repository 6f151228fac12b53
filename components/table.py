"""Plain tables: rules between rows, figures to the right, the first column heads its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs

Cell = str | int | Component | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`wide`: left out on a phone."""

    title: str
    kind: Literal["text", "quiet", "number", "code"] = "text"
    wide: bool = False

    @property
    def class_name(self) -> str:
        names = {"text": "", "quiet": "soft", "number": "n", "code": "so"}
        return f"{names[self.kind]} {'wide' if self.wide else ''}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`code` is carried as `data-code`; `here` marks the row that is chosen."""

    cells: Sequence[Cell]
    code: str = ""
    here: bool = False


def table(
    columns: Sequence[Column], rows: Sequence[Row], *, caption: str, foot: str = ""
) -> html.Div:
    """`caption` is read out, not shown: the panel's title stands above. `foot`: '1–11 / 508'."""
    heads = [html.Th(c.title, className=c.class_name, scope="col") for c in columns]
    return html.Div(
        [
            html.Table(
                [
                    html.Caption(caption, className="visually-hidden"),
                    html.Thead(html.Tr(heads)),
                    html.Tbody([_row(row, columns) for row in rows]),
                ]
            ),
            html.P(foot, className="sub foot") if foot else None,
        ],
        className="table-scroll",
        tabIndex=0,
        role="region",
        **attrs({"aria-label": caption}),
    )


def _row(row: Row, columns: Sequence[Column]) -> html.Tr:
    first, *others = zip(row.cells, columns, strict=True)
    return html.Tr(
        [
            html.Th(first[0], scope="row", className=first[1].class_name),
            *(html.Td(cell, className=column.class_name) for cell, column in others),
        ],
        className="here" if row.here else None,
        **attrs({"data-code": row.code}),
    )
