"""Rows for a grid that scrolls, a block at a time: each goes on after the last row of the one
before, wherever that is by now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import MATCH, Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.current import require
from access.roles import Right
from components import ids
from components.row_cells import cell
from components.row_columns import COLUMNS
from components.row_grid import LINK
from data_access.errors import TamNhinError
from data_access.records import Key, Order, Record
from data_access.selection import Selection
from metrics.catalogue import metric
from metrics.desk import Desk, View
from metrics.row_list import RowList
from pages.page import SHARED, address
from pages.row_search import narrowed
from pages.rows import part_of
from wording import format as fmt
from wording.words import Words, words_in

WALK = 5_000  # rows read to find a place whose key was lost


def register(app: Dash, desk: Desk) -> None:
    @app.callback(
        Output(ids.row_state(MATCH), "data"),
        Output(ids.row_note(MATCH), "children"),
        Output(ids.row_grid(MATCH), "getRowsResponse"),
        Input(ids.row_grid(MATCH), "getRowsRequest"),
        State(ids.row_state(MATCH), "data"),
        prevent_initial_call=True,
    )
    def fill(request: dict[str, Any] | None, state: dict[str, Any]) -> Any:
        if request is None:
            raise PreventUpdate
        try:
            require(Right.ROWS)
            return desk.answer(lambda view: _answer(view, request, state))
        except TamNhinError as error:
            said = error.en if state["lang"] == "en" else error.vi
            return no_update, said, {"rowData": [], "rowCount": request["startRow"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A block of a list: how it is ordered and searched, and the keys of places that are known."""

    found: RowList
    order: Order
    narrow: Mapping[str, Any]
    cursors: dict[str, Any]

    def block(self, start: int, limit: int) -> list[Record]:
        return self.found.page(
            self.order, after=self._key(start), start=start, limit=limit, narrow=self.narrow
        )

    def _key(self, start: int) -> Key | None:
        """Of the last row before; walked to from the nearest one that is known."""
        known = max((int(at) for at in self.cursors if int(at) <= start), default=0)
        key = tuple(self.cursors[str(known)]) if known else None
        if known < start:
            limit = min(start - known, WALK)
            between = self.found.page(
                self.order, after=key, start=known, limit=limit, narrow=self.narrow
            )
            key = between[-1].key if between else key
        return key


def _answer(view: View, request: dict[str, Any], state: dict[str, Any]) -> Any:
    query, words = state["query"], words_in(state["lang"])
    about = metric(state["metric"])
    selection = Selection.from_query(query, today=view.anchor)
    found = view.row_list(about, part_of(about, query.get("part")), selection)
    asked = _asked(found, request, state, words)
    start = int(request["startRow"])
    limit = int(request["endRow"]) - start
    records = asked.block(start, limit)
    if records:
        asked.cursors[str(start + len(records))] = list(records[-1].key)
    versions = _versions(state["versions"], view.snap.version, start)
    told = {**state, "asked": _told(request), "cursors": asked.cursors, "versions": versions}
    answer: dict[str, Any] = {"rowData": [_row(found, each, query, words) for each in records]}
    if len(records) < limit or (not asked.narrow and start + len(records) == found.rows):
        answer["rowCount"] = start + len(records)
    return told, _note(versions, words), answer


def _asked(found: RowList, request: dict[str, Any], state: dict[str, Any], words: Words) -> _Asked:
    cursors = dict(state["cursors"]) if state["asked"] == _told(request) else {}
    order, narrow = Order(), {}
    sorts = request.get("sortModel") or []
    if sorts:
        name, descending = sorts[0]["colId"], sorts[0]["sort"] == "desc"
        by = "" if name == found.lead or not found.free else name
        order = Order(column=by, descending=descending)
    if found.free:
        filters = request.get("filterModel") or {}
        names = (found.names.agencies, found.names.communes)
        narrow = narrowed(filters, COLUMNS[found.table], *names, words)
    return _Asked(found=found, order=order, narrow=narrow, cursors=cursors)


def _told(request: dict[str, Any]) -> str:
    return json.dumps([request.get("sortModel"), request.get("filterModel")], sort_keys=True)


def _versions(seen: list[list[int]], version: int, start: int) -> list[list[int]]:
    """From which row on rows are of which data version; those below a new look are gone."""
    kept = [each for each in seen if each[1] < start] or []
    return kept if kept and kept[-1][0] == version else [*kept, [version, start]]


def _note(versions: list[list[int]], words: Words) -> str:
    if len(versions) < 2:
        return ""
    parts = [
        words("từ dòng {n} theo phiên bản dữ liệu {version}", n=start + 1, version=version)
        for version, start in versions
    ]
    said = ", ".join(parts)
    return words(
        "Dữ liệu đã đổi trong lúc đọc: {parts}; mở lại trang để xem một phiên bản", parts=said
    )


def _row(found: RowList, record: Record, query: Mapping[str, str], words: Words) -> dict[str, Any]:
    columns = COLUMNS[found.table]
    row = {each.name: cell(each, record.values, words, found.names) for each in columns}
    if found.found.parted:
        row["share"] = fmt.percent(record.share, 1, words.lang)
    if found.table == "dossiers":
        shared = {name: value for name, value in query.items() if name in SHARED}
        row[LINK] = address(f"/dossier/{record.values['code']}", shared)
    return row
