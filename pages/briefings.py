"""Briefings (báo cáo): those made again and again, what one says now, and what was told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dash import dcc, html
from dash.development.base_component import Component

from access.briefings import GIVEN_UP, SCHEDULE, Told, every_way_gone, told_before
from access.current import may, scope
from access.current_doors import doors
from access.roles import Right
from components.glyph import glyph
from components.panel import panel
from components.plain_form import small_form
from components.slot import slot
from components.table import Column, Row, table
from config.briefings import BriefingSpec
from data_access.errors import UnknownFilter
from exports.briefing import Section
from exports.formats import FORMATS
from pages.briefing.each_form import each_form
from pages.briefing.known import known
from pages.briefing.named import PATH, address_of, label_of, sections_named
from pages.briefing.preview import preview
from pages.briefing_form import PERIOD_NAMES, briefing_form
from pages.doors.shown import told, when
from pages.page import Ask, Content, Page
from wording.shapes import Shape
from wording.words import mark

NAME = "briefings"
WAY_NAMES = {"folder": mark("Thư mục"), "email": mark("Thư điện tử"), "webdav": mark("WebDAV")}


def content(ask: Ask) -> Content:
    every = known()
    chosen = _chosen(ask) if ask.item else None
    return Content(
        sub=ask.filters_said() if chosen else ask.words("{n} báo cáo", n=len(every)),
        blocks={
            "said": told(),
            "list": None if chosen else _list(ask, every.values()),
            "preview": _preview(ask, chosen) if chosen else None,
            "made": _made(ask, told_before(doors(), str(scope()))),
            "each": None if chosen else each_form(ask),
            "form": briefing_form(ask, chosen) if may(Right.ADMINISTER) else None,
        },
    )


def _chosen(ask: Ask) -> BriefingSpec:
    found = known()
    if ask.item not in found:
        raise UnknownFilter("name", ask.item, found)
    return found[ask.item]


def frame(content: Content, ask: Ask) -> Component:
    del ask
    parts = [slot(NAME, name, content.blocks.get(name)) for name in PAGE.blocks]
    return html.Div(parts, className="stack briefings")


def _list(ask: Ask, every: Iterable[BriefingSpec]) -> Component:
    words, day = ask.words, ask.view.anchor
    rows = [
        Row(
            cells=[
                dcc.Link(label_of(each, words.lang), href=address_of(each, day, words.lang)),
                words(PERIOD_NAMES[each.period]),
                str(len(each.pages)),
                ", ".join(FORMATS[name].label for name in each.formats),
                each.at or words("Khi cần"),
            ]
        )
        for each in every
    ]
    columns = [
        Column(title=words("Báo cáo")),
        Column(title=words("Kỳ")),
        Column(title=words("Số trang"), kind="number"),
        Column(title=words("Định dạng"), kind="quiet", wide=True),
        Column(title=words("Lịch"), kind="quiet", wide=True),
    ]
    title = words("Báo cáo định kỳ")
    return panel(title, table(columns, rows, caption=title), words=words, source=None)


def _preview(ask: Ask, spec: BriefingSpec) -> list[Component]:
    button = small_form(f"{PATH}/make", ask.words("Chốt báo cáo này"), {"name": spec.name})
    back = dcc.Link(ask.words("Mọi báo cáo"), href=PATH, className="btn")
    return [html.Div([back, button], className="brief-acts"), *preview(ask, spec)]


def _made(ask: Ask, every: list[Told]) -> Component | None:
    words = ask.words
    shown = [each for each in every if ask.item in ("", each.name)]
    if not shown:
        return None
    sent = every_way_gone(doors(), [each.id for each in shown])
    rows = [
        Row(
            cells=[
                str(each.id),
                f"{each.title}, {each.filters}",
                when(each.made_at),
                str(each.data_version),
                each.made_by,
                _sent(ask, each, sent[each.id]),
                html.Span(list(_files(each)), className="brief-files"),
            ]
        )
        for each in shown
    ]
    columns = [
        Column(title=words("Số"), kind="code"),
        Column(title=words("Báo cáo")),
        Column(title=words("Chốt lúc")),
        Column(title=words("Phiên bản dữ liệu"), kind="number", wide=True),
        Column(title=words("Ai"), kind="quiet", wide=True),
        Column(title=words("Gửi"), wide=True),
        Column(title=words("Tệp")),
    ]
    title = words("Báo cáo đã chốt")
    sub = words("Tạo lại lúc nào cũng ra đúng những con số này")
    return panel(title, table(columns, rows, caption=title), words=words, source=None, sub=sub)


def _sent(ask: Ask, each: Told, ways: Collection[str]) -> Component | None:
    """Where one of the schedule has arrived, and where it has not."""
    words, spec = ask.words, known().get(each.name)
    if each.made_by != SCHEDULE or spec is None:
        return None
    over = doors().now() - each.made_at > GIVEN_UP
    return html.Span(
        [
            html.Span(
                [
                    glyph(shape),
                    words(said, way=words(WAY_NAMES[way])),
                ],
                className="brief-way",
            )
            for way in spec.delivery.ways
            for shape, said in [_fate(arrived=way in ways, over=over)]
        ]
    )


def _fate(*, arrived: bool, over: bool) -> tuple[Shape, str]:
    if arrived:
        return "met", mark("{way}: đã tới")
    if over:
        return "missed", mark("{way}: bỏ sau một ngày không gửi được")
    return "watch", mark("{way}: đang gửi")


def _files(each: Told) -> Iterator[Component]:
    for name, format in FORMATS.items():
        href = f"/api/v1/briefing.{name}?made={each.id}"
        yield html.A(format.label, href=href, download="", title=each.title)


def brief(ask: Ask) -> tuple[Section, ...]:
    return tuple(sections_named(ask, _chosen(ask))) if ask.item else ()


def title(ask: Ask) -> str:
    found = known().get(ask.item)
    return label_of(found, ask.words.lang) if found else ask.words(PAGE.label)


PAGE = Page(
    path=PATH,
    name=NAME,
    label=mark("Báo cáo"),
    short=mark("Báo cáo"),
    group=mark("Điều hành"),
    order=4,
    blocks=("said", "list", "preview", "made", "each", "form"),
    content=content,
    frame=frame,
    items=True,
    brief=brief,
    title=title,
)
