"""What comes in and what goes out, over 24 months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from components import format as fmt
from components.line import Kind, Line
from components.trend import trend_figure
from data_access.days import last_of, month_key
from data_access.selection import Channel
from metrics.catalogue import metric
from metrics.metric import Unit
from metrics.values import Asked
from pages.page import Ask

TWO_YEARS = Asked(compare=False, months=24)


def flow_figure(ask: Ask) -> go.Figure:
    """Dossiers received and resolved."""
    received, resolved = ask.view.readings(
        [metric("received"), metric("resolved")], ask.selection, asked=TWO_YEARS
    )
    lines = [
        Line(name=ask.words("Tiếp nhận"), points=received.series, kind="second"),
        Line(name=ask.words("Đã giải quyết"), points=resolved.series),
    ]
    return _figure(ask, lines, flow_title(ask))


def flow_title(ask: Ask) -> str:
    return ask.words("Hồ sơ tiếp nhận và giải quyết")


def channel_figure(ask: Ask) -> go.Figure:
    """Dossiers received, by channel."""
    names = {
        Channel.ONLINE: ask.words("Trực tuyến"),
        Channel.DIRECT: ask.words("Trực tiếp"),
        Channel.POSTAL: ask.words("Bưu chính"),
    }
    lines = []
    for channel, name in names.items():
        selection = replace(ask.selection, channel=channel)
        [reading] = ask.view.readings([metric("received")], selection, asked=TWO_YEARS)
        kind: Kind = "actual" if channel is Channel.ONLINE else "second"
        lines.append(Line(name=name, points=reading.series, kind=kind))
    return _figure(ask, lines, channel_title(ask))


def channel_title(ask: Ask) -> str:
    return ask.words("Tiếp nhận theo kênh")


def _figure(ask: Ask, lines: Sequence[Line], title: str) -> go.Figure:
    note = ask.note(title, metric("received"))
    return trend_figure(lines, unit=Unit.DOSSIERS, look=ask.look, note=note)


def months_said(ask: Ask) -> str:
    """A month that is still running must not be read as a fall."""
    end = ask.selection.period.until(ask.view.snap.today).end
    if end == last_of(month_key(end)):
        return ask.words("Hồ sơ mỗi tháng, 24 tháng")
    return ask.words("Hồ sơ mỗi tháng, 24 tháng; tháng cuối tính đến {day}", day=fmt.day(end))
