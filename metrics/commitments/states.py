"""The states of a promise; `state` says how each is told."""

from enum import StrEnum


class State(StrEnum):
    """In the order in which they are told: what needs somebody first."""

    LATE = "late"
    UNKNOWN = "unknown"
    DUE = "due"
    KEPT_LATE = "kept_late"
    KEPT = "kept"
    BEFORE = "before"


JUDGED = (State.KEPT, State.KEPT_LATE, State.LATE)
