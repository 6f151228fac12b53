"""Who has promised how much and kept it, and the promises that are late."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.promise_words import STATE_WORDS
from components.table import Column, Row, table
from metrics.commitments.board import Promise, Tally, by_operator, tally
from metrics.commitments.states import State
from pages.gaps import bare_name, commune_name, district_name
from pages.page import Ask
from pages.promises.asked import Promises
from pages.promises.when import nothing
from wording import format as fmt

SHOWN = (State.KEPT, State.KEPT_LATE, State.LATE, State.UNKNOWN, State.DUE)
LATE_SHOWN = 60


def operators_panel(ask: Ask, of: Promises) -> Component:
    words = ask.words
    columns = [
        Column(title=words("Đơn vị thực hiện")),
        Column(title=words("Cam kết"), kind="number"),
        *(Column(title=words(STATE_WORDS[state]), kind="number") for state in SHOWN),
        Column(title=words("Tỷ lệ đúng hạn"), kind="number"),
    ]
    rows = [
        Row(cells=[name, *_cells(ask, tally(own))]) for name, own in by_operator(of.every).items()
    ]
    title = operators_title(ask, of)
    return panel(
        title,
        table(columns, rows, caption=title) if rows else nothing(ask),
        words=words,
        source=ask.source(of.metric),
        sub=words("Tỷ lệ đúng hạn: trên số đã đúng hạn, xong chậm và quá hạn"),
        note=ask.note(title, of.metric),
    )


def operators_title(ask: Ask, of: Promises) -> str:
    """Who has most that is late."""
    late = {
        name: sum(promise.state is State.LATE for promise in own)
        for name, own in by_operator(of.every).items()
    }
    most = max(late, key=lambda name: late[name], default="")
    if not most or not late[most]:
        return ask.words("Không đơn vị nào quá hạn")
    return ask.words("{name} quá hạn nhiều nhất: {n}", name=most, n=late[most])


def _cells(ask: Ask, of: Tally) -> list[str]:
    lang = ask.words.lang
    counts = [of.promised, *(of.counts.get(state, 0) for state in SHOWN)]
    return [*(fmt.number(each, 0, lang) for each in counts), fmt.percent(of.in_time, 0, lang)]


def late_promises(of: Promises) -> list[Promise]:
    """The longest first."""
    late = [promise for promise in of.every if promise.state is State.LATE]
    return sorted(late, key=lambda p: (-p.outcome.days, -p.of.people, p.of.village))


def late_panel(ask: Ask, of: Promises) -> Component:
    words, late = ask.words, late_promises(of)
    title = late_title(ask, late)
    shown = late[:LATE_SHOWN]
    columns = [
        Column(title=words("Thôn, bản")),
        Column(title=words("Xã"), kind="quiet"),
        Column(title=words("Đơn vị thực hiện"), kind="quiet"),
        Column(title=words("Quyết định"), kind="quiet", wide=True),
        Column(title=words("Ngày hẹn"), kind="number", wide=True),
        Column(title=words("Chậm (ngày)"), kind="number"),
    ]
    foot = f"1–{len(shown)} / {len(late)}"
    return panel(
        title,
        table(columns, [_late(ask, p) for p in shown], caption=title, foot=foot)
        if shown
        else empty_state(words("Không còn cam kết quá hạn"), shape="met"),
        words=words,
        source=ask.source(of.metric),
        note=ask.note(title, of.metric),
        columns=[column.title for column in columns],
        rows=[late_cells(ask, promise) for promise in late],
    )


def late_title(ask: Ask, late: Sequence[Promise]) -> str:
    if not late:
        return ask.words("Quá hạn")
    longest = fmt.number(late[0].outcome.days, 0, ask.words.lang)
    return ask.words("{n} cam kết quá hạn, lâu nhất {days} ngày", n=len(late), days=longest)


def late_cells(ask: Ask, promise: Promise) -> list[str | int]:
    of = promise.of
    where = f"{commune_name(ask, of.commune)}, {district_name(ask, of.commune)}"
    said = [
        bare_name(of.name),
        where.removesuffix(", "),
        of.operator,
        of.decision,
        fmt.day(of.planned_on),
    ]
    return [*said, promise.outcome.days]


def _late(ask: Ask, promise: Promise) -> Row:
    cells = late_cells(ask, promise)
    return Row(cells=[*cells[:-1], fmt.number(float(cells[-1]), 0, ask.words.lang)])
