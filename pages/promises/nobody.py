"""Villages that lack something and of which nobody has promised anything."""

from __future__ import annotations

from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.table import Column, Row, table
from pages.gaps import bare_name, commune_name, district_name
from pages.page import Ask
from pages.promises.asked import Promises
from wording import format as fmt

SHOWN = 30


def nobody_panel(ask: Ask, of: Promises) -> Component:
    words, found = ask.words, of.nobody
    columns = [
        Column(title=words("Thôn, bản")),
        Column(title=words("Xã"), kind="quiet"),
        Column(title=words("Huyện"), kind="quiet", wide=True),
        Column(title=words("Người"), kind="number"),
    ]
    shown = found[:SHOWN]
    rows = [
        Row(
            cells=[
                bare_name(village.name),
                commune_name(ask, village.commune),
                district_name(ask, village.commune),
                fmt.number(village.people, 0, words.lang),
            ]
        )
        for village in shown
    ]
    title = words("{n} thôn chưa ai cam kết", n=len(found))
    foot = f"1–{len(shown)} / {len(found)}"
    return panel(
        title,
        table(columns, rows, caption=title, foot=foot)
        if rows
        else empty_state(words("Thôn nào cũng có cam kết"), shape="met"),
        words=words,
        source=ask.source(of.metric),
        note=ask.note(title, of.metric),
    )
