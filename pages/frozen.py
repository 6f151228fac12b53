"""Frozen sets ('số liệu chốt'): what was fixed, when, and at which data version."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.table import Column, Row, table
from data_access.frozen import FrozenHead
from data_access.selection import Level, Selection
from pages.page import Ask
from wording import format as fmt
from wording.periods import named
from wording.readings import LEVEL_WORDS

ADDRESS = "/api/v1/frozen/"


def frozen_block(ask: Ask) -> Component:
    words, sets = ask.words, ask.view.frozen()
    title = words("Số liệu chốt")
    columns = [
        Column(title=words("Tên")),
        Column(title=words("Phạm vi"), kind="quiet", wide=True),
        Column(title=words("Chốt lúc"), kind="number"),
        Column(title=words("Phiên bản"), kind="number", wide=True),
        Column(title=words("Chỉ số"), kind="number"),
    ]
    body = (
        table(columns, [_row(ask, head) for head in sets], caption=title)
        if sets
        else empty_state(
            words("Chưa chốt bộ số liệu nào"), detail=words("Chốt bằng lệnh: tamnhin freeze TÊN")
        )
    )
    return panel(
        title,
        body,
        words=words,
        source=None,
        sub=words("Giữ nguyên từng chữ số, dù số liệu sau đó thay đổi"),
        kind="frozen-panel",
    )


def _row(ask: Ask, head: FrozenHead) -> Row:
    lang = ask.words.lang
    return Row(
        cells=[
            html.A(head.name, href=ADDRESS + quote(head.name), className="cut"),
            _scope(ask, head.selection, head.by),
            fmt.moment(fmt.epoch_ms(head.made_at)),
            fmt.number(head.data_version, 0, lang),
            fmt.number(len(head.metrics), 0, lang),
        ]
    )


def _scope(ask: Ask, query: Mapping[str, str], by: str) -> str:
    """A unit that is no longer there is said by its code."""
    places = ask.view.snap.places
    names = {code: area.name for code, area in places.areas.items()}
    names |= {code: agency.name for code, agency in places.agencies.items()}
    chosen = Selection.from_query(query, today=ask.view.snap.today)
    said = [named(chosen.period, ask.words)]
    said += [names.get(query[name], query[name]) for name in _PLACES if name in query]
    said += [ask.words(LEVEL_WORDS[Level(query["level"])])] if "level" in query else []
    said += [query[name] for name in ("field", "channel") if name in query]
    return ", ".join([*said, f"--by {by}"] if by else said)


_PLACES = ("district", "area", "agency")
