"""What comes in and what goes out, over 24 months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from components.line import Kind, Line
from components.trend import trend_figure
from data_access.areas import Conversion
from data_access.days import first_of, last_of, month_key, shift_month
from data_access.selection import Channel, Period
from metrics.catalogue import metric
from metrics.metric import Unit
from metrics.reading import Reading
from metrics.values import Asked
from pages.page import Ask
from wording import format as fmt
from wording.periods import lowered
from wording.readings import conversion_said

TWO_YEARS = Asked(compare=False, months=24)


def flow_figure(ask: Ask) -> go.Figure:
    """Dossiers received and resolved."""
    kinds: tuple[Kind, Kind] = ("second", "actual")
    lines = [
        Line(name=name, points=reading.series, kind=kind)
        for (name, reading), kind in zip(flow_readings(ask).items(), kinds, strict=True)
    ]
    return _figure(ask, lines, flow_title(ask))


def flow_readings(ask: Ask) -> dict[str, Reading]:
    wanted = [metric("received"), metric("resolved")]
    received, resolved = ask.view.readings(wanted, ask.selection, asked=TWO_YEARS)
    return {ask.words("Tiếp nhận"): received, ask.words("Đã giải quyết"): resolved}


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
    change = _change(ask)
    return trend_figure(
        lines,
        unit=Unit.DOSSIERS,
        look=ask.look,
        note=note,
        changed=change.on if change else None,
    )


def _change(ask: Ask) -> Conversion | None:
    """Of the chosen district or commune, within the months that are shown."""
    end = ask.selection.period.until(ask.view.snap.today).end
    start = first_of(shift_month(month_key(end), 1 - TWO_YEARS.months))
    return ask.change_in(Period(start=start, end=end))


def months_said(ask: Ask) -> str:
    """A month that is still running must not be read as a fall."""
    end, change = ask.selection.period.until(ask.view.snap.today).end, _change(ask)
    said = ask.words("Hồ sơ mỗi tháng, 24 tháng")
    if end != last_of(month_key(end)):
        said = ask.words("Hồ sơ mỗi tháng, 24 tháng; tháng cuối tính đến {day}", day=fmt.day(end))
    return f"{said}; {lowered(conversion_said(change, ask.words))}" if change else said
