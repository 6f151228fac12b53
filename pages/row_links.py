"""From figures to the lists behind them: where numbers lead."""

from __future__ import annotations

from collections.abc import Iterable

from dash import dcc

from metrics.metric import Metric
from metrics.reading import Reading
from metrics.rows import Part, parts_of
from pages.page import Ask


def rows_by_group(
    ask: Ask, readings: Iterable[Reading], part: Part | None = None
) -> dict[str, str]:
    """Of broken-down readings, by the code of the group: the list of that group alone."""
    found: dict[str, str] = {}
    for reading in readings:
        group = reading.group
        wanted = part if part in parts_of(reading.metric) else None
        if group is not None and reading.value is not None:
            only = {str(group.by): group.code, "part": str(wanted) if wanted else None}
            href = ask.rows(reading.metric, **only)
            found |= {group.code: href} if href else {}
    return found


def rows_of(ask: Ask, reading: Reading) -> str:
    """The list behind one reading, which may be limited to a level; '' where there is none."""
    if reading.value is None:
        return ""
    level = reading.selection.level
    return ask.rows(reading.metric, **({"level": str(level)} if level else {})) or ""


def counted(ask: Ask, about: Metric, part: Part, shown: str) -> dcc.Link | str:
    """A number that counts rows, leading to them."""
    if part not in parts_of(about):
        return shown
    href = ask.rows(about, part=str(part)) or ""
    return dcc.Link(shown, href=href, title=ask.words("Xem danh sách"))
