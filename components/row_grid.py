"""The grid of a long list: rows are asked for as one scrolls, a block at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_ag_grid as dag
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import attrs
from components.row_columns import RowColumn
from wording.words import Words, mark

BLOCK = 100
LINK = "link"  # a field of a row: where its code leads
REM = 16
# What the grid says by itself.
_SAYS = {
    "loadingOoo": mark("Đang đọc số liệu"),
    "loadingError": mark("Không đọc được"),
    "noRowsToShow": mark("Không có dòng nào"),
    "filterOoo": mark("Lọc"),
    "contains": mark("có chữ"),
    "equals": mark("đúng ngày"),
    "inRange": mark("từ ngày đến ngày"),
    "inRangeStart": mark("Từ ngày"),
    "inRangeEnd": mark("Đến ngày"),
    "applyFilter": mark("Lọc"),
    "resetFilter": mark("Bỏ lọc"),
    "ariaLabelColumnFilter": mark("Lọc theo cột"),
    "ariaSortableColumn": mark("Enter để sắp xếp"),
    "ariaFilterMenuOpen": mark("Mở bộ lọc"),
}


def row_grid(
    columns: Sequence[RowColumn],
    *,
    token: str,
    state: Mapping[str, Any],
    lead: str,
    free: bool,
    both_ways: bool,
    words: Words,
    label: str,
) -> Component:
    """`token` tells one list from another, so that none goes on in another's grid; `state` is what
    a request for rows must say; `lead`: the column by which rows stand at first; `free`: whether
    rows may be sorted and searched by any other, `both_ways`: whether by that one from its
    beginning as well."""
    return html.Div(
        [
            dcc.Store(id=ids.row_state(token), data=dict(state)),
            html.P(id=ids.row_note(token), className="sub", role="status"),
            dag.AgGrid(
                id=ids.row_grid(token),
                rowModelType="infinite",
                columnDefs=[_definition(each, lead, free, both_ways, words) for each in columns],
                defaultColDef={"resizable": True, "suppressMovable": True},
                dashGridOptions={
                    "theme": {"function": "themeQuartz"},
                    "rowBuffer": 0,
                    "animateRows": False,
                    "suppressColumnMoveAnimation": True,
                    "cacheBlockSize": BLOCK,
                    "cacheOverflowSize": 1,
                    "maxConcurrentDatasourceRequests": 1,
                    "infiniteInitialRowCount": 1,
                    "maxBlocksInCache": 30,
                    "rowHeight": 34,
                    "headerHeight": 38,
                    "tabToNextCell": {"function": "leave(params)"},
                    "tabToNextHeader": {"function": "leave(params)"},
                    "enableCellTextSelection": True,
                    "localeText": {name: words(said) for name, said in _SAYS.items()},
                },
                className="rows-grid",
            ),
        ],
        className="rows-list",
        role="region",
        **attrs({"aria-label": label}),
    )


def _definition(
    column: RowColumn, lead: str, free: bool, both_ways: bool, words: Words
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "field": column.name,
        "headerName": words(column.title),
        "minWidth": round(column.wide * REM),
        "flex": column.wide,
        "sortable": free or (both_ways and column.name == lead),
        "sortingOrder": ["desc", "asc"],
        "headerClass": "of-numbers" if column.kind in ("number", "share") else "",
        "cellClass": "n" if column.kind in ("number", "share") else "so",
    }
    if column.name == lead:
        found["initialSort"] = "desc"
    if column.kind == "code":
        found["cellRenderer"] = "RowLink"
    if free:
        found |= _filter(column)
    return found


def _filter(column: RowColumn) -> dict[str, Any]:
    if column.kind in ("number", "share", "time", "date"):
        return {}
    params: dict[str, Any] = {"buttons": ["apply", "reset"], "closeOnApply": True}
    params["maxNumConditions"] = 1
    if column.kind == "day":
        params["filterOptions"] = ["equals", "inRange"]
        return {"filter": "agDateColumnFilter", "filterParams": params}
    params["filterOptions"] = ["contains"]
    return {"filter": "agTextColumnFilter", "filterParams": params}
