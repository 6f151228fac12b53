"""The audit: who did what, and whether the chain is whole."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from access.audit import Line, broken_at, newest
from access.current_doors import doors
from access.errors import NotAllowed
from access.roles import Right
from components.form import form_said
from components.slot import slot
from components.table import Column, Row, table
from pages.doors.shown import section, when
from pages.page import Ask, Content, Page
from wording.words import mark

NAME = "admin_audit"
SHOWN = 100
WHAT_WORDS = {
    "signed in": mark("đăng nhập"),
    "sign-in refused": mark("bị từ chối đăng nhập"),
    "session ended": mark("kết thúc phiên"),
    "link made": mark("tạo liên kết đăng nhập"),
    "account made": mark("tạo tài khoản"),
    "account changed": mark("đổi tài khoản"),
    "password set": mark("đặt mật khẩu"),
    "display paired": mark("ghép màn hình"),
    "display given": mark("đổi danh sách chiếu của màn hình"),
    "display revoked": mark("thu hồi màn hình"),
    "playlist kept": mark("lưu danh sách chiếu"),
    "playlist dropped": mark("bỏ danh sách chiếu"),
    "briefing kept": mark("lưu báo cáo"),
    "briefing dropped": mark("bỏ báo cáo"),
    "briefing made": mark("chốt báo cáo"),
    "briefing sent": mark("gửi báo cáo"),
    "key made": mark("tạo khóa"),
    "key revoked": mark("thu hồi khóa"),
    "loaded": mark("nạp dữ liệu"),
    "rows mirrored": mark("sao dòng sang kho phân tích"),
    "rows archived": mark("chuyển dòng vào kho lưu trữ"),
    "archive restored": mark("khôi phục từ kho lưu trữ"),
    "exported": mark("xuất tệp"),
    "target changed": mark("đổi chỉ tiêu"),
    "alert acknowledged": mark("xác nhận cảnh báo"),
    "alert assigned": mark("giao việc theo cảnh báo"),
    "alert shelved": mark("gác lại cảnh báo"),
    "alert unshelved": mark("thôi gác lại cảnh báo"),
    "frozen": mark("chốt số liệu"),
    "personal data removed": mark("xóa thông tin cá nhân quá hạn"),
}


def content(ask: Ask) -> Content:
    if not ask.view.scope.whole:  # it tells of everybody
        raise NotAllowed
    words = ask.words
    before = ask.query.get("before", "")
    lines = newest(doors(), SHOWN, before=int(before) if before.isdecimal() else None)
    return Content(
        blocks={"audit": [_chain(ask), _list(ask, lines), _more(ask, lines)]},
        sub=words("Chỉ ghi thêm, không sửa được"),
    )


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return slot(NAME, "audit", content.blocks.get("audit"), "door-page")


def _chain(ask: Ask) -> Component:
    words, broken = ask.words, broken_at(doors())
    file = html.A(words("Tải CSV"), href="/admin/audit.csv", className="btn")
    if broken is None:
        said = form_said(words("Chuỗi ghi nguyên vẹn"), "met")
    else:
        text = words("Chuỗi ghi bị đứt ở dòng {n}: có dòng bị sửa hoặc bị xóa", n=broken)
        said = form_said(text, "missed")
    return html.Div([said, file], className="row-form")


def _list(ask: Ask, lines: list[Line]) -> Component:
    words = ask.words
    rows = [
        Row(
            cells=[
                str(each.number),
                when(each.at),
                each.who.partition(":")[2] or each.who,
                words(WHAT_WORDS.get(each.what, each.what)),
                html.Span(", ".join(f"{name}: {value}" for name, value in each.about.items())),
            ]
        )
        for each in lines
    ]
    columns = [
        Column(title=words("Số"), kind="code"),
        Column(title=words("Lúc")),
        Column(title=words("Ai")),
        Column(title=words("Việc")),
        Column(title=words("Về"), kind="quiet"),
    ]
    title = words("Nhật ký")
    return html.Div(section(ask, title, table(columns, rows, caption=title)), className="audit")


def _more(ask: Ask, lines: list[Line]) -> Component | None:
    if len(lines) < SHOWN:
        return None
    href = ask.href("/admin/audit", before=str(lines[-1].number))
    return html.P(html.A(ask.words("Các dòng trước"), href=href))


PAGE = Page(
    path="/admin/audit",
    name=NAME,
    label=mark("Nhật ký"),
    short=mark("Nhật ký"),
    group=mark("Quản trị"),
    order=95,
    blocks=("audit",),
    content=content,
    frame=frame,
    needs=Right.ADMINISTER,
    filtered=False,
)
