"""From figures to the lists behind them: where numbers lead."""

from __future__ import annotations

from collections.abc import Iterable

from dash.development.base_component import Component

from components.row_link import to_rows
from metrics.metric import Metric
from metrics.reading import Reading
from metrics.rows import Part, parts_of
from pages.page import Ask


def rows_by_group(
    ask: Ask, readings: Iterable[Reading], part: Part | None = None
) -> dict[str, str]:
    """Of broken-down readings, by the code of the group: the list of that group alone."""
    found = {r.group.code: rows_of(ask, r, part) for r in readings if r.group is not None}
    return {code: href for code, href in found.items() if href}


def rows_of(ask: Ask, reading: Reading, part: Part | None = None) -> str:
    """The list behind one reading: of its group, its level, and its days where these are other
    ones than the page's; '' where there is none. `part`: if the metric has it."""
    if reading.value is None:
        return ""
    group, asked = reading.group, reading.selection
    query = asked.to_query()
    if asked.period == ask.selection.period:
        del query["from"], query["to"]
    only = {str(group.by): group.code} if group is not None else {}
    if part in parts_of(reading.metric):
        only["part"] = str(part)
    return ask.rows(reading.metric, **(query | only)) or ""


def counted(ask: Ask, about: Metric, part: Part, shown: str) -> Component | str:
    """A number that counts rows, leading to them."""
    href = ask.rows(about, part=str(part)) if part in parts_of(about) else None
    return to_rows(shown, href, ask.words)
