"""Before and after: the map of promises at the end of one month, and of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.panel import panel
from components.promise_counts import state_key
from components.segment import Segment, segments
from data_access.days import last_of, month_key, shift_month
from data_access.errors import UnknownFilter
from metrics.commitments.board import Promise, tally
from metrics.commitments.states import State
from metrics.commitments.timeline import as_of
from pages.page import Ask, Content, Figure
from pages.promises.asked import PATH, Promises
from pages.promises.where import states_map
from wording import format as fmt

NAMES = ("before", "after")  # in the address: months, '202406'
YEAR = 12
DONE = (State.KEPT, State.KEPT_LATE, State.BEFORE)
FIRST = 190001


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """Promises as they stood at a month's end, or on the day that is looked from."""

    name: str
    month: int
    promises: Sequence[Promise]

    @property
    def done(self) -> int:
        return sum(promise.state in DONE for promise in self.promises)


def both_months(ask: Ask, of: Promises) -> tuple[Then, Then]:
    """A year apart where nobody asks otherwise. Raises UnknownFilter."""
    now = _now(ask)
    after = _month(ask, NAMES[1], now)
    before = _month(ask, NAMES[0], shift_month(after, -YEAR))
    return _then(ask, of, NAMES[0], before), _then(ask, of, NAMES[1], after)


def _now(ask: Ask) -> int:
    return month_key(ask.selection.period.until(ask.view.snap.today).end)


def _month(ask: Ask, name: str, usual: int) -> int:
    text = ask.query.get(name)
    if not text:
        return usual
    now = _now(ask)
    if not (len(text) == 6 and text.isascii() and text.isdigit() and 1 <= int(text) % 100 <= 12):
        raise UnknownFilter(name, text, [str(now)])
    if not FIRST <= int(text) <= now:
        raise UnknownFilter(name, text, [f"≤ {now}"])
    return int(text)


def _then(ask: Ask, of: Promises, name: str, month: int) -> Then:
    day = min(last_of(month), ask.selection.period.until(ask.view.snap.today).end)
    return Then(name=name, month=month, promises=as_of(of.every, day))


def then_figure(ask: Ask, of: Promises, then: Then) -> Figure:
    return states_map(ask, then.promises, ask.note(then_title(ask, then), of.metric))


def then_title(ask: Ask, then: Then) -> str:
    """'Cuối T12/2023: 41 / 317 cam kết đã xong'."""
    return ask.words(
        "Cuối {month}: {n} / {all} cam kết đã xong",
        month=fmt.month(then.month, ask.words),
        n=then.done,
        all=len(then.promises),
    )


def then_sub(ask: Ask, first: Then, second: Then) -> str:
    """What has changed between the two, under the second."""
    states = {p.of.village + p.of.decision: p.state for p in first.promises}
    before = [states[p.of.village + p.of.decision] for p in second.promises]
    pairs = [(old, p.state) for old, p in zip(before, second.promises, strict=True)]
    done = sum(new in DONE and old not in DONE for old, new in pairs)
    late = sum(new is State.LATE and old is not State.LATE for old, new in pairs)
    return ask.words(
        "So với cuối {month}: {done} cam kết xong thêm, {late} thành quá hạn",
        month=fmt.month(first.month, ask.words),
        done=done,
        late=late,
    )


def then_steps(ask: Ask, then: Then) -> Component:
    """A year and a month back and forth; not beyond today."""
    now = _now(ask)
    items = [
        Segment(label=sign, href=_href(ask, then.name, at), here=by == 0)
        for sign, by in (("«", -YEAR), ("‹", -1), ("", 0), ("›", 1), ("»", YEAR))
        if FIRST <= (at := shift_month(then.month, by)) <= now
        for sign in (sign or fmt.month(then.month, ask.words),)
    ]
    return segments(items, label=ask.words("Cuối tháng"))


def _href(ask: Ask, name: str, month: int) -> str:
    return ask.href(PATH, **{name: str(month)})


def then_key(ask: Ask, then: Then) -> Component:
    return state_key(tally(then.promises).counts, ask.words)


def then_panel(
    content: Content, ask: Ask, chart: str, steps: Component, key: Component
) -> Component:
    title, sub = content.head(chart)
    stage = map_stage(content.figure(chart), id=ids.graph(chart), kind="is-small")
    return panel(
        title,
        [html.Div(steps, className="switches"), stage, key],
        sub=sub,
        name=chart,
        words=ask.words,
        source=ask.source_named("coverage"),
        note=ask.note(title),
        kind="map-panel",
    )
