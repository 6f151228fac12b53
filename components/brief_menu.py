"""'Xuất báo cáo': the page as a file, in one of several formats. `brief.js` fetches it."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from components.attributes import attrs
from wording.words import Words


def brief_menu(formats: Mapping[str, str], *, words: Words) -> html.Details:
    """`formats`: what each is called, by the name that its address ends with."""
    return html.Details(
        [
            html.Summary(words("Xuất báo cáo"), className="btn"),
            html.Div(
                [
                    *(
                        html.Button(label, type="button", **attrs({"data-brief": name}))
                        for name, label in formats.items()
                    ),
                    html.P("", className="brief-said", role="status"),
                ],
                className="menu",
            ),
        ],
        className="chart-menu brief-menu",
        **attrs(
            {
                "data-busy": words("Đang tạo tệp…"),
                "data-failed": words("Máy chủ không trả lời. Hãy thử lại."),
                "data-lang": words.lang,
            }
        ),
    )
