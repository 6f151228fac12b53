"""What stands above the page of promises: the switch, and how many there are of each state."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.promise_counts import Count, counts_tile
from components.promise_words import STATE_SHAPES, STATE_WORDS
from components.segment import Segment, segments
from metrics.commitments.states import State
from pages.page import Ask
from pages.promises.asked import PATH, WHATS, Promises
from wording import format as fmt

USUAL = (State.LATE, State.DUE, State.KEPT_LATE, State.KEPT)  # shown also when there is none


def what_switch(ask: Ask, of: Promises) -> Component:
    items = [
        Segment(
            label=ask.words(said),
            href=ask.href(PATH, what=str(what)),
            here=what is of.what,
        )
        for what, said in WHATS.items()
    ]
    return segments(items, label=ask.words("Cam kết về"))


def counts(ask: Ask, of: Promises) -> Component:
    words = ask.words
    found = [
        Count(
            label=words(STATE_WORDS[state]),
            value=of.tally.counts.get(state, 0),
            shape=STATE_SHAPES[state],
            sub=_people(ask, sum(p.of.people for p in of.every if p.state is state)),
        )
        for state in State
        if state in USUAL or of.tally.counts.get(state)
    ]
    people = sum(village.people for village in of.nobody)
    nobody = Count(
        label=words("Chưa ai cam kết"), value=len(of.nobody), shape="village",
        sub=_people(ask, people),
    )  # fmt: skip
    tile = counts_tile([*found, nobody], words=words, source=ask.source(of.metric))
    return html.Div([tile, html.P(_rule(ask), className="sub foot")])


def _people(ask: Ask, count: int) -> str:
    return ask.words("{n} người", n=fmt.number(count, 0, ask.words.lang))


def _rule(ask: Ask) -> str:
    """How a state is told: nobody may take it for the day on which a mast went on air."""
    return ask.words(
        "Xét theo đợt khảo sát thôn đầu tiên từ ngày hẹn: đã có là đúng hạn; chưa có là quá hạn;"
        " chưa khảo sát thì chờ"
    )
