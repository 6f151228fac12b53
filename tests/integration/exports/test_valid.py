"""Office opens what is made without a word of repair: the rules of the Open XML SDK hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from exports.formats import FORMATS
from tests.integration.exports.conftest import Made

PAGES = ("/", "/dossiers?lang=en", "/coverage", "/targets", "/metric/on_time", "/leaderboard")


@pytest.mark.parametrize("name", ["pptx", "docx", "xlsx"])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_in_it_is_to_be_repaired(brief: Made, tmp_path: Path, page: str, name: str) -> None:
    file = tmp_path / f"bao-cao.{name}"
    file.write_bytes(FORMATS[name].render(brief(page)))
    found = OpenXmlValidator(max_errors=5).validate(file)
    assert [(each.part_uri, each.path, each.description) for each in found.errors] == []
    assert found.is_valid


def test_a_wrong_number_of_an_axis_is_found(brief: Made, tmp_path: Path) -> None:
    """That the check can fail: python-pptx by itself writes what the schema does not allow."""
    deck, data = Presentation(), CategoryChartData()
    data.categories = ["a"]
    data.add_series("b", [1])
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 100, 100, data)
    deck.save(str(tmp_path / "wrong.pptx"))
    assert not OpenXmlValidator().validate(tmp_path / "wrong.pptx").is_valid
