"""Dossier: one, from receipt to result. Opened without a code: a field to enter one."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from access.current import may
from access.roles import Right
from components.empty_state import empty_state
from components.glyph import glyph
from components.panel import panel
from components.row_columns import CHANNELS
from components.slot import slot
from components.timeline import timeline
from data_access.archived import archived
from data_access.dossier import Dossier
from data_access.selection import Period
from metrics.catalogue import metric
from pages.dossier_course import state, steps, verdict
from pages.page import Ask, Content, Page
from wording import format as fmt
from wording.archived import archived_said
from wording.words import mark

NAME = "dossier"
EXAMPLE = "H15.50.05.13-261008-0975"
FLAGS = {
    "end_to_end": mark("Toàn trình"),
    "has_fee": mark("Có nghĩa vụ tài chính"),
    "paid_online": mark("Thanh toán trực tuyến"),
    "digitised": mark("Số hóa hồ sơ, kết quả"),
    "e_result": mark("Kết quả điện tử"),
}

PARTS = ("course", "facts", "applicant")


def content(ask: Ask) -> Content:
    blocks = dict.fromkeys(PAGE.blocks)
    if not ask.item:
        return Content(blocks=blocks | {"search": _search(ask)})
    found = ask.view.dossier(ask.item)
    if found is None:
        return Content(blocks=blocks | {"search": _search(ask, missing=True)})
    return Content(
        sub=found.procedure or found.row["field"],
        blocks=blocks
        | {
            "course": _course(ask, found),
            "facts": _facts(ask, found),
            "applicant": _applicant(ask),
        },
    )


def frame(content: Content, ask: Ask) -> Component:
    del ask
    parts = [slot(NAME, name, content.blocks.get(name)) for name in PARTS]
    return html.Div(
        [
            slot(NAME, "search", content.blocks.get("search")),
            html.Div(parts, className="dossier-parts"),
        ]
    )


def _missing(ask: Ask) -> Component:
    """Nobody says that there is none while it may stand in the archive."""
    ever = Period(start=Period.year(1900).start, end=Period.year(9999).end)
    found = archived(ask.view.snap, "dossiers", ever)
    return empty_state(
        ask.words("Không có hồ sơ {code}", code=ask.item),
        detail=archived_said(found, ask.words) if found else "",
    )


def _search(ask: Ask, *, missing: bool = False) -> Component:
    words = ask.words
    return html.Div(
        [
            _missing(ask) if missing else None,
            html.Label(
                [
                    words("Mã hồ sơ, rồi Enter"),
                    dcc.Input(type="text", className="dossier-code", placeholder=EXAMPLE),
                ],
                className="dossier-search",
            ),
        ]
    )


def _course(ask: Ask, found: Dossier) -> Component:
    said, shape = verdict(found, ask.words)
    return panel(
        state(found, ask.words),
        timeline(steps(found, ask.words, ask.view.snap.today)),
        words=ask.words,
        source=ask.source(metric("received")),
        sub="",
        aside=html.P([glyph(shape), html.Span(said)], className="status"),
    )


def _facts(ask: Ask, found: Dossier) -> Component:
    words, row, agencies = ask.words, found.row, ask.view.snap.places.agencies
    agency = agencies.get(row["agency_code"])
    receiving = agencies.get(row["receiving_agency_code"] or "")
    days = row["duration_days"]
    facts = [
        (words("Thủ tục"), " ".join(filter(None, (row["procedure_code"], found.procedure)))),
        (words("Lĩnh vực"), row["field"]),
        (words("Cơ quan giải quyết"), agency.name if agency else row["agency_code"]),
        (words("Nơi tiếp nhận"), receiving.name if receiving else ""),
        (words("Kênh"), words(CHANNELS[row["channel"]])),
        (words("Ngày làm việc đã dùng"), "" if days is None else fmt.number(days, 0, words.lang)),
        (words("Ngày làm việc tạm dừng"), fmt.number(row["paused_days"], 0, words.lang)),
        *((words(name), _yes(ask, row[flag])) for flag, name in FLAGS.items()),
    ]
    return panel(
        words("Thông tin hồ sơ"),
        html.Dl(
            [html.Div([html.Dt(name), html.Dd(said)]) for name, said in facts if said],
            className="facts",
        ),
        words=words,
        source=None,
    )


def _applicant(ask: Ask) -> Component | None:
    """Nothing where no source was asked for applicants."""
    words, whole = ask.words, may(Right.PERSONAL)
    found = ask.view.applicant(ask.item, masked=not whole)
    if found is None:
        return None
    facts = [
        (words("Họ tên"), found.name),
        (words("Địa chỉ"), found.address),
        (words("Điện thoại"), found.phone),
    ]
    return panel(
        words("Người nộp"),
        html.Dl(
            [html.Div([html.Dt(name), html.Dd(said)]) for name, said in facts if said],
            className="facts",
        ),
        words=words,
        source=None,
        sub="" if whole else words("Đã che: chỉ cán bộ trong phạm vi xem được đủ"),
    )


def _yes(ask: Ask, value: bool | None) -> str:
    return "" if value is None else ask.words(mark("Có") if value else mark("Không"))


def title(ask: Ask) -> str:
    return ask.item or ask.words(PAGE.label)


PAGE = Page(
    path="/dossier",
    name=NAME,
    label=mark("Hồ sơ theo mã"),
    short=mark("Hồ sơ"),
    group=mark("Tra cứu"),
    order=8,
    blocks=("search", *PARTS),
    content=content,
    frame=frame,
    needs=Right.ROWS,
    items=True,
    listed=False,
    title=title,
)
