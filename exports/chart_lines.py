"""Lines of a chart as files draw them, whichever program it is for."""

from __future__ import annotations

from exports.briefing import Chart, Series
from metrics.metric import Unit
from wording import format as fmt
from wording.words import Words


def goal_said(of: Chart, words: Words) -> str:
    """'Mục tiêu 70 %'; '' without one."""
    if of.target is None:
        return ""
    said = fmt.goal(of.target, of.unit, words.lang)
    if of.unit is Unit.RATIO:
        said += " %" if words.lang == "vi" else "%"
    return words("Mục tiêu {value}", value=said)


def lines_of(of: Chart, words: Words) -> list[Series]:
    """Halves where units change, and last of all the target across."""
    lines = [half for series in of.series for half in _halves(of, series, words)]
    if of.target is None:
        return lines
    across = (of.target,) * len(of.categories)
    return [*lines, Series(name=goal_said(of, words), values=across)]


def _halves(of: Chart, series: Series, words: Words) -> list[Series]:
    at = of.broken
    if at is None or not any(v is not None for v in series.values[:at]):
        return [series]
    gap = (None,) * len(series.values)
    name = words("{name}, trước {month}", name=series.name, month=of.categories[at])
    before = Series(name=name, values=(*series.values[:at], *gap[at:]))
    return [before, Series(name=series.name, values=(*gap[:at], *series.values[at:]))]


def last_of(line: Series) -> int | None:
    """The place of its last value."""
    known = [at for at, value in enumerate(line.values) if value is not None]
    return known[-1] if known else None


def place_of(of: Chart, line: Series) -> int:
    """Which of the chart's series a line is, or a half of; 0 for the target."""
    places = (at for at, each in enumerate(of.series) if line.name.startswith(each.name))
    return next(places, 0)


def sub_of(of: Chart, words: Words) -> str:
    """The line under its title, with what the lines alone would not say."""
    broken = ""
    if of.broken is not None:
        month = of.categories[of.broken]
        broken = words("Đường ngắt ở {month}: từ đó là đơn vị khác", month=month)
    return ". ".join(part.rstrip(".") for part in (of.sub, broken) if part)
