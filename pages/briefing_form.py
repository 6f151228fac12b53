"""The form of a named briefing: what it is about, and a row a page."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.filter_bar import Option
from components.plain_form import PlainField, plain_form, small_form
from config.briefings import FORMATS, MOST_PAGES, PERIODS, BriefingSpec
from metrics.catalogue import CATALOGUE
from pages.briefing.named import label_of
from pages.doors.briefings import ADMIN
from pages.doors.shown import section
from pages.filters import district_options
from pages.page import Ask
from pages.registry import all_pages
from wording.words import mark

EMPTY = 3  # rows for pages to come
AT = r"((mon|tue|wed|thu|fri|sat|sun|[1-9]|1\d|2[0-8]) )?([01]\d|2[0-3]):[0-5]\d"
PERIOD_NAMES = {
    "week": mark("Tuần trước"),
    "month": mark("Tháng trước"),
    "quarter": mark("Quý trước"),
    "year": mark("Năm trước"),
    "so_far": mark("Từ đầu năm"),
}
CHOICES = ("docx", "pptx", "xlsx", "pdf", "docx+pptx", "docx+xlsx", "docx+pdf", "+".join(FORMATS))


def briefing_form(ask: Ask, chosen: BriefingSpec | None) -> Component:
    words = ask.words
    label = label_of(chosen, words.lang) if chosen else ""
    title = words("Sửa {label}", label=label) if chosen else words("Soạn báo cáo mới")
    how = words("Trang nào để trống thì bỏ. Lịch viết 'mon 06:00', '1 06:00' hoặc '06:00'")
    form = plain_form(
        f"{ADMIN}/keep",
        [*_heads(ask, chosen), *_pages(ask, chosen)],
        words("Lưu báo cáo"),
        kind="playlist-form",
    )
    drop = (
        small_form(f"{ADMIN}/drop", words("Bỏ bản đã lưu"), {"name": chosen.name})
        if chosen
        else None
    )
    return section(ask, title, html.P(how, className="quiet"), form, drop)


def _heads(ask: Ask, chosen: BriefingSpec | None) -> list[PlainField]:
    words = ask.words
    filters = chosen.filters if chosen else {}
    formats = "+".join(chosen.formats) if chosen else "docx"
    return [
        PlainField(
            name="name",
            label=words("Tên trong địa chỉ, ví dụ tuan"),
            value=chosen.name if chosen else "",
            longest=40,
        ),
        PlainField(
            name="label", label=words("Tên gọi"), value=chosen.label if chosen else "", longest=80
        ),
        PlainField(
            name="label_en",
            label=words("Tên tiếng Anh"),
            value=chosen.label_en if chosen else "",
            longest=80,
            needed=False,
        ),
        PlainField(
            name="period",
            label=words("Kỳ"),
            value=chosen.period if chosen else "month",
            options=[Option(value=each, label=words(PERIOD_NAMES[each])) for each in PERIODS],
        ),
        PlainField(
            name="district",
            label=words("Huyện"),
            value=filters.get("district", ""),
            options=[Option(value="", label=words("Toàn tỉnh")), *district_options(ask)],
        ),
        PlainField(
            name="formats",
            label=words("Định dạng"),
            value=formats,
            options=[
                Option(value=each, label=each.upper().replace("+", ", "))
                for each in sorted({*CHOICES, formats}, key=len)
            ],
        ),
        PlainField(
            name="at",
            label=words("Lịch"),
            value=chosen.at if chosen else "",
            longest=12,
            needed=False,
            pattern=AT,
            shaped="mon 06:00",
        ),
    ]


def _pages(ask: Ask, chosen: BriefingSpec | None) -> list[PlainField]:
    given: Sequence[str] = chosen.pages if chosen else ()
    rows = [*given, *[""] * min(EMPTY + 2 * (chosen is None), MOST_PAGES - len(given))]
    offered = _offered(ask)
    values = {option.value for option in offered}
    own = [Option(value=each, label=each) for each in given if each not in values]
    return [
        PlainField(
            name=f"page-{number}",
            label=ask.words("Phần {n}", n=number + 1),
            value=each,
            options=[*offered, *own],
            moves=(ask.words("Lên trước"), ask.words("Xuống sau")),
        )
        for number, each in enumerate(rows)
    ]


def _offered(ask: Ask) -> list[Option]:
    words = ask.words
    told = [page for page in all_pages().values() if page.brief]
    pages = [Option(value=page.path, label=words(page.label)) for page in told if page.alone]
    metrics = [
        Option(value=f"/metric/{each.id}", label=words("Chỉ số: {name}", name=words.label(each)))
        for each in CATALOGUE.values()
    ]
    return [Option(value="", label="—"), *pages, *metrics]
