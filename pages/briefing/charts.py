"""Charts of a briefing: months as lines, units as bars, each with the table of its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.days import month_key
from exports.briefing import Cell, Chart, Column, Form, Kind, Series, Table
from metrics.metric import Unit
from metrics.reading import Point, Reading
from pages.briefing import cells
from pages.briefing.tables import metrics_of, source_said, units_table
from pages.metric_history import broken, reformed_on, shown
from pages.page import Ask
from wording import format as fmt

BARS = 15  # units of a chart; its table has them all


def months_chart(
    ask: Ask, title: str, sub: str, readings: Mapping[str, Reading], link: str
) -> Chart:
    """A line a reading, by its name. A single one stands against its target."""
    first = next(iter(readings.values()))
    lines = {name: {p.month: p.value for p in shown(each)} for name, each in readings.items()}
    months = sorted({month for line in lines.values() for month in line})
    series = tuple(
        Series(name=name, values=tuple(line.get(month) for month in months))
        for name, line in lines.items()
    )
    about = metrics_of(readings.values())
    target = first.target if len(readings) == 1 else None
    return Chart(
        title=title,
        sub=sub,
        form=Form.LINE,
        categories=tuple(fmt.month(month, ask.words) for month in months),
        series=series,
        unit=first.metric.unit,
        decimals=fmt.decimals_of(first.metric),
        target=target,
        broken=_broken(ask, first, months),
        source=source_said(ask, *about),
        link=link,
        said=_line_said(ask, title, readings),
        about=about,
        table=_months_table(ask, title, months, readings),
    )


def _broken(ask: Ask, reading: Reading, months: Sequence[int]) -> int | None:
    on = reformed_on(ask, shown(reading))
    if on is None or not broken(ask, reading.metric, on):
        return None
    return next((i for i, month in enumerate(months) if month >= month_key(on)), None)


def _line_said(ask: Ask, title: str, readings: Mapping[str, Reading]) -> str:
    """'Đúng hạn: từ 96,1 % (T1/2023) đến 97,8 % (T12/2024)'."""
    said = [_ends(ask, name, reading) for name, reading in readings.items()]
    return ". ".join([title, *filter(None, said)])


def _ends(ask: Ask, name: str, reading: Reading) -> str:
    known = [point for point in shown(reading) if point.value is not None]
    if not known:
        return ask.words("{name}: chưa có dữ liệu", name=name)

    def at(point: Point) -> str:
        value = fmt.with_unit(
            point.value, reading.metric.unit, fmt.decimals_of(reading.metric), ask.words
        )
        return f"{value} ({fmt.month(point.month, ask.words)})"

    return ask.words(
        "{name}: từ {first} đến {last}", name=name, first=at(known[0]), last=at(known[-1])
    )


def _months_table(
    ask: Ask, title: str, months: Sequence[int], readings: Mapping[str, Reading]
) -> Table:
    found = [{p.month: p for p in each.series} for each in readings.values()]
    metrics = [each.metric for each in readings.values()]
    return Table(
        title=title,
        columns=(
            Column(title=ask.words("Tháng")),
            *(Column(title=name, kind=Kind.FIGURE) for name in readings),
        ),
        rows=tuple(
            (
                cells.text(fmt.month(month, ask.words)),
                *(
                    _point(ask, points.get(month), metric.unit, fmt.decimals_of(metric))
                    for points, metric in zip(found, metrics, strict=True)
                ),
            )
            for month in months
        ),
        source=source_said(ask, *metrics),
        about=metrics_of(readings.values()),
    )


def _point(ask: Ask, point: Point | None, unit: Unit, decimals: int) -> Cell:
    value = point.value if point else None
    said = fmt.with_unit(value, unit, decimals, ask.words) if value is not None else fmt.NO_VALUE
    return Cell(text=said, value=value, unit=unit, decimals=decimals)


def units_chart(
    ask: Ask, title: str, sub: str, unit: str, readings: Sequence[Reading], link: str
) -> Chart:
    """Of known readings in their order; the first of them are drawn, all are in the table."""
    first, drawn = readings[0], readings[:BARS]
    about = metrics_of(readings)
    names = tuple(each.group.short if each.group else "" for each in drawn)
    targets = {each.target for each in drawn}
    return Chart(
        title=title,
        sub=sub,
        form=Form.BAR,
        categories=names,
        series=(
            Series(name=ask.words.label(first.metric), values=tuple(each.value for each in drawn)),
        ),
        unit=first.metric.unit,
        decimals=fmt.decimals_of(first.metric),
        target=targets.pop() if len(targets) == 1 else None,
        source=source_said(ask, *about),
        link=link,
        said=f"{title}. {_bars_said(ask, drawn)}",
        about=about,
        table=units_table(ask, title, unit, readings),
    )


def _bars_said(ask: Ask, drawn: Sequence[Reading]) -> str:
    ends = [drawn[0], drawn[-1]] if len(drawn) > 1 else drawn
    return "; ".join(
        f"{each.group.label if each.group else ''}: {cells.valued(ask, each).text}" for each in ends
    )
