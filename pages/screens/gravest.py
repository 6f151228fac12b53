"""What takes over the wall, and what runs along its foot, of alerts."""

from __future__ import annotations

from components.alert_words import PRIORITY_WORDS
from components.takeover import takeover
from components.wall_frame import TickerLine
from data_access.errors import TamNhinError
from pages.page import LEFT, Ask, Block
from wording import format as fmt

LINES = 3


def gravest(ask: Ask) -> Block:
    """Urgent, and acknowledged by nobody. What cannot be told does not disappear."""
    try:
        alert = ask.view.alerts(ask.selection).gravest
    except TamNhinError:
        left: Block = LEFT
        return left
    if alert is None:
        return None
    words = ask.words
    rule = ask.view.alert_settings.rule(alert.rule)
    act = (rule.act_en if words.lang == "en" else rule.act) if rule else ""
    when = fmt.as_of(fmt.epoch_ms(alert.raised_at), fmt.epoch_ms(ask.view.snap.clock))
    return takeover(
        priority=words(PRIORITY_WORDS[alert.priority]),
        text=alert.said(words.lang),
        since=words("từ {time}, chưa ai xác nhận", time=when),
        lines=[act] if act else [],
        raised=fmt.epoch_ms(alert.raised_at),
    )


def alert_lines(ask: Ask) -> list[TickerLine]:
    """The gravest that nobody has seen; and where nobody looks, that."""
    try:
        found = ask.view.alerts(ask.selection)
    except TamNhinError:
        return [_unknown(ask)]
    now = fmt.epoch_ms(ask.view.snap.clock)
    return [
        TickerLine(
            shape="missed",
            when=fmt.as_of(fmt.epoch_ms(each.raised_at), now),
            about=ask.words("Cảnh báo:"),
            text=each.said(ask.words.lang),
        )
        for each in found.unseen[:LINES]
    ]


def _unknown(ask: Ask) -> TickerLine:
    about, said = ask.words("Cảnh báo:"), ask.words("chưa biết, cơ sở dữ liệu không trả lời")
    return TickerLine(shape="stale", when="", about=about, text=said)
