"""A plan of stations, and the estimate beside the reports, as a meeting is told of them."""

from __future__ import annotations

from exports.briefing import Briefing, Table
from tests.integration.exports.conftest import Made


def tables(made: Briefing) -> list[Table]:
    return [each for section in made.sections for each in section.pieces if isinstance(each, Table)]


def test_the_stations_of_a_plan_add_up_to_its_curve(brief: Made) -> None:
    figures, sites, curve = tables(brief("/siting?new=4"))
    assert figures.rows
    assert len(sites.rows) == 4
    assert [row[0].value for row in curve.rows][:5] == [0, 1, 2, 3, 4]
    people = sum(row[-1].value or 0 for row in sites.rows)
    assert people == curve.rows[4][1].value
    assert "new=4" in sites.link


def test_the_estimate_is_told_with_both_ways_of_differing(brief: Made) -> None:
    _, matrix, more, less = tables(brief("/estimate?lang=en"))
    counts = [[cell.value for cell in row[1:]] for row in matrix.rows]
    assert [len(row) for row in counts] == [3, 3, 3]
    assert "reported worse" in more.title
    assert "reported better" in less.title
