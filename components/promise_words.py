"""States of promises by word and shape, and the mark that each has on a map."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.commitments.states import State
from wording.shapes import Shape
from wording.words import mark

STATE_WORDS: Mapping[State, str] = {
    State.LATE: mark("Quá hạn"),
    State.UNKNOWN: mark("Chờ khảo sát"),
    State.DUE: mark("Chưa đến hạn"),
    State.KEPT_LATE: mark("Xong, chậm hạn"),
    State.KEPT: mark("Đúng hạn"),
    State.BEFORE: mark("Có từ trước"),
}
STATE_SHAPES: Mapping[State, Shape] = {
    State.LATE: "missed",
    State.UNKNOWN: "nodata",
    State.DUE: "due",
    State.KEPT_LATE: "watch",
    State.KEPT: "met",
    State.BEFORE: "same",
}
# Symbol of Plotly, token of its colour: the same shapes as above.
STATE_MARKS: Mapping[State, tuple[str, str]] = {
    State.LATE: ("square", "status-missed"),
    State.UNKNOWN: ("circle-cross-open", "ink-3"),
    State.DUE: ("circle-open", "ink-2"),
    State.KEPT_LATE: ("triangle-up", "status-watch"),
    State.KEPT: ("circle", "status-met"),
    State.BEFORE: ("line-ew-open", "ink-3"),
}
