"""The wall's ticker: what needs a hand today. Every line is a reading."""

from __future__ import annotations

from dash.development.base_component import Component

from components.wall_frame import TickerLine, ticker_lines
from data_access.freshness import SourceState
from data_access.selection import By
from metrics.catalogue import metric
from metrics.values import ALONE
from pages.page import Ask
from pages.playlists import unknown
from pages.screens.gravest import alert_lines
from wording import format as fmt

AGENCIES = 3


def ticker(ask: Ask) -> list[Component]:
    return ticker_lines([*_unknown(ask), *alert_lines(ask), *_silent(ask), *_overdue(ask)])


def _unknown(ask: Ask) -> list[TickerLine]:
    if not unknown(ask):
        return []
    about = ask.words("Không có danh sách chiếu '{name}':", name=ask.item)
    return [
        TickerLine(
            shape="watch", when="", about=about, text=ask.words("đang chiếu danh sách chính")
        )
    ]


def _silent(ask: Ask) -> list[TickerLine]:
    lines = []
    for status, source in zip(ask.sources.values(), ask.every_source(), strict=True):
        if status.state in (SourceState.SILENT, SourceState.LATE) and source.as_of is not None:
            said = (
                ask.words("chậm, giữ số cuối")
                if status.state is SourceState.LATE
                else ask.words("im lặng, giữ số cuối")
            )
            about = ask.words("Nguồn {source}:", source=source.label)
            when = fmt.as_of(source.as_of, source.now)
            lines.append(TickerLine(shape="stale", when=when, about=about, text=said))
    return lines


def _overdue(ask: Ask) -> list[TickerLine]:
    """The agencies that hold most dossiers past their due date."""
    readings = ask.view.readings([metric("overdue_now")], ask.selection, by=By.AGENCY, asked=ALONE)
    source = ask.sources.get(metric("overdue_now").source)
    live = source is not None and source.state is SourceState.LIVE
    most = sorted((r for r in readings if r.value), key=lambda r: -(r.value or 0.0))[:AGENCIES]
    return [
        TickerLine(
            shape="missed" if live else "stale",
            when=fmt.as_of(fmt.epoch_ms(r.as_of), fmt.epoch_ms(ask.view.snap.now))
            if r.as_of
            else "",
            about=f"{r.group.short if r.group else ''}:",
            text=ask.words("{n} hồ sơ đang giữ quá hạn", n=fmt.number(r.value, 0, ask.words.lang)),
        )
        for r in most
    ]
