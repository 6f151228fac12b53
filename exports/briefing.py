"""Briefing: what a page or a meeting is told, before it becomes a file.

One of them feeds every format, so no two files can disagree: cells hold both the value, as a
reading has it, and the text that a screen would show for it. Nothing here reads data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data_access.selection import Selection
from exports.map_parts import Area, Mark, Ring, Site, Step
from metrics.metric import Metric, Unit
from metrics.reading import Reading, Status
from wording.words import Lang, Words


class Kind(StrEnum):
    """How a column is set: text to the left, figures to the right."""

    TEXT = "text"
    FIGURE = "figure"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`width`: its share of the table's width, against those of the others."""

    title: str
    kind: Kind = Kind.TEXT
    width: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`value` in the metric's unit (a ratio as a fraction), None where `text` is all there is or
    there is no data. `decimals`: of the value as it is shown, of a ratio those of the percentage.
    `reading`: whose value it is."""

    text: str
    value: float | None = None
    unit: Unit | None = None
    decimals: int = 0
    status: Status | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`sub`: the line under its title; `source`: where its figures are from, and as of when;
    `link`: the very view, on screen; `about`: what it shows, explained among the terms."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sub: str = ""
    source: str = ""
    link: str = ""
    about: tuple[Metric, ...] = ()


class Form(StrEnum):
    LINE = "line"  # categories are months
    BAR = "bar"  # categories are units, the first on top


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """`values`: one a category, in the metric's unit; None is a gap, never 0."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`target`: a line across, in the same unit. `broken`: the place of the category from which
    units are others (the reform of 2025), None where they are not; a line is not drawn over it.
    `said`: the same in words, for those who do not see it. `table`: its figures."""

    title: str
    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit
    decimals: int
    table: Table
    sub: str = ""
    source: str = ""
    link: str = ""
    target: float | None = None
    broken: int | None = None
    said: str = ""
    about: tuple[Metric, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Communes coloured by a share, villages as marks. `legend`: its classes, worst first, under
    the title `coloured`; `marked`: what the marks are, `severe`: the worst there is; `lines`: of
    districts, `edge`: around all; `around`: what lies beside; `most`: places by their marks, most
    first; `table`: every commune; `said`: the same in words. `sites`: new stations of a plan, or of
    two; `sited`: what each kind of them is."""

    title: str
    areas: tuple[Area, ...]
    marks: tuple[Mark, ...]
    legend: tuple[Step, ...]
    coloured: str
    marked: str
    unit: Unit
    decimals: int
    table: Table
    severe: bool = True
    lines: tuple[Ring, ...] = ()
    edge: tuple[Ring, ...] = ()
    around: tuple[Mark, ...] = ()
    most: Table | None = None
    sites: tuple[Site, ...] = ()
    sited: tuple[str, ...] = ()
    sub: str = ""
    source: str = ""
    link: str = ""
    said: str = ""
    about: tuple[Metric, ...] = ()


Drawn = Chart | Map
Piece = Table | Drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A definition: what a figure means, how it is worked out, and what it rests on."""

    name: str
    meaning: str
    formula: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`filters`: 'Năm 2024, Huyện Lệ Thủy'. `as_of`, `made_at`: UTC; only `made_at` differs between
    two briefings of the same. `link`: the view on screen, with its period spelled out.
    `synthetic`: of the demonstration, which every page and sheet must say."""

    title: str
    province: str
    filters: str
    lang: Lang
    as_of: datetime | None
    made_at: datetime
    data_version: int
    link: str
    synthetic: bool

    @property
    def words(self) -> Words:
        return Words(self.lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """`summary`: sentences that the figures bear out. `sources`: a line each, with its age."""

    head: Head
    selection: Selection
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    terms: tuple[Term, ...]
    sources: tuple[str, ...] = ()

    @property
    def pieces(self) -> Sequence[Piece]:
        return [piece for section in self.sections for piece in section.pieces]

    @property
    def charts(self) -> Sequence[Chart]:
        return [piece for piece in self.pieces if isinstance(piece, Chart)]

    @property
    def maps(self) -> Sequence[Map]:
        return [piece for piece in self.pieces if isinstance(piece, Map)]

    @property
    def readings(self) -> Sequence[Reading]:
        """Every reading whose value stands in it."""
        tables = [piece if isinstance(piece, Table) else piece.table for piece in self.pieces]
        cells = [cell for table in tables for row in table.rows for cell in row]
        return [cell.reading for cell in cells if cell.reading is not None]
