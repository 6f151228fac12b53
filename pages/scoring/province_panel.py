"""The province among provinces: places and points that were published, year by year."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.interval import climbed
from components.panel import panel
from components.table import Column, Row, table
from data_access.assessments import Assessment, of_province
from metrics.catalogue import metric
from pages.page import Ask
from pages.scoring.rows import scheme_label
from wording import format as fmt

YEARS = 5


def province_panel(ask: Ask) -> Component | None:
    """None where nothing was loaded of it."""
    found = ask.view.kept(("assessments of the province",), lambda: of_province(ask.view.snap))
    until = ask.selection.period.end.year
    known = [each for each in found if each.year <= until]
    if not known:
        return None
    years = sorted({each.year for each in known})[-YEARS:]
    names = dict.fromkeys(each.scheme for each in known)
    rows = [
        _row(ask, name, [each for each in known if each.scheme == name], years) for name in names
    ]
    columns = [
        Column(title=ask.words("Bảng xếp hạng")),
        *(Column(title=str(year), kind="number") for year in years),
    ]
    title = ask.words("Tỉnh ta trong cả nước")
    sub = ask.words("Hạng và điểm như đã công bố")
    source = ask.source(metric("papi_rank"))
    return panel(
        title, table(columns, rows, caption=title), words=ask.words, source=source, sub=sub
    )


def _row(ask: Ask, name: str, own: Sequence[Assessment], years: Sequence[int]) -> Row:
    by_year = {each.year: each for each in own}
    told = [_cell(ask, by_year.get(year), by_year.get(year - 1)) for year in years]
    return Row(cells=[_label(ask, name), *told])


def _label(ask: Ask, name: str) -> str:
    versions = ask.view.schemes.get(name)
    return scheme_label(versions[-1], ask.words) if versions else name.upper()


def _cell(ask: Ask, of: Assessment | None, before: Assessment | None) -> Component | str:
    if of is None or of.rank is None:
        return fmt.NO_VALUE
    among = f"{of.rank}/{of.ranked}" if of.ranked else str(of.rank)
    points = fmt.number(of.points, 2, ask.words.lang)
    won = before.rank - of.rank if before and before.rank else None
    said = ask.words("{n} điểm", n=points)
    return html.Span(
        [
            html.B(among),
            " ",
            html.Span(climbed(won), className="climbed"),
            html.Span(said, className="sub index-points"),
        ]
    )
