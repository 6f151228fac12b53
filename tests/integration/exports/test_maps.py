"""The map of a briefing: shapes on a slide, a picture on paper, a table everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from flask import Flask
from openpyxl import load_workbook
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pypdf import PdfReader

from components.steps import steps_for
from data_access.outlines import Outlines
from data_access.scope import Bound, Scope
from data_access.selection import By
from data_access.thinned import thinned
from exports.briefing import Briefing, Cell, Map, Section
from exports.docx_file import docx_file
from exports.keeping import kept, reopened
from exports.map_parts import NO_DATA, Step
from exports.pdf_file import pdf_file
from exports.picture import png, said_of, svg
from exports.pptx_file import pptx_file
from exports.xlsx_file import xlsx_file
from metrics.catalogue import metric
from metrics.desk import Desk
from pages.asking import ask
from pages.briefing.compose import briefing_of
from pages.briefing.maps import limits_of
from pages.registry import page_at
from tests.integration.exports.conftest import Made
from tests.integration.exports.slides import opened, plain, said, titled
from wording.words import Words

SIGNAL = "/coverage?gap=no_signal"


@pytest.fixture(scope="module")
def coverage(brief: Made) -> Briefing:
    return brief(SIGNAL)


@pytest.fixture(scope="module")
def drawn(coverage: Briefing) -> Map:
    (found,) = coverage.maps
    return found


@pytest.fixture(scope="module")
def alone(coverage: Briefing, drawn: Map) -> Briefing:
    return only(coverage, drawn)


@pytest.fixture(scope="module")
def deck(alone: Briefing) -> Any:
    return opened(pptx_file(alone))


def only(of: Briefing, drawn: Map) -> Briefing:
    return replace(of, summary=(), sections=(Section(title="Bản đồ", pieces=(drawn,)),))


def inside(shapes: Any) -> Iterator[Any]:
    """Of groups, what is in them."""
    for shape in shapes:
        if shape.shape_type is MSO_SHAPE_TYPE.GROUP:
            yield from inside(shape.shapes)
        else:
            yield shape


def on_slide(deck: Any, of: Map) -> list[Any]:
    return list(inside(titled(deck, of.title).shapes))


def freeforms(deck: Any, of: Map) -> list[Any]:
    names = {area.name for area in of.areas}
    every = [s for s in on_slide(deck, of) if s.shape_type is MSO_SHAPE_TYPE.FREEFORM]
    return [shape for shape in every if shape.name in names]


def fill(shape: Any) -> str:
    properties = shape._element.spPr
    dots = properties.find(qn("a:pattFill"))
    return "dots" if dots is not None else str(shape.fill.fore_color.rgb)


def test_every_commune_is_one_shape_of_its_name(deck: Any, drawn: Map) -> None:
    assert len(drawn.areas) > 100
    assert Counter(shape.name for shape in freeforms(deck, drawn)) == Counter(
        area.name for area in drawn.areas
    )
    for shape, area in zip(freeforms(deck, drawn), drawn.areas, strict=True):
        assert shape._element.nvSpPr.cNvPr.get("descr") == f"{area.name}: {area.text}"


def test_a_slide_has_no_picture_and_its_map_is_told_in_words(deck: Any, drawn: Map) -> None:
    slide = titled(deck, drawn.title)
    assert not [s for s in inside(slide.shapes) if s.shape_type is MSO_SHAPE_TYPE.PICTURE]
    groups = [s for s in slide.shapes if s.shape_type is MSO_SHAPE_TYPE.GROUP]
    told = [group._element._nvXxPr.cNvPr.get("descr") for group in groups]
    assert drawn.said in told
    assert all(told)


def test_there_are_as_many_marks_as_villages(deck: Any, drawn: Map) -> None:
    names = Counter(mark.name for mark in drawn.marks)
    diamonds = [s for s in on_slide(deck, drawn) if "diamond" in (geometry(s) or "")]
    assert drawn.marks
    assert Counter(shape.name for shape in diamonds) == names + Counter([drawn.marked])


def geometry(shape: Any) -> str | None:
    found = shape._element.find(f".//{qn('a:prstGeom')}")
    return found.get("prst") if found is not None else None


def test_each_class_has_its_colour_and_no_data_is_none_of_them(coverage: Briefing) -> None:
    (of,) = coverage.maps
    areas = tuple(
        replace(area, step=at % 6 - 1, value=None if at % 6 == 0 else area.value)
        for at, area in enumerate(of.areas)
    )
    made = replace(of, areas=areas)
    shapes = freeforms(opened(pptx_file(only(coverage, made))), made)
    found = {(area.step, fill(s)) for area, s in zip(areas, shapes, strict=True)}
    assert len(found) == len({colour for _, colour in found}) == 6
    assert (NO_DATA, "dots") in found


def test_the_legend_names_each_class_with_its_limits_and_counts_it(
    deck: Any, coverage: Briefing, drawn: Map
) -> None:
    texts = [plain(s.text_frame.text) for s in on_slide(deck, drawn) if s.has_text_frame]
    for step in drawn.legend:
        assert step.text in texts
        assert step.count == sum(area.step == step.step for area in drawn.areas)
    assert sum(step.count for step in drawn.legend) == len(drawn.areas)
    assert "sơ đồ" in said(titled(deck, drawn.title)), "outlines of the demonstration are computed"


def test_no_data_stands_in_the_legend_where_there_is_any(drawn: Map, coverage: Briefing) -> None:
    gap = Step(step=NO_DATA, text="Chưa có dữ liệu", count=1)
    areas = (replace(drawn.areas[0], step=NO_DATA, value=None), *drawn.areas[1:])
    made = replace(drawn, areas=areas, legend=(*drawn.legend, gap))
    deck = opened(pptx_file(only(coverage, made)))
    swatches = [s for s in on_slide(deck, made) if s.name == gap.text and not s.text_frame.text]
    assert [fill(shape) for shape in swatches] == ["dots"]
    assert b"<pattern" in svg(made, coverage.head, width_mm=160, height_mm=90)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("covered_3g", ["≥ 99 %", "95–99 %", "90–95 %", "80–90 %", "< 80 %"]),
        ("no_signal_people", ["0", "1–99", "100–299", "300–999", "≥ 1.000"]),
    ],
)
def test_classes_are_said_with_both_ends(name: str, said: list[str]) -> None:
    assert limits_of(steps_for(metric(name)), Words("vi")) == said


def test_the_table_has_every_commune_with_the_value_of_its_reading(
    desk: Desk, coverage: Briefing, drawn: Map
) -> None:
    with desk.open() as view:
        readings = view.readings([metric("covered_3g")], coverage.selection, by=By.AREA)
    known = {reading.group.label: reading.value for reading in readings if reading.group}
    cells = [valued(row) for row in drawn.table.rows]
    assert len(cells) == len(drawn.areas)
    for cell in cells:
        assert cell.reading
        assert cell.value == cell.reading.value
        assert (cell.value is None) == (cell.text == "—")
    named = {area.name: area.value for area in drawn.areas}
    assert {name: named[name] for name in known if name in named} == {
        name: value for name, value in known.items() if name in named
    }


def valued(row: tuple[Cell, ...]) -> Cell:
    (found,) = [cell for cell in row if cell.reading is not None]
    return found


def test_villages_of_communes_add_up_to_all(drawn: Map) -> None:
    last = [row[-1].value or 0 for row in drawn.table.rows]
    assert sum(last) == len(drawn.marks)
    assert drawn.most is not None
    assert sum(row[2].value or 0 for row in drawn.most.rows) == len(drawn.marks)


def test_the_appendix_has_every_commune(deck: Any, drawn: Map) -> None:
    rows = [
        row.cells[0].text
        for slide in deck.slides
        if slide.shapes.title.text_frame.text.startswith("Phụ lục")
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert rows == [row[0].text for row in drawn.table.rows]


def test_what_two_pages_draw_stands_once_in_the_appendix(coverage: Briefing, drawn: Map) -> None:
    twice = replace(coverage, sections=(Section(title="", pieces=(drawn, drawn)),))
    titles = [slide.shapes.title.text_frame.text for slide in opened(pptx_file(twice)).slides]
    assert titles.count(drawn.title) == 2
    assert titles.count(f"Phụ lục: {drawn.table.title}") == 1


def test_nothing_of_a_map_reaches_into_the_foot_or_over_the_edge(deck: Any, drawn: Map) -> None:
    slide = titled(deck, drawn.title)
    (foot,) = [p.top for p in slide.placeholders if p.placeholder_format.type is KIND.FOOTER]
    for shape in slide.shapes:
        if not shape.is_placeholder:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= foot


def test_a_sheet_has_every_commune_and_no_drawing(alone: Briefing, drawn: Map) -> None:
    sheet = load_workbook(BytesIO(xlsx_file(alone))).worksheets[1]
    assert not sheet._charts
    assert not sheet._images
    names = [row[0] for row in sheet.iter_rows(min_row=8, values_only=True)]
    assert names == [row[0].text for row in drawn.table.rows]


def test_word_has_a_picture_that_is_told_in_words(alone: Briefing, drawn: Map) -> None:
    (shape,) = Document(BytesIO(docx_file(alone))).inline_shapes
    assert shape._inline.docPr.get("descr") == said_of(drawn) == drawn.said


def test_a_pdf_stays_tagged_and_tells_its_map_in_words(alone: Briefing, drawn: Map) -> None:
    reader = PdfReader(BytesIO(pdf_file(alone)))
    root: Any = reader.root_object
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert drawn.said in set(alternatives(root["/StructTreeRoot"]))


def alternatives(element: Any) -> Iterator[str]:
    element = element.get_object()
    if isinstance(element, list):
        for each in element:
            yield from alternatives(each)
    elif isinstance(element, dict):
        if "/Alt" in element:
            yield str(element["/Alt"])
        if "/K" in element:
            yield from alternatives(element["/K"])


def test_the_same_map_is_the_same_bytes(alone: Briefing, drawn: Map) -> None:
    size: dict[str, Any] = {"width_mm": 160.0, "height_mm": 90.0, "framed": True}
    assert pptx_file(alone) == pptx_file(alone)
    assert png(drawn, alone.head, dpi=100, **size) == png(drawn, alone.head, dpi=100, **size)
    assert svg(drawn, alone.head, **size) == svg(drawn, alone.head, **size)


def test_kept_and_reopened_it_gives_the_same_slides(alone: Briefing) -> None:
    again = reopened(kept(alone))
    assert again.maps[0].areas == alone.maps[0].areas
    assert pptx_file(again) == pptx_file(alone)


def test_of_a_district_only_its_communes_are_drawn(brief: Made, desk: Desk, drawn: Map) -> None:
    made = brief(f"{SIGNAL}&district=455")
    (near,) = made.maps
    with desk.open() as view:
        codes = view.snap.places.commune_codes(made.selection)
    assert codes is not None
    assert set(codes) == {area.code for area in near.areas}
    assert 0 < len(near.areas) < len(drawn.areas)
    assert set(near.marks) < set(drawn.marks)
    shapes = freeforms(opened(pptx_file(only(made, near))), near)
    assert len(shapes) == len(near.areas)


def test_of_a_chosen_commune_no_other_is_said_to_lack_nothing(brief: Made, drawn: Map) -> None:
    code = next(area.code for area in drawn.areas if area.name == drawn.table.rows[0][0].text)
    (near,) = brief(f"{SIGNAL}&area={code}").maps
    assert [area.code for area in near.areas if area.chosen] == [code]
    assert len(near.table.columns) == len(drawn.table.columns) - 1
    assert len(near.marks) < len(drawn.marks)


def test_who_may_see_one_commune_alone_is_shown_no_other(desk: Desk, drawn: Map) -> None:
    code = drawn.areas[0].code
    scope = Scope(bound=Bound.COMMUNE, code=code)
    with Flask("tests").test_request_context("/"), desk.open() as view:
        found = page_at("/coverage")
        assert found
        (near,) = briefing_of(found[0], ask(replace(view, scope=scope), "")).maps
    assert [area.code for area in near.areas] == [code]
    assert len(near.table.rows) == 1
    assert not near.edge
    assert not near.around


def test_the_overview_has_the_map_too_with_the_title_of_the_screen(brief: Made) -> None:
    (found,) = brief("/").maps
    assert found.title == "Thôn thiếu sóng, điện, băng rộng"
    assert found.coloured == metric("covered_3g").label


def test_outlines_are_thinned_until_slides_can_carry_them(desk: Desk, drawn: Map) -> None:
    points = sum(len(ring) for area in drawn.areas for ring in area.rings)
    assert points < 10_000
    with desk.open() as view:
        outlines: Outlines = view.outlines()
    codes = [area.code for area in drawn.areas]
    few = thinned(outlines, codes, most=points // 2)
    assert set(few) == set(codes), "none is lost, also of islands"
    for area in drawn.areas:
        assert len(few[area.code]) == len(area.rings)
    assert sum(len(ring) for rings in few.values() for ring in rings) <= points * 0.75


def test_english_maps_are_english(brief: Made) -> None:
    made = brief(f"{SIGNAL}&lang=en")
    (found,) = made.maps
    assert found.title == "Villages without signal"
    assert found.legend[0].text == "< 80%"
    assert found.said.startswith("Villages without signal. ")
