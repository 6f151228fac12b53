"""Slides of a briefing: charts and tables that can be worked on, in the province's own look."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Inches

from exports.briefing import Briefing, Cell, Chart, Column, Form, Section, Series, Table
from exports.lettering import height
from exports.pptx.layouts import NotATemplate
from exports.pptx_file import pptx_file
from exports.provenance import table_of
from metrics.metric import Unit
from tests.integration.exports.conftest import Made
from tests.integration.exports.slides import (
    addresses,
    cells_of,
    changed,
    charts,
    drawn,
    members,
    opened,
    plain,
    said,
    shapes,
    tables,
    titled,
)

LONG = "Ban Quản lý Vườn quốc gia Phong Nha - Kẻ Bàng và Trung tâm Phục vụ hành chính công tỉnh"
EDGE = Inches(0.02)


@pytest.fixture(scope="module")
def made(briefing: Briefing) -> bytes:
    return pptx_file(briefing)


@pytest.fixture(scope="module")
def deck(made: bytes) -> Any:
    return opened(made)


@pytest.fixture(scope="module")
def template() -> bytes:
    """Of somebody: 4:3, a slide in it, a layout with a narrow footer."""
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[1]).shapes.title.text = "Trang mẫu"
    packed = BytesIO()
    own.save(packed)
    return packed.getvalue()


@pytest.fixture(scope="module")
def in_template(briefing: Briefing, template: bytes) -> Any:
    return opened(pptx_file(briefing, template=template))


def only(of: Briefing, *pieces: Chart | Table) -> Briefing:
    return replace(of, sections=(Section(title="", pieces=pieces),))


def long_table(rows: int) -> Table:
    return Table(
        title=f"{LONG}: {LONG}",
        columns=(Column(title="Cơ quan", width=3), Column(title="Ghi chú")),
        rows=tuple((Cell(text=f"{n} {LONG}"), Cell(text=LONG)) for n in range(rows)),
    )


def test_every_chart_is_native_and_none_is_a_picture(briefing: Briefing, deck: Any) -> None:
    assert len(charts(deck)) == len(briefing.charts) > 0
    assert not [s for s in shapes(deck) if s.shape_type is MSO_SHAPE_TYPE.PICTURE]


def test_every_reading_stands_in_a_chart_or_a_table(briefing: Briefing, deck: Any) -> None:
    shown, texts = drawn(deck), {text for shape in tables(deck) for text in cells_of(shape)}
    rows = [row for piece in briefing.pieces for row in table_of(piece).rows]
    cells = [cell for row in rows for cell in row if cell.reading is not None]
    assert len(cells) > 20
    for cell in cells:
        assert cell.value in shown or cell.text in texts, cell


def test_each_piece_has_a_slide_with_its_title_its_basis_and_a_link(
    briefing: Briefing, deck: Any, made: bytes
) -> None:
    words = briefing.head.words
    for piece in briefing.pieces:
        text = said(titled(deck, piece.title))
        assert briefing.head.filters in text
        assert piece.source in text
        assert words("phiên bản dữ liệu {n}", n=briefing.head.data_version) in text
        assert urljoin(briefing.head.link, piece.link) in addresses(made)


def test_notes_define_what_a_slide_is_about(briefing: Briefing, deck: Any) -> None:
    terms = {term.name: term for term in briefing.terms}
    for piece in briefing.pieces:
        notes = plain(titled(deck, piece.title).notes_slide.notes_text_frame.text)
        for metric in piece.about:
            term = terms[briefing.head.words.label(metric)]
            assert term.basis in notes
            assert term.formula in notes


def test_charts_and_tables_are_said_to_those_who_do_not_see_them(
    briefing: Briefing, deck: Any
) -> None:
    told = [each._element._nvXxPr.cNvPr.get("descr") for each in charts(deck)]
    assert told == [chart.said for chart in briefing.charts]
    for table in tables(deck):
        assert table._element._nvXxPr.cNvPr.get("descr")


def test_made_up_data_says_so_on_every_slide(briefing: Briefing, deck: Any) -> None:
    assert briefing.head.synthetic
    for slide in deck.slides:
        assert "Dữ liệu trình diễn" in said(slide)
    real = replace(briefing, head=replace(briefing.head, synthetic=False))
    assert not [s for s in opened(pptx_file(real)).slides if "trình diễn" in said(s)]


def test_slides_are_numbered(deck: Any) -> None:
    for number, slide in enumerate(deck.slides, start=1):
        fields = [p for p in slide.placeholders if kind(p) is PP_PLACEHOLDER.SLIDE_NUMBER]
        assert [place.text_frame._txBody.xpath("string(.)").strip() for place in fields] == (
            [str(number)] if number > 1 else []
        )


def kind(place: Any) -> Any:
    return place.placeholder_format.type


def test_the_same_briefing_is_the_same_bytes(briefing: Briefing, made: bytes) -> None:
    assert pptx_file(briefing) == made


def test_only_what_a_file_says_of_itself_knows_when_it_was_made(
    briefing: Briefing, made: bytes
) -> None:
    at = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
    later = pptx_file(replace(briefing, head=replace(briefing.head, made_at=at)))
    assert changed(made, later) == {"docProps/core.xml"}
    assert b"2031-05-06T07:08:00Z" in members(later)["docProps/core.xml"]


def test_nothing_reaches_over_the_edge_of_a_slide_or_into_its_foot(deck: Any) -> None:
    for slide in deck.slides:
        foot = [p.top for p in slide.placeholders if kind(p) is PP_PLACEHOLDER.FOOTER]
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + EDGE
            assert shape.top + shape.height <= deck.slide_height
            if shape.has_chart or shape.has_table:
                assert shape.top + shape.height <= min(foot, default=deck.slide_height) + EDGE


@pytest.mark.parametrize("own", [False, True])
def test_long_tables_go_on_with_their_heading_and_lose_no_row(
    briefing: Briefing, template: bytes, own: bool
) -> None:
    of = only(briefing, long_table(40))
    deck = opened(pptx_file(of, template=template if own else None))
    found = tables(deck)
    assert len(found) > 2
    assert {cells_of(table)[0] for table in found} == {"Cơ quan"}
    rows = [row.cells[0].text for table in found for row in list(table.table.rows)[1:]]
    assert rows == [row[0].text for row in long_table(40).rows]
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles.count(f"{long_table(40).title} (tiếp theo)") == len(found) - 1
    for table in found:
        assert table.top + table.height < deck.slide_height


def test_long_titles_and_names_get_smaller_letters_rather_than_run_over(
    briefing: Briefing,
) -> None:
    deck = opened(pptx_file(only(briefing, long_table(3))))
    slide = titled(deck, long_table(3).title)
    title = slide.shapes.title
    size = title.text_frame.paragraphs[0].runs[0].font.size.pt
    room = title.width / Inches(1), title.height / Inches(1)
    assert height([title.text_frame.text], size, room[0], bold=True) <= room[1]
    (table,) = tables(deck)
    for row in list(table.table.rows)[1:]:
        for cell, column in zip(row.cells, table.table.columns, strict=True):
            size = cell.text_frame.paragraphs[0].runs[0].font.size.pt
            assert height(
                [cell.text], size, column.width / Inches(1) - 0.26
            ) <= row.height / Inches(1)


def chart(form: Form, values: tuple[float | None, ...], **more: Any) -> Chart:
    names = tuple(f"T{n}/2025" for n in range(1, len(values) + 1))
    table = Table(title="Bảng", columns=(), rows=())
    return Chart(
        title="Diễn biến",
        form=form,
        categories=names,
        series=(Series(name="Đúng hạn", values=values),),
        unit=Unit.RATIO,
        decimals=1,
        table=table,
        said="Đúng hạn",
        **more,
    )


def test_a_month_without_data_is_a_gap(briefing: Briefing) -> None:
    (shape,) = charts(opened(pptx_file(only(briefing, chart(Form.LINE, (0.5, None, 0.7))))))
    assert list(shape.chart.plots[0].series[0].values) == [0.5, None, 0.7]
    assert shape.chart._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["gap"]


def test_a_line_does_not_go_on_over_the_reform_and_the_slide_says_so(briefing: Briefing) -> None:
    of = chart(Form.LINE, (0.5, 0.6, 0.7, 0.8), broken=2)
    deck = opened(pptx_file(only(briefing, of)))
    before, after = charts(deck)[0].chart.plots[0].series
    assert (before.values, after.values) == ((0.5, 0.6, None, None), (None, None, 0.7, 0.8))
    assert "Đường ngắt ở T3/2025" in said(titled(deck, "Diễn biến"))


def test_a_target_is_a_dashed_line(briefing: Briefing) -> None:
    of = chart(Form.LINE, (0.5, 0.6), target=0.9)
    (shape,) = charts(opened(pptx_file(only(briefing, of))))
    actual, target = shape.chart.plots[0].series
    assert (target.name, target.values) == ("Mục tiêu 90 %", (0.9, 0.9))
    assert target.format.line.dash_style is not None
    assert actual.format.line.dash_style is None


def test_bars_begin_at_zero_with_the_first_on_top_and_name_what_is_unknown(
    briefing: Briefing,
) -> None:
    of = chart(Form.BAR, (0.9, 0.8, None), target=0.85)
    deck = opened(pptx_file(only(briefing, of)))
    (shape,) = charts(deck)
    assert shape.chart.category_axis.reverse_order
    assert shape.chart.value_axis.minimum_scale == 0
    assert list(shape.chart.plots[0].categories) == ["T1/2025", "T2/2025", "T3/2025  —"]
    assert "Mục tiêu 85 %" in said(titled(deck, "Diễn biến"))


def test_what_a_chart_leaves_out_is_said_and_stands_in_an_appendix(brief: Made) -> None:
    of = brief("/dossiers")
    long = next(c for c in of.charts if len(c.table.rows) > len(c.categories))
    deck = opened(pptx_file(only(of, long)))
    counts = f"{len(long.categories)} trên {len(long.table.rows)}"
    assert counts in said(titled(deck, long.title))
    rows = [row.cells[0].text for table in tables(deck) for row in list(table.table.rows)[1:]]
    assert rows == [row[0].text for row in long.table.rows]


def test_a_template_gives_its_size_its_layouts_and_its_places(in_template: Any) -> None:
    assert (in_template.slide_width, in_template.slide_height) == (Inches(10), Inches(7.5))
    names = [slide.slide_layout.name for slide in in_template.slides]
    assert names == ["Title Slide", *["Title and Content"] * (len(names) - 1)]
    for slide in in_template.slides:
        assert slide.shapes.title.text_frame.text != "Trang mẫu"
        assert slide.shapes.title.left == slide.slide_layout.placeholders[0].left
    for shape in (*charts(in_template), *tables(in_template)):
        assert shape.is_placeholder


@pytest.mark.parametrize("which", ["deck", "in_template"])
def test_no_place_is_left_empty(request: pytest.FixtureRequest, which: str) -> None:
    for slide in request.getfixturevalue(which).slides:
        for place in slide.placeholders:
            text = place._element.xpath("string(.//a:t)") if place.has_text_frame else "drawn"
            assert text.strip(), place.name


def test_a_file_that_is_no_template_is_refused_with_what_to_do(briefing: Briefing) -> None:
    with pytest.raises(NotATemplate, match=r"briefing\.pptx"):
        pptx_file(briefing, template=b"not a presentation")


def test_english_briefings_are_english(brief: Made) -> None:
    deck = opened(pptx_file(brief("/dossiers?lang=en")))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[1] == "Summary"
    assert titles[-1] == "Data sources"
    for slide in list(deck.slides)[1:]:
        assert "See it on screen" in said(slide)
