"""The states of an alarm and how they follow one another, after ISA-18.2 (IEC 62682).

Nothing here knows a table or a clock: what goes in decides what comes out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    PENDING = "pending"  # in alarm, but not yet for long enough: nobody is told
    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"  # back to normal before anybody had acknowledged it
    SHELVED = "shelved"
    NORMAL = "normal"  # over: it stays as history


class What(StrEnum):
    RAISED = "raised"
    RAISED_AGAIN = "raised_again"
    CLEARED = "cleared"
    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    SHELVED = "shelved"
    UNSHELVED = "unshelved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """`alarm`: the condition as it was seen last, `turned` since when. `acknowledged`: since it was
    raised last. `until`: the end of shelving."""

    state: State
    alarm: bool
    turned: datetime
    acknowledged: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    on: timedelta = timedelta()
    off: timedelta = timedelta()


Moved = tuple[Alarm | None, tuple[What, ...]]


class Refused(ValueError):
    """An act that its state does not allow."""


def seen(held: Alarm | None, condition: bool | None, now: datetime, delays: Delays) -> Moved:
    """What an alarm becomes when its condition is seen. None: there is none, or there never was
    one, for it was gone before its delay had passed."""
    if held is None:
        if not condition:
            return None, ()
        held = Alarm(state=State.PENDING, alarm=True, turned=now)
    turned = _turned(held, condition, now)
    if turned is None:
        return None, ()
    if turned.state is State.SHELVED:
        return unshelved(turned) if turned.until and now >= turned.until else (turned, ())
    return _settled(turned, now - turned.turned, delays)


def _turned(held: Alarm, condition: bool | None, now: datetime) -> Alarm | None:
    if held.state is State.PENDING:
        return held if condition else None
    if condition is None:
        # Time in which nobody knows counts towards no delay.
        return replace(held, turned=now) if held.state is not State.SHELVED else held
    return held if condition is held.alarm else replace(held, alarm=condition, turned=now)


def _settled(held: Alarm, lasted: timedelta, delays: Delays) -> Moved:
    if held.alarm and lasted >= delays.on:
        if held.state is State.PENDING:
            return _raised(held), (What.RAISED,)
        if held.state is State.RETURNED:
            return _raised(held), (What.RAISED_AGAIN,)
    if not held.alarm and lasted >= delays.off:
        if held.state is State.UNACKNOWLEDGED:
            return replace(held, state=State.RETURNED), (What.CLEARED,)
        if held.state is State.ACKNOWLEDGED:
            return replace(held, state=State.NORMAL), (What.CLEARED,)
    return held, ()


def _raised(held: Alarm) -> Alarm:
    return replace(held, state=State.UNACKNOWLEDGED, acknowledged=False, until=None)


def unshelved(held: Alarm) -> Moved:
    """At its end, or earlier by hand. What is in alarm still is raised anew, whoever had
    acknowledged it; what is not is over only if somebody had."""
    if held.state is not State.SHELVED:
        raise Refused
    if held.alarm:
        return _raised(held), (What.UNSHELVED, What.RAISED_AGAIN)
    over = State.NORMAL if held.acknowledged else State.RETURNED
    return replace(held, state=over, until=None), (What.UNSHELVED, What.CLEARED)


def acknowledged(held: Alarm) -> Moved:
    if held.acknowledged or held.state in (State.PENDING, State.NORMAL):
        raise Refused
    following = {State.UNACKNOWLEDGED: State.ACKNOWLEDGED, State.RETURNED: State.NORMAL}
    state = following.get(held.state, held.state)
    return replace(held, state=state, acknowledged=True), (What.ACKNOWLEDGED,)


def shelved(held: Alarm, until: datetime) -> Moved:
    if held.state not in (State.UNACKNOWLEDGED, State.ACKNOWLEDGED):
        raise Refused
    return replace(held, state=State.SHELVED, until=until), (What.SHELVED,)


def standing(state: State) -> bool:
    """Whether somebody is to see it."""
    return state not in (State.PENDING, State.NORMAL)
