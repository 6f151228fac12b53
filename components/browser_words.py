"""The words that scripts say, from the same catalogue as all others."""

from __future__ import annotations

import json

from dash import html

from components import ids
from components.attributes import attrs
from wording.format import WEEKDAYS
from wording.words import Words, mark

SAID = {
    "until": mark("Đến {time}"),
    "late_minutes": mark("Chậm {n} phút"),
    "late_hours": mark("Chậm {n} giờ"),
    "late_days": mark("Chậm {n} ngày"),
    "stale": mark("DỮ LIỆU CŨ"),
    "stale_since": mark("từ {time}"),
    "never": mark("Chưa có dữ liệu"),
    "picture": mark("Hình cuối lúc {time}, {n} phút trước"),
    "lost": mark("Mất kết nối từ {time}"),
    "database": mark("Cơ sở dữ liệu không trả lời từ {time}"),
    "not_ready": mark("Cơ sở dữ liệu chưa sẵn sàng"),
    "sources_live": mark("{live}/{all} nguồn đúng giờ"),
    "sources_faults": mark("{n} nguồn lỗi"),
    "oldest": mark("Cũ nhất: {source}, {time}"),
    "source": mark("Nguồn"),
    "filters": mark("Phạm vi"),
    "as_of": mark("Số liệu đến"),
    "version": mark("Phiên bản dữ liệu"),
    "demo": mark("Dữ liệu trình diễn"),
    "ended": mark("Phiên đăng nhập đã hết; số liệu trên màn hình không còn được làm mới."),
    "sign_in": mark("Đăng nhập lại"),
    "refused": mark("Máy chủ từ chối: tài khoản này không có quyền, hoặc trang đã quá cũ."),
    "open_again": mark("Mở lại trang"),
}


def browser_words(words: Words) -> html.Div:
    """Hidden; `server_clock.js` reads its `data-words`."""
    said = {key: words(text) for key, text in SAID.items()}
    payload = {**said, "weekdays": [words(weekday) for weekday in WEEKDAYS]}
    return html.Div(
        id=ids.BROWSER_WORDS,
        hidden=True,
        **attrs({"data-words": json.dumps(payload, ensure_ascii=False), "data-lang": words.lang}),
    )
