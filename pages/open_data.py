"""Open data: files to take, and the API as its own OpenAPI document explains it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.panel import panel
from components.slot import slot
from components.table import Column, Row, table
from metrics.published.document import OPENAPI
from metrics.published.operations import OPERATIONS
from metrics.published.package import HERE, TITLES, path_of
from metrics.published.schemas import FILTERS, Schema
from metrics.published.tables import BREAKDOWNS, COLUMNS, years
from pages.page import Ask, Content, Page
from wording import format as fmt
from wording.words import mark

NAME = "open_data"


def content(ask: Ask) -> Content:
    return Content(
        sub=ask.words("Cùng những con số như trên màn hình, cho chương trình khác"),
        blocks={"about": _about(ask), "files": _files(ask), "api": _api(ask)},
    )


def frame(content: Content, ask: Ask) -> Component:
    del ask
    parts = ("files", "about", "api")
    return html.Div(
        [slot(NAME, name, content.blocks.get(name), f"open-{name}") for name in parts],
        className="open-data",
    )


def _about(ask: Ask) -> Component:
    words, snap, terms = ask.words, ask.view.snap, ask.view.province.open_data
    licence: Component | str = f"{terms.licence_title} {terms.licence}".strip()
    if terms.licence_url:
        licence = html.A(licence, href=terms.licence_url, rel="license")
    facts: list[tuple[str, Component | str]] = [
        (words("Giấy phép"), licence),
        (words("Nơi công bố"), terms.publisher),
        (words("Phiên bản dữ liệu"), str(snap.version)),
        *((seen.label, _age(seen.as_of, ask)) for seen in ask.every_source()),
        (words("Tính chất"), words("Dữ liệu trình diễn") if snap.synthetic else ""),
    ]
    rows = [html.Div([html.Dt(name), html.Dd(said)]) for name, said in facts if said]
    return panel(
        words("Giấy phép, nguồn và tuổi"),
        html.Dl(rows, className="facts"),
        words=words,
        source=None,
        sub=words("Có trong từng tệp và trong datapackage.json"),
    )


def _age(as_of: int | None, ask: Ask) -> str:
    if as_of is None:
        return ask.words("Chưa có dữ liệu")
    return ask.words("đến {time}", time=fmt.moment(as_of))


def _files(ask: Ask) -> Component:
    words = ask.words
    found = years(ask.view)
    columns = [Column(title=words("Bảng")), *(Column(title=str(year)) for year in found)]
    rows = [
        Row(cells=[words(TITLES[name]), *(_file(name, year) for year in found)], code=name)
        for name in BREAKDOWNS
    ]
    title = words("Mọi chỉ số, từng tháng")
    said = words("CSV, UTF-8, {n} cột, mỗi dòng một chỉ số, một tháng và một nơi", n=len(COLUMNS))
    package = html.A("datapackage.json", href=f"{HERE}/datapackage.json", className="so")
    return panel(
        title,
        [
            table(columns, rows, caption=title),
            html.P(
                [package, " ", words("mô tả các tệp, cột, giấy phép và nguồn")],
                className="sub foot",
            ),
        ],
        words=words,
        source=None,
        sub=said,
    )


def _file(breakdown: str, year: int) -> Component:
    return html.A(
        "CSV", href=path_of(breakdown, year), download="", title=f"{breakdown}-{year}.csv"
    )


def _api(ask: Ask) -> Component:
    words = ask.words
    title = words("API")
    document = html.A("openapi.json", href="/api/v1/openapi.json", className="so")
    examples = [
        f"curl '{ask.origin}{each.example}'" for each in OPERATIONS.values() if each.example
    ]
    return panel(
        title,
        [
            html.P(
                [document, " ", words("tài liệu OpenAPI {version}", version=OPENAPI)],
                className="sub",
            ),
            html.Pre(
                "\n".join(f"curl '{ask.origin}{example}'" for example in examples), tabIndex=0
            ),
            _addresses(ask),
            _filters(ask),
        ],
        words=words,
        source=None,
        sub=words("Lỗi là văn bản RFC 9457, nêu giá trị sai và các giá trị đúng"),
    )


def _addresses(ask: Ask) -> Component:
    columns = [
        Column(title=ask.words("Địa chỉ"), kind="code"),
        Column(title=ask.words("Trả lời")),
        Column(title=ask.words("Dạng"), kind="quiet", wide=True),
    ]
    rows = [
        Row(cells=[path, ask.words(of.summary), of.media], code=path)
        for path, of in OPERATIONS.items()
    ]
    return table(columns, rows, caption=ask.words("Các địa chỉ"))


def _filters(ask: Ask) -> Component:
    columns = [
        Column(title=ask.words("Tham số"), kind="code"),
        Column(title=ask.words("Ý nghĩa")),
        Column(title=ask.words("Giá trị"), kind="code", wide=True),
    ]
    rows = [
        Row(cells=[name, ask.words(said), _values(schema)])
        for name, (schema, said) in FILTERS.items()
    ]
    return table(columns, rows, caption=ask.words("Tham số của một chỉ số"))


def _values(schema: Schema) -> str:
    """`province district commune`, or `date`."""
    return " ".join(schema.get("enum", ())) or schema.get("format", "")


PAGE = Page(
    path="/open-data",
    name=NAME,
    label=mark("Dữ liệu mở"),
    short=mark("Dữ liệu mở"),
    group=mark("Tra cứu"),
    order=6,
    blocks=("about", "files", "api"),
    content=content,
    frame=frame,
)
