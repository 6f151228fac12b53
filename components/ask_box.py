"""The box for questions: what opens it on every page, and its dialog; `ask.js` moves it."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html

from components import ids
from components.attributes import attrs
from components.block import Block
from wording.words import Words

PAUSE = 180  # ms without a key: then the question is asked


def ask_opener(words: Words) -> html.Button:
    """Looks like the box itself; in the rail, so on every page of the desk."""
    return html.Button(
        [html.Span(words("Hỏi một con số")), html.Kbd("Ctrl K")],
        type="button",
        className="ask-opener",
        **attrs(
            {"data-action": "ask", "aria-haspopup": "dialog", "aria-keyshortcuts": "Control+K"}
        ),
    )


def ask_dialog(words: Words) -> html.Dialog:
    return html.Dialog(
        [
            html.Div(
                [
                    html.Label(words("Hỏi một con số"), htmlFor=ids.ASK_TEXT),
                    _close(words),
                    dbc.Input(
                        id=ids.ASK_TEXT,
                        type="text",
                        debounce=PAUSE,
                        autocomplete="off",
                        maxlength=200,
                        placeholder=words("tỷ lệ đúng hạn tháng trước"),
                    ),
                ],
                className="ask-line",
            ),
            html.Div(id=ids.ASK_SAID, className="ask-said", role="status"),
            html.Div(
                Block("", id=ids.ASK_OPTIONS),
                id=ids.ASK_LIST,
                className="ask-list",
                role="listbox",
                hidden=True,
                **attrs({"aria-label": words("Câu trả lời")}),
            ),
            _hints(words),
        ],
        id=ids.ASK,
        className="ask",
        **attrs({"aria-label": words("Hỏi một con số")}),
    )


def _close(words: Words) -> html.Button:
    return html.Button(
        words("Đóng"), type="button", className="btn", **attrs({"data-action": "ask-close"})
    )


def _hints(words: Words) -> html.Div:
    """Shown until something is written."""
    questions = (
        words("tỷ lệ đúng hạn tháng trước"),
        words("top 5 xã trễ hạn nhất"),
        words("nộp trực tuyến quý này so với cùng kỳ"),
        words("DVCTT toàn trình"),
    )
    return html.Div(
        [
            html.P(words("Tiếng Việt có dấu hay không dấu, hoặc tiếng Anh"), className="quiet"),
            html.Ul(
                [
                    html.Li(
                        html.Button(
                            each, type="button", className="btn", **attrs({"data-ask": each})
                        )
                    )
                    for each in questions
                ]
            ),
        ],
        className="ask-hints",
    )
