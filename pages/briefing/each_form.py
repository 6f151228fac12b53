"""'Phiếu của mọi đơn vị': which page, of which units, as what. `sheets.js` tells how far it is."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from components.filter_bar import Option
from components.panel import panel
from components.plain_form import PlainField, plain_form
from data_access.selection import By
from exports.formats import FORMATS
from pages.briefing.each import EACH
from pages.briefing.each_route import ADDRESS, COUNT
from pages.page import Ask
from pages.registry import all_pages
from wording.words import mark

EACH_NAMES = {
    By.AGENCY: mark("Mỗi cơ quan"),
    By.DISTRICT: mark("Mỗi huyện"),
    By.AREA: mark("Mỗi xã"),
}
UNIT = "/unit"


def each_form(ask: Ask) -> Component:
    words = ask.words
    title = words("Phiếu của mọi đơn vị")
    form = plain_form(
        ADDRESS,
        list(_fields(ask)),
        words("Tạo tệp ZIP"),
        method="get",
        hidden={**ask.selection.to_query(), "lang": words.lang},
        kind="sheets-form",
        more={
            "data-sheets": COUNT,
            "data-going": words("{done}/{all} phiếu"),
            "data-began": words("Đang tạo phiếu đầu tiên…"),
            "data-done": words("Đã xong {all} phiếu"),
            "data-failed": words("Máy chủ không trả lời. Hãy thử lại."),
            "data-lang": words.lang,
        },
    )
    going = html.Progress(hidden=True, className="going")
    sub = words("Một trang của từng đơn vị, theo kỳ và bộ lọc đang chọn")
    return panel(title, html.Div([form, going]), words=words, source=None, sub=sub)


def _fields(ask: Ask) -> Iterator[PlainField]:
    words = ask.words
    pages = [
        Option(value=page.path, label=words(page.label))
        for page in all_pages().values()
        if page.brief and page.filtered and (not page.items or page.path == UNIT)
    ]
    by = [Option(value=str(each), label=words(EACH_NAMES[each])) for each in EACH]
    formats = [Option(value=each.name, label=each.label) for each in FORMATS.values()]
    yield PlainField(name="page", label=words("Trang"), value=UNIT, options=pages)
    yield PlainField(name="each", label=words("Đơn vị"), value=str(By.AGENCY), options=by)
    yield PlainField(name="format", label=words("Định dạng"), value="pdf", options=formats)
