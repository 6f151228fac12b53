"""Rows: exactly what a figure counts. Without a name in the address, all figures that do."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from dash import dcc, html, no_update
from dash.development.base_component import Component

from access.roles import Right
from components.empty_state import empty_state
from components.row_columns import COLUMNS, RowColumn
from components.row_grid import row_grid
from components.segment import Segment, segments
from components.slot import slot
from components.table import Column, Row, table
from data_access.errors import UnknownFilter
from metrics.catalogue import CATALOGUE, metric
from metrics.metric import Metric, Unit
from metrics.row_list import RowList
from metrics.rows import Part, count_of, counts_rows, parts_of
from pages.formula import denominator_said, numerator_said
from pages.page import SHARED, Ask, Content, Page, address
from wording import format as fmt
from wording.archived import archived_said
from wording.readings import REASONS_LONG
from wording.words import mark

NAME = "rows"
BLOCKS = ("index", "parts", "about", "list")
SHARE = RowColumn(name="share", title=mark("Phần tính"), kind="share", wide=6)


def content(ask: Ask) -> Content:
    blocks: dict[str, Any] = dict.fromkeys(BLOCKS)
    if not ask.item:
        return Content(sub=ask.filters_said(), blocks=blocks | {"index": _index(ask)})
    about = metric(ask.item)
    if not counts_rows(about):
        return Content(sub=ask.filters_said(), blocks=blocks | {"list": _reported(ask, about)})
    found = ask.view.row_list(about, part_of(about, ask.query.get("part")), ask.selection)
    if found.totals_only:
        return Content(sub=ask.filters_said(), blocks=blocks | {"list": _reported(ask, about)})
    blocks |= {"parts": _parts(ask, found), "about": _about(ask, found), "list": _list(ask, found)}
    return Content(sub=ask.said(), blocks=blocks)


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return html.Div([slot(NAME, name, content.blocks.get(name)) for name in BLOCKS])


def part_of(about: Metric, name: str | None) -> Part:
    """Raises UnknownFilter for a part that the figure does not have."""
    parts = parts_of(about)
    if not name:
        return parts[0]
    if name not in parts:
        raise UnknownFilter("part", name, [str(part) for part in parts])
    return Part(name)


def part_said(ask: Ask, about: Metric, part: Part) -> str:
    if part is Part.REST:
        return ask.words("Phần còn lại")
    if part is Part.DENOMINATOR:
        return denominator_said(about, ask.words)
    return numerator_said(about, ask.words) if part is Part.NUMERATOR else ask.words.label(about)


def _parts(ask: Ask, found: RowList) -> Component | None:
    """Of a ratio: what it counts, of what, and what is left."""
    about, parts = found.metric, parts_of(found.metric)
    if len(parts) < 2:
        return None
    items = [
        Segment(
            label=f"{part_said(ask, about, part)} {_number(ask, count_of(found.reading, part))}",
            href=ask.rows(about, part=str(part)) or "",
            here=part is found.part,
        )
        for part in parts
    ]
    return segments(items, label=ask.words("Phần của tỷ lệ"))


def _about(ask: Ask, found: RowList) -> Component | None:
    if found.reason is not None:
        return None
    query = {name: value for name, value in ask.query.items() if name in (*SHARED, "part")}
    csv = address(f"/api/v1/rows/{found.metric.id}.csv", {**query, **ask.selection.to_query()})
    links = [
        html.A(ask.words("Tải danh sách (CSV)"), href=csv, download=""),
        dcc.Link(ask.words("Về chỉ số này"), href=ask.metric(found.metric)),
    ]
    return html.Div(
        [
            html.P([html.B(_number(ask, found.count)), " ", _unit(ask, found)], className="count"),
            _archived(ask, found),
            html.P("; ".join(_said(ask, found)), className="sub"),
            html.P(links, className="acts"),
        ],
        className="rows-about",
    )


def _archived(ask: Ask, found: RowList) -> Component | None:
    if found.archived is None:
        return None
    said = archived_said(found.archived, ask.words)
    return html.P([html.B(ask.words("Trong kho lưu trữ")), f": {said}"], className="archived")


def _unit(ask: Ask, found: RowList) -> str:
    unit = found.metric.unit
    counted = Unit.DOSSIERS if found.table == "dossiers" else unit
    return ask.words(ROWS_OF.get(found.table, fmt.UNIT_WORDS[counted]))


ROWS_OF = {
    "dossiers": mark("hồ sơ"),
    "documents": mark("văn bản"),
    "petitions": mark("phản ánh"),
    "tasks": mark("nhiệm vụ"),
    "incidents": mark("sự cố"),
    "networks": mark("cơ quan"),
    "portals": mark("cổng, trang"),
    "procedures": mark("thủ tục"),
}


def _said(ask: Ask, found: RowList) -> list[str]:
    said = []
    if found.found.parted:
        said.append(
            ask.words(
                "Có đơn vị chia theo bảng chuyển đổi: mỗi dòng tính theo cột Phần tính, cộng lại"
                " bằng con số trên"
            )
        )
    elif not found.found.ones:
        said.append(ask.words("Con số cộng số lượng của từng dòng"))
    if found.free:
        said.append(ask.words("Xếp và lọc được theo mọi cột"))
    else:
        said.append(
            ask.words(
                "Danh sách dài, chỉ xếp theo ngày; thu hẹp kỳ, đơn vị hoặc lĩnh vực để xếp và lọc"
                " theo cột"
            )
        )
    return said


def _list(ask: Ask, found: RowList) -> Any:
    """Left as it stands when data move on: a reader keeps the place, and is told by the list."""
    if ask.refresh:
        return no_update
    words = ask.words
    if found.reason is not None:
        return empty_state(words("Không có danh sách"), detail=words(REASONS_LONG[found.reason]))
    if found.count == 0:
        return empty_state(words("Không có dòng nào"), shape="plain")
    if found.all_archived and found.archived is not None:
        said = archived_said(found.archived, words)
        return empty_state(words("Danh sách này ở trong kho lưu trữ"), detail=said)
    columns = [*COLUMNS[found.table], *([SHARE] if found.found.parted else [])]
    query = {**ask.query, **ask.selection.to_query(), "part": str(found.part)}
    state = {
        "metric": found.metric.id,
        "query": query,
        "lang": words.lang,
        "versions": [[ask.view.snap.version, 0]],
        "asked": "",
        "cursors": {},
    }
    told = f"{found.metric.id} {sorted(query.items())} {words.lang} {ask.view.snap.version}"
    return row_grid(
        columns,
        token=sha256(told.encode()).hexdigest()[:16],
        state=state,
        lead=found.lead,
        free=found.free,
        both_ways=found.found.both_ways,
        words=words,
        label=words.label(found.metric),
    )


def _reported(ask: Ask, about: Metric) -> Component:
    return empty_state(
        ask.words("Không có danh sách"),
        detail=ask.words("{metric} là tổng số do đơn vị báo cáo", metric=ask.words.label(about)),
    )


def _index(ask: Ask) -> Component:
    words, every = ask.words, [each for each in CATALOGUE.values() if counts_rows(each)]
    columns = [
        Column(title=words("Chỉ số")),
        Column(title=words("Giá trị"), kind="number"),
        Column(title=words("Định nghĩa"), wide=True),
    ]
    rows = [
        Row(
            cells=[
                dcc.Link(words.label(r.metric), href=ask.rows(r.metric) or ""),
                fmt.with_unit(r.value, r.metric.unit, fmt.decimals_of(r.metric), words),
                html.Span(words.description(r.metric), className="prose"),
            ]
        )
        for r in ask.view.readings(every, ask.selection)
    ]
    return html.Div(table(columns, rows, caption=words(PAGE.label)), className="metric-index")


def _number(ask: Ask, value: float | None) -> str:
    whole = value is None or value == int(value)
    return fmt.number(value, 0 if whole else 1, ask.words.lang)


def title(ask: Ask) -> str:
    found = CATALOGUE.get(ask.item)
    return ask.words.label(found) if found else ask.words(PAGE.label)


PAGE = Page(
    path="/rows",
    name=NAME,
    label=mark("Danh sách đằng sau con số"),
    short=mark("Danh sách"),
    group=mark("Tra cứu"),
    order=7,
    blocks=BLOCKS,
    content=content,
    frame=frame,
    needs=Right.ROWS,
    items=True,
    listed=False,
    title=title,
)
