"""Briefings as Word documents: the form of an administrative report, and all figures in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import pytest
from docx import Document
from docx.document import Document as Report
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table
from PIL import Image

from exports.briefing import Briefing, Kind
from exports.docx.office import Office
from exports.docx_file import docx_file
from exports.picture import said_of
from exports.provenance import table_of
from tests.integration.exports.conftest import Made


@pytest.fixture(scope="module")
def data(briefing: Briefing) -> bytes:
    return docx_file(briefing)


@pytest.fixture(scope="module")
def report(data: bytes) -> Report:
    return _read(data)


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return _text(report)


def _read(data: bytes) -> Report:
    return Document(BytesIO(data))


def _text(report: Report) -> str:
    """All of it in order, tables too, with plain spaces."""
    said = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in _paragraphs(report))
    return "\n".join(said).replace("\u00a0", " ")


def _paragraphs(report: Report) -> Iterator[Any]:
    yield from report.element.body.iter(qn("w:p"))


def _dated(briefing: Briefing, local: datetime) -> Report:
    """Local time is seven hours ahead of what is stored."""
    head = replace(briefing.head, made_at=local - timedelta(hours=7))
    return _read(docx_file(replace(briefing, head=head, sections=(), terms=(), sources=())))


def _tables(report: Report) -> list[Table]:
    """Of figures: the first is the heading, the last the signature."""
    return report.tables[1:-1]


def test_every_figure_and_every_text_of_every_table_is_in_it(
    briefing: Briefing, text: str, report: Report
) -> None:
    lines = set(text.splitlines())
    assert briefing.readings
    assert len(_tables(report)) == len(briefing.pieces)
    for piece in briefing.pieces:
        for row in table_of(piece).rows:
            for cell, column in zip(row, table_of(piece).columns, strict=True):
                if column.kind is Kind.STATUS:
                    assert any(line.endswith(cell.text) for line in lines)
                else:
                    assert cell.text in lines


def test_a_status_has_its_sign_beside_its_word(briefing: Briefing, report: Report) -> None:
    judged = [
        (place, i, j)
        for place, piece in enumerate(briefing.pieces)
        for i, row in enumerate(table_of(piece).rows)
        for j, cell in enumerate(row)
        if cell.status and table_of(piece).columns[j].kind is Kind.STATUS
    ]
    assert judged
    for place, i, j in judged[:20]:
        said = _tables(report)[place].cell(i + 1, j).text
        assert re.fullmatch(r"[●▲■○] \S.*", said), said


def test_the_heading_is_that_of_decree_30(report: Report) -> None:
    office, nation = report.tables[0].rows[0].cells
    assert office.text.splitlines()[:2] == ["UBND TỈNH QUẢNG BÌNH", "TRUNG TÂM ĐIỀU HÀNH"]
    assert nation.text.splitlines()[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert [p.runs[0].bold for p in office.paragraphs[:2]] == [False, True]
    assert all(p.runs[0].bold for p in nation.paragraphs[:2])
    assert all(p.alignment == WD_ALIGN_PARAGRAPH.CENTER for p in nation.paragraphs[:2])
    assert re.fullmatch(r"Số: …+/BC-TTĐH", report.tables[0].cell(1, 0).text)


def test_a_line_stands_under_the_motto_and_under_the_office(report: Report) -> None:
    for cell in report.tables[0].rows[0].cells:
        assert cell.paragraphs[2]._p.pPr.find(f"{qn('w:pBdr')}/{qn('w:top')}") is not None


@pytest.mark.parametrize(
    ("local", "said"),
    [
        (datetime(2025, 1, 5, 8), "Quảng Bình, ngày 05 tháng 01 năm 2025"),
        (datetime(2025, 11, 30, 1), "Quảng Bình, ngày 30 tháng 11 năm 2025"),
        (datetime(2025, 3, 9, 8), "Quảng Bình, ngày 09 tháng 3 năm 2025"),
    ],
)
def test_the_day_is_the_local_one_written_as_the_decree_does(
    briefing: Briefing, local: datetime, said: str
) -> None:
    day = _dated(briefing, local).tables[0].cell(1, 1).paragraphs[0]
    assert day.text == said
    assert day.runs[0].italic


def test_page_and_letters_are_those_of_decree_30(report: Report) -> None:
    page = report.sections[0]
    sizes = (page.page_width, page.page_height, page.left_margin, page.right_margin)
    assert [round(Emu(size or 0).mm) for size in sizes] == [210, 297, 30, 20]
    assert [round(Emu(size or 0).mm) for size in (page.top_margin, page.bottom_margin)] == [20, 20]
    for name in ("Normal", "Body Text", "Title", "Heading 1", "Heading 2", "Caption"):
        fonts = report.styles[name].element.rPr.rFonts
        assert set(fonts.attrib.values()) == {"Times New Roman"}, name
    assert report.styles["Body Text"].font.size.pt == 14


def test_pages_are_numbered_from_the_second_in_the_middle_above(report: Report) -> None:
    page = report.sections[0]
    assert page.different_first_page_header_footer
    above = page.header.paragraphs[0]
    assert above.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [field.text for field in above._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert not list(page.first_page_header._element.iter(qn("w:instrText")))


def test_made_up_figures_are_called_so_on_every_page(briefing: Briefing, report: Report) -> None:
    def feet(of: Report) -> list[str]:
        page = of.sections[0]
        return [foot.paragraphs[0].text for foot in (page.footer, page.first_page_footer)]

    real = replace(briefing, head=replace(briefing.head, synthetic=False), sections=())
    assert feet(report) == ["Dữ liệu trình diễn"] * 2
    assert feet(_read(docx_file(real))) == ["", ""]


def test_headings_are_real_and_numbered(briefing: Briefing, report: Report) -> None:
    def of(style: str) -> list[str]:
        return [p.text for p in report.paragraphs if p.style and p.style.name == style]

    assert [p.text for p in report.paragraphs if p.style and p.style.name == "Title"][:3] == [
        "BÁO CÁO",
        briefing.head.title,
        briefing.head.filters,
    ]
    assert of("Heading 1")[0] == f"I. {briefing.sections[0].title.upper()}"
    assert len(of("Heading 1")) == len(briefing.sections)
    assert [said.split(". ", 1)[1] for said in of("Heading 2")] == [
        p.title for p in briefing.pieces
    ]


def test_the_head_of_a_table_is_repeated_and_no_row_is_broken(report: Report) -> None:
    for table in _tables(report):
        first, *others = [row._tr.trPr for row in table.rows]
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:cantSplit")) is not None for row in others)


def test_charts_are_pictures_for_print_and_told_in_words(
    briefing: Briefing, report: Report
) -> None:
    assert len(report.inline_shapes) == len(briefing.charts)
    for shape, chart in zip(report.inline_shapes, briefing.charts, strict=True):
        told = shape._inline.docPr
        assert told.get("descr") == said_of(chart)
        name = told.getparent().find(f".//{qn('a:blip')}").get(qn("r:embed"))
        with Image.open(BytesIO(report.part.related_parts[name].blob)) as picture:
            assert picture.width / Emu(shape.width).inches >= 299.9
            assert picture.height / Emu(shape.height).inches >= 299.9


def test_every_piece_says_where_it_is_from_and_leads_back(
    briefing: Briefing, text: str, report: Report
) -> None:
    head = briefing.head
    notes = [line for line in text.splitlines() if f"phiên bản dữ liệu {head.data_version}" in line]
    for piece in briefing.pieces:
        assert any(piece.source in note and head.filters in note for note in notes)
    links = [link.get(qn("r:id")) for link in report.element.body.iter(qn("w:hyperlink"))]
    targets = [report.part.rels[link].target_ref for link in links]
    expected = [head.link, *(urljoin(head.link, piece.link) for piece in briefing.pieces)]
    assert targets == expected


def test_it_ends_with_recipients_a_signature_and_an_annex(
    briefing: Briefing, report: Report, text: str
) -> None:
    recipients, signature = report.tables[-1].rows[0].cells
    assert recipients.text.startswith("Nơi nhận:\n- UBND tỉnh Quảng Bình (để báo cáo);")
    assert recipients.text.endswith("- Lưu: VT, TTĐH.")
    assert signature.text.startswith("GIÁM ĐỐC\n")
    annex = text[text.index("Phụ lục") :]
    for said in (*briefing.sources, *(term.meaning for term in briefing.terms)):
        assert said in annex


def test_another_office_issues_it_in_its_own_name(briefing: Briefing) -> None:
    office = Office(
        superior="UBND tỉnh Quảng Bình",
        issuer="Sở Khoa học và Công nghệ",
        place="Đồng Hới",
        signer="Phó Giám đốc",
        recipients=("Lưu: VT",),
    )
    made = _text(_read(docx_file(replace(briefing, sections=(), terms=()), office)))
    assert "SỞ KHOA HỌC VÀ CÔNG NGHỆ" in made
    assert "PHÓ GIÁM ĐỐC" in made
    assert "Đồng Hới, ngày" in made


def test_its_properties_say_what_and_when(briefing: Briefing, report: Report) -> None:
    about, head = report.core_properties, briefing.head
    assert (about.title, about.subject, about.language) == (head.title, head.filters, "vi-VN")
    assert about.created == head.made_at.replace(tzinfo=UTC, microsecond=0)


def test_the_same_briefing_is_the_same_file_until_it_is_made_at_another_time(
    briefing: Briefing, data: bytes
) -> None:
    later = replace(briefing.head, made_at=briefing.head.made_at + timedelta(minutes=1))
    assert docx_file(briefing) == data
    assert docx_file(replace(briefing, head=later)) != data


def test_english_is_english(brief: Made) -> None:
    made = _text(_read(docx_file(brief("/dossiers?lang=en"))))
    assert "SOCIALIST REPUBLIC OF VIET NAM" in made
    assert re.search(r"Quang Binh, \d\d [A-Z][a-z]+ \d{4}", made)
    assert "Nơi nhận" not in made
