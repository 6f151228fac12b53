"""What an alert's priority, state and times are called, and by which shape they are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from dash import html

from components.glyph import glyph
from components.spans import length
from wording import format as fmt
from wording.shapes import Shape
from wording.words import Words, mark

PRIORITY_WORDS: Mapping[str, str] = {
    "urgent": mark("Khẩn cấp"),
    "high": mark("Cao"),
    "normal": mark("Thường"),
}
_PRIORITY_SHAPES: Mapping[str, Shape] = {"urgent": "missed", "high": "watch", "normal": "same"}
STATE_WORDS: Mapping[str, str] = {
    "unacknowledged": mark("Chưa xác nhận"),
    "acknowledged": mark("Đã xác nhận"),
    "returned": mark("Đã hết, chưa xác nhận"),
    "shelved": mark("Gác lại"),
    "normal": mark("Đã xong"),
}
_STATE_SHAPES: Mapping[str, Shape] = {
    "unacknowledged": "unequal",
    "acknowledged": "equal",
    "returned": "down",
    "shelved": "nodata",
    "normal": "met",
}
EVENT_WORDS: Mapping[str, str] = {
    "raised": mark("Phát sinh"),
    "raised_again": mark("Phát sinh lại"),
    "cleared": mark("Trở lại bình thường"),
    "acknowledged": mark("Xác nhận"),
    "assigned": mark("Giao việc"),
    "shelved": mark("Gác lại"),
    "unshelved": mark("Thôi gác lại"),
}


def priority_said(priority: str, words: Words) -> html.Span:
    return _said(_PRIORITY_SHAPES[priority], words(PRIORITY_WORDS[priority]))


def priority_glyph(priority: str) -> html.I:
    return glyph(_PRIORITY_SHAPES[priority])


def state_said(state: str, words: Words) -> html.Span:
    return _said(_STATE_SHAPES[state], words(STATE_WORDS[state]))


def _said(shape: Shape, text: str) -> html.Span:
    return html.Span([glyph(shape), html.Span(text)], className="verdict")


def span_said(span: timedelta | None, words: Words) -> str:
    return fmt.NO_VALUE if span is None else length(round(span.total_seconds()), words)
