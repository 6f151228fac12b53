"""What a named briefing says now, on screen: its summary, and the head of each piece."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.glyph import glyph
from components.panel import panel
from components.table import Cell as Shown
from components.table import Column, Row, table
from config.briefings import BriefingSpec
from exports.briefing import Briefing, Cell, Kind, Piece
from exports.provenance import table_of
from pages.briefing.compose import briefing
from pages.briefing.named import PATH, label_of, sections_named
from pages.page import Ask
from wording.readings import STATUS_SHAPES

SHOWN = 6  # rows of a piece; the files have them all


def preview(ask: Ask, spec: BriefingSpec) -> list[Component]:
    label = label_of(spec, ask.words.lang)
    sections = tuple(sections_named(ask, spec))
    made = briefing(ask, label, f"{PATH}/{spec.name}", sections)
    return [_summary(ask, made), *(_section(ask, *each) for each in _numbered(made))]


def _numbered(made: Briefing) -> list[tuple[str, tuple[Piece, ...]]]:
    return [(f"{n}. {each.title}", each.pieces) for n, each in enumerate(made.sections, start=1)]


def _summary(ask: Ask, made: Briefing) -> Component:
    said = html.Ul([html.Li(each) for each in made.summary], className="brief-summary")
    return panel(ask.words("Tóm tắt"), said, words=ask.words, source=None)


def _section(ask: Ask, title: str, pieces: tuple[Piece, ...]) -> Component:
    body = [part for piece in pieces for part in _piece(ask, piece)]
    return panel(title, body, words=ask.words, source=None, kind="brief-section")


def _piece(ask: Ask, piece: Piece) -> list[Component]:
    held = table_of(piece)
    columns = [
        Column(title=each.title, kind="number" if each.kind is Kind.FIGURE else "text")
        for each in held.columns
    ]
    rows = [Row(cells=[_cell(cell) for cell in row]) for row in held.rows[:SHOWN]]
    shown = ask.words("{n} / {all} dòng", n=len(rows), all=len(held.rows))
    foot = " · ".join(filter(None, [shown if len(rows) < len(held.rows) else "", piece.source]))
    return [html.H3(piece.title), table(columns, rows, caption=piece.title, foot=foot)]


def _cell(cell: Cell) -> Shown:
    """A status also by its symbol."""
    if cell.status is None:
        return cell.text
    shape = STATUS_SHAPES[cell.status]
    return html.Span([glyph(shape), html.Span(cell.text)], className="verdict")
