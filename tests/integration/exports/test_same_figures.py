"""The figures of all five files are those of the interface: for 50 selections drawn at random."""

from __future__ import annotations

import random
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from api.figures import figure_json
from exports.briefing import Briefing, Cell
from exports.csv_file import csv_file
from exports.formats import FORMATS
from exports.provenance import table_of
from metrics.catalogue import CATALOGUE
from metrics.desk import Desk
from tests.integration.exports import slides
from tests.integration.exports.conftest import Made

SEED, SELECTIONS = 20241227, 50
PERIODS = ("2024-01-01 2024-12-31", "2024-11-01 2024-11-30", "2024-07-01 2024-09-30")
FILTERS = ("", "&district=455", "&district=450", "&level=province", "&level=commune")


def drawn() -> Iterator[str]:
    chance = random.Random(SEED)
    metrics = list(CATALOGUE)
    for _ in range(SELECTIONS):
        start, end = chance.choice(PERIODS).split()
        filters = f"from={start}&to={end}{chance.choice(FILTERS)}"
        yield f"/metric/{chance.choice(metrics)}?{filters}"


@pytest.mark.parametrize("address", drawn())
def test_all_files_say_what_the_interface_says(brief: Made, desk: Desk, address: str) -> None:
    made = brief(address)
    cells = list(_read(made))
    assert cells
    _as_the_interface(desk, cells)
    for texts in (_slides(made), _report(made), _pdf(made)):
        assert {_flat(cell.text) for cell in cells} - texts == set()
    numbers = {round(cell.value, 9) for cell in cells if cell.value is not None}
    assert numbers - _workbook(made) == set()
    assert numbers - _csv(made) == set()


def _read(made: Briefing) -> Iterator[Cell]:
    for table in map(table_of, made.pieces):
        for row in table.rows:
            yield from (cell for cell in row if cell.reading is not None)


def _as_the_interface(desk: Desk, cells: list[Cell]) -> None:
    """Each value is the one that the API gives for the same selection and group."""
    known: dict[tuple[str, str, str], Any] = {}
    with desk.open() as view:
        for cell in cells:
            assert cell.reading
            reading, by = cell.reading, cell.reading.group.by if cell.reading.group else None
            asked = dict(reading.selection.to_query()) | ({"by": str(by)} if by else {})
            key = (reading.metric.id, str(asked), str(by))
            if key not in known:
                known[key] = figure_json(view, reading.metric.id, asked)
            told = known[key]
            if by is not None:
                assert reading.group
                [told] = [each for each in told if each["by"][str(by)] == reading.group.code]
            assert told["value"] == cell.value, (cell.text, told)


def _flat(text: str) -> str:
    return "".join(text.split())


def _slides(made: Briefing) -> set[str]:
    deck = slides.opened(FORMATS["pptx"].render(made))
    texts = {_flat(text) for table in slides.tables(deck) for text in slides.cells_of(table)}
    values = slides.drawn(deck)
    charted = {_flat(c.text) for c in _read(made) if c.value is None or _near(c.value, values)}
    return texts | charted


def _near(value: float, values: set[float]) -> bool:
    return any(abs(value - each) < 1e-9 for each in values)


def _report(made: Briefing) -> set[str]:
    report = docx.Document(BytesIO(FORMATS["docx"].render(made)))
    return {_flat(c.text) for table in report.tables for row in table.rows for c in row.cells}


def _pdf(made: Briefing) -> set[str]:
    reader = PdfReader(BytesIO(FORMATS["pdf"].render(made)))
    text = _flat("".join(page.extract_text() for page in reader.pages))
    return {_flat(cell.text) for cell in _read(made) if _flat(cell.text) in text}


def _workbook(made: Briefing) -> set[float]:
    book = openpyxl.load_workbook(BytesIO(FORMATS["xlsx"].render(made)))
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return {round(float(value), 9) for value in cells if isinstance(value, int | float)}


def _csv(made: Briefing) -> set[float]:
    found: set[float] = set()
    for piece in made.pieces:
        for line in csv_file(table_of(piece)).decode("utf-8-sig").splitlines()[1:]:
            found |= {round(float(each), 9) for each in line.split(",") if _is_number(each)}
    return found


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
