"""A briefing that is kept tells the same again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from exports.briefing import Briefing, Cell, Piece, Section, Table
from exports.formats import FORMATS, Format
from exports.keeping import kept, reopened


def test_what_is_reopened_is_what_was_kept_but_for_readings(briefing: Briefing) -> None:
    again = reopened(kept(briefing))
    assert again.readings == []
    assert again == replace(briefing, sections=tuple(map(_without, briefing.sections)))
    assert kept(again) == kept(briefing)


@pytest.mark.parametrize("format", FORMATS.values(), ids=list(FORMATS))
def test_a_file_of_it_is_the_same_to_the_byte(briefing: Briefing, format: Format) -> None:
    assert format.render(reopened(kept(briefing))) == format.render(briefing)


@pytest.mark.parametrize("name", ["pptx", "docx", "xlsx"])
def test_made_at_another_time_only_that_time_differs(briefing: Briefing, name: str) -> None:
    later = briefing.head.made_at + timedelta(minutes=1)
    other = replace(briefing, head=replace(briefing.head, made_at=later))
    first, second = (_members(FORMATS[name].render(each)) for each in (briefing, other))
    assert {part for part in first if first[part] != second[part]} == {"docProps/core.xml"}


def _members(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _without(section: Section) -> Section:
    return replace(section, pieces=tuple(_piece(each) for each in section.pieces))


def _piece(piece: Piece) -> Piece:
    if isinstance(piece, Table):
        return _table(piece)
    return replace(piece, table=_table(piece.table))


def _table(table: Table) -> Table:
    rows = tuple(tuple(_cell(cell) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _cell(cell: Cell) -> Cell:
    return replace(cell, reading=None)
