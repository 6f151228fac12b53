"""How a group's figures have moved: one with its target, a few of a kind, or one by its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import plotly.graph_objects as go
from dash.development.base_component import Component

from components.line import Line
from components.trend import trend, trend_figure
from data_access.selection import By, Channel, Level, Selection
from metrics.catalogue import metric
from metrics.groups import CHANNELS, LEVELS
from metrics.metric import Metric
from metrics.reading import Reading
from metrics.values import Asked
from pages.metric_history import broken, history_sub, history_title, reformed_on, shown
from pages.page import Ask, Content
from wording import format as fmt

TWO_YEARS = Asked(compare=False, months=24)
Part = Channel | Level
KINDS: Mapping[By, tuple[Part, ...]] = {By.CHANNEL: tuple(Channel), By.LEVEL: tuple(Level)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """`metrics` of one unit; a single one stands against its target. `split`: its parts, a line
    each. `title` where there is more than one line; a single one says its own finding."""

    metrics: tuple[str, ...]
    title: str = ""
    split: Literal[By.CHANNEL, By.LEVEL] | None = None


def trend_content(
    ask: Ask, charts: Sequence[str], trends: Sequence[Trend], whole: Mapping[str, Reading]
) -> Content:
    drawn = {chart: _drawn(ask, each, whole) for chart, each in zip(charts, trends, strict=True)}
    return Content(
        figures={chart: figure for chart, (figure, _) in drawn.items()},
        heads={chart: head for chart, (_, head) in drawn.items()},
    )


def trend_panel(content: Content, ask: Ask, chart: str, of: Trend) -> Component:
    metrics = [metric(name) for name in of.metrics]
    title, sub = content.head(chart)
    return trend(
        title,
        content.figure(chart),
        sub=sub,
        name=chart,
        words=ask.words,
        source=ask.source(*metrics),
        note=ask.note(title, *metrics),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a trend says: its title, the line under it, and a reading a line by its name."""

    title: str
    sub: str
    readings: Mapping[str, Reading]


def told(ask: Ask, of: Trend, whole: Mapping[str, Reading]) -> Told:
    about = metric(of.metrics[0])
    if of.split:
        readings = _split(ask, about, of.split)
    else:
        readings = {ask.words.label(metric(name)): whole[name] for name in of.metrics}
    first = next(iter(readings.values()))
    title = _title(ask, about, first) if len(readings) == 1 else ask.words(of.title)
    return Told(title=title, sub=history_sub(ask, about, first), readings=readings)


def _drawn(ask: Ask, of: Trend, whole: Mapping[str, Reading]) -> tuple[go.Figure, tuple[str, str]]:
    found = told(ask, of, whole)
    return _figure(ask, metric(of.metrics[0]), found), (found.title, found.sub)


def _split(ask: Ask, about: Metric, by: Literal[By.CHANNEL, By.LEVEL]) -> dict[str, Reading]:
    """Of its channels or levels, or of the one that the viewer has chosen."""
    names = {**CHANNELS, **LEVELS}
    chosen = ask.selection.channel if by is By.CHANNEL else ask.selection.level
    found = {}
    for part in [chosen] if chosen else KINDS[by]:
        selection = _limited(ask.selection, part)
        [found[ask.words(names[part])]] = ask.view.readings([about], selection, asked=TWO_YEARS)
    return found


def _limited(selection: Selection, part: Part) -> Selection:
    if isinstance(part, Level):
        return replace(selection, level=part)
    return replace(selection, channel=part)


def _title(ask: Ask, about: Metric, reading: Reading) -> str:
    """'Hồ sơ nộp trực tuyến: đạt mục tiêu 5 tháng liền'."""
    said = history_title(ask, about, reading)
    return ask.words(
        "{metric}: {finding}",
        metric=ask.words.label(about),
        finding=said[:1].lower() + said[1:],
    )


def _figure(ask: Ask, about: Metric, of: Told) -> go.Figure:
    readings = of.readings
    alone = len(readings) == 1
    lines = [
        Line(
            name="" if alone else name,
            points=shown(reading),
            kind="second" if place else "actual",
        )
        for place, (name, reading) in enumerate(readings.items())
    ]
    on = _reform(ask, readings.values())
    return trend_figure(
        lines,
        unit=about.unit,
        look=ask.look,
        note=ask.note(of.title, about),
        decimals=fmt.decimals_of(about),
        target=next(iter(readings.values())).target if alone else None,
        changed=on,
        broken=on is not None and broken(ask, about, on),
    )


def _reform(ask: Ask, readings: Iterable[Reading]) -> date | None:
    """The day within the months that are shown on which units became others."""
    days = [reformed_on(ask, shown(each)) for each in readings]
    return max((day for day in days if day), default=None)
