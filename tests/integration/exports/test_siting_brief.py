"""A plan of stations, and the estimate beside the reports, as a meeting is told of them."""

from __future__ import annotations

from dataclasses import replace

from exports.briefing import Briefing, Section, Table
from exports.keeping import kept, reopened
from exports.picture import svg
from exports.pptx_file import pptx_file
from tests.integration.exports.conftest import Made
from tests.integration.exports.slides import opened


def tables(made: Briefing) -> list[Table]:
    return [each for section in made.sections for each in section.pieces if isinstance(each, Table)]


def test_the_stations_of_a_plan_add_up_to_its_curve(brief: Made) -> None:
    figures, sites, curve = tables(brief("/siting?new=4"))
    assert figures.rows
    assert len(sites.rows) == 4
    assert [row[0].value for row in curve.rows][:5] == [0, 1, 2, 3, 4]
    people = sum(row[-2].value or 0 for row in sites.rows)
    assert people == curve.rows[4][1].value
    assert "new=4" in sites.link


def test_two_plans_are_drawn_on_one_slide_as_shapes(brief: Made) -> None:
    made = brief("/siting?new=2&b=1&b-new=5&b-sites=village,mast")
    [drawn] = made.maps
    between = next(each for each in tables(made) if each.title == drawn.title)
    stations = [int(cell.text) for cell in between.rows[2][1:]]
    assert [len([s for s in drawn.sites if s.kind == kind]) for kind in (2, 0, 1)] == stations[2:]
    assert all(row[-1].value for row in drawn.table.rows)
    only = replace(made, summary=(), sections=(Section(title="Bản đồ", pieces=(drawn,)),))
    shapes = [shape for slide in opened(pptx_file(only)).slides for shape in slide.shapes]
    land = next(shape for shape in shapes if shape.name == drawn.title)
    group = next(each for each in land.shapes if each.name == "Trạm mới")
    assert sorted(each.name for each in group.shapes) == sorted(2 * [s.name for s in drawn.sites])
    again = reopened(kept(only))
    assert again.maps[0].sites == drawn.sites
    one, two = (svg(each, made.head, width_mm=160, height_mm=90) for each in (drawn, again.maps[0]))
    assert one == two


def test_the_estimate_is_told_with_both_ways_of_differing(brief: Made) -> None:
    _, matrix, more, less = tables(brief("/estimate?lang=en"))
    counts = [[cell.value for cell in row[1:]] for row in matrix.rows]
    assert [len(row) for row in counts] == [3, 3, 3]
    assert "reported worse" in more.title
    assert "reported better" in less.title
