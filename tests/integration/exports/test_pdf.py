"""Briefings as PDF: all of it is there, for every reader, on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from exports.briefing import Briefing, Cell, Column, Section, Table
from exports.pdf_file import pdf_file
from exports.picture import said_of
from exports.provenance import table_of
from tests.integration.exports.conftest import Made


@pytest.fixture(scope="module")
def data(briefing: Briefing) -> bytes:
    return pdf_file(briefing)


@pytest.fixture(scope="module")
def pdf(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


@pytest.fixture(scope="module")
def text(pdf: PdfReader) -> str:
    return _flat("\n".join(page.extract_text() for page in pdf.pages))


def _flat(text: str) -> str:
    """Without spaces: where a line breaks is no matter."""
    return "".join(text.split())


def _elements(pdf: PdfReader) -> Iterator[dict[str, Any]]:
    """Of the tree that a screen reader walks."""
    waiting: list[Any] = [pdf.root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, dict):
            yield element
            waiting.extend([element["/K"]] if "/K" in element else [])
        elif isinstance(element, list):
            waiting.extend(element)


def _root(pdf: PdfReader) -> Any:
    return pdf.root_object


def _tags(pdf: PdfReader) -> list[str]:
    return [str(element["/S"]) for element in _elements(pdf) if "/S" in element]


def test_every_figure_and_every_text_of_every_table_is_in_it(briefing: Briefing, text: str) -> None:
    assert briefing.readings
    for piece in briefing.pieces:
        assert _flat(piece.title) in text
        for row in table_of(piece).rows:
            for cell in row:
                assert _flat(cell.text) in text, cell.text


def test_it_says_its_filters_its_age_its_version_and_where_it_is_from(
    briefing: Briefing, text: str
) -> None:
    head = briefing.head
    for said in (head.title, head.filters, head.link, f"phiên bản dữ liệu {head.data_version}"):
        assert _flat(said) in text
    for said in (
        *briefing.summary,
        *briefing.sources,
        *(piece.source for piece in briefing.pieces),
    ):
        assert _flat(said) in text
    for term in briefing.terms:
        assert _flat(term.meaning) in text
        assert _flat(term.basis) in text


def test_made_up_figures_are_called_so_on_every_page(briefing: Briefing, pdf: PdfReader) -> None:
    assert len(pdf.pages) > 1
    for page in pdf.pages:
        assert "Dữ liệu trình diễn" in page.extract_text()
    real = PdfReader(
        BytesIO(pdf_file(replace(briefing, head=replace(briefing.head, synthetic=False))))
    )
    assert not any("trình diễn" in page.extract_text() for page in real.pages)


def test_every_page_has_its_number(pdf: PdfReader) -> None:
    for number, page in enumerate(pdf.pages, 1):
        assert _flat(f"Trang {number} / {len(pdf.pages)}") in _flat(page.extract_text())


def test_it_is_tagged_and_says_its_language_and_title(briefing: Briefing, pdf: PdfReader) -> None:
    assert _root(pdf)["/MarkInfo"]["/Marked"]
    assert _root(pdf)["/Lang"] == "vi"
    assert pdf.metadata
    assert briefing.head.title in str(pdf.metadata.title)
    assert b"pdfuaid:part" in _root(pdf)["/Metadata"].get_data()
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= set(_tags(pdf))


def test_every_chart_is_told_in_words(briefing: Briefing, pdf: PdfReader) -> None:
    told = {str(element["/Alt"]) for element in _elements(pdf) if "/Alt" in element}
    assert briefing.charts
    assert {said_of(chart) for chart in briefing.charts} <= told


def test_its_fonts_are_in_it(pdf: PdfReader) -> None:
    pages: list[Any] = list(pdf.pages)
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()
        for page in pages
        for font in page["/Resources"].get_object()["/Font"].get_object().values()
    ]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font["/FontDescriptor"].get_object(), font["/BaseFont"]
    assert {str(font["/BaseFont"])[8:].split("-")[0] for font in fonts} == {"BeVietnamPro", "TNSo"}


def test_the_same_briefing_is_the_same_file_until_it_is_made_at_another_time(
    briefing: Briefing, data: bytes
) -> None:
    later = replace(briefing.head, made_at=briefing.head.made_at + timedelta(minutes=1))
    assert pdf_file(briefing) == data
    assert pdf_file(replace(briefing, head=later)) != data


def test_english_is_english(brief: Made) -> None:
    of = brief("/dossiers?lang=en")
    pdf = PdfReader(BytesIO(pdf_file(of)))
    first = _flat(pdf.pages[0].extract_text())
    assert _root(pdf)["/Lang"] == "en"
    assert _flat("Page 1 /") in first
    assert "Trang" not in first


def test_what_looks_like_markup_is_text(briefing: Briefing) -> None:
    odd = '#let x = 1 *đậm* _n_ $a$ "q" <b> \\ [c] // @d'
    table = Table(title=odd, columns=(Column(title=odd),), rows=((Cell(text=odd),),))
    of = replace(briefing, sections=(Section(title=odd, pieces=(table,)),))
    read = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf_file(of))).pages)
    assert _flat(read).count(_flat(odd)) == 4


def test_a_table_that_goes_on_says_so_and_repeats_its_head(briefing: Briefing) -> None:
    rows = tuple((Cell(text=f"Xã số {n}"), Cell(text=str(n))) for n in range(120))
    columns = (Column(title="Đơn vị cấp xã"), Column(title="Thứ tự"))
    table = Table(title="Danh sách", columns=columns, rows=rows)
    of = replace(briefing, summary=(), terms=(), sources=())
    of = replace(of, sections=(Section(title="Cấp xã", pieces=(table,)),))
    first, *others = [p.extract_text() for p in PdfReader(BytesIO(pdf_file(of))).pages]
    assert "tiếp theo" not in first
    assert others
    for page in others:
        assert _flat("Danh sách (tiếp theo)") in _flat(page)
        assert "Đơn vị cấp xã" in page
