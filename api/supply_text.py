"""The state of the sources as plain tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from api.text import NO_VALUE, plain_table

SHOWN = 12
STATES = {"live": "đúng giờ", "late": "! chậm", "silent": "✕ im", "never": "– chưa từng có"}


def sources_text(found: Sequence[dict[str, Any]]) -> str:
    parts = [_sources(found), _reasons(found), _failing(found), _behind(found)]
    return "\n\n".join(part for part in parts if part)


def _sources(found: Iterable[dict[str, Any]]) -> str:
    heads = (
        "Nguồn",
        "Trạng thái",
        "Số liệu đến",
        "Nhận lúc",
        "Nhịp, phút",
        "Dòng",
        "Đọc lần cuối",
        "Cách ly",
        "Báo cáo đủ",
    )
    return plain_table(heads, (_source(row) for row in found))


def _source(row: dict[str, Any]) -> list[str]:
    return [
        row["label"],
        STATES[row["state"]],
        _time(row["as_of"]),
        _time(row["arrived_at"]),
        f"{row['expected_every_seconds'] // 60}",
        f"{row['rows']:,}",
        NO_VALUE if row["read"] is None else f"{row['read']:,}",
        f"{row['quarantined']:,}",
        ", ".join(f"{each['complete']}/{each['units']}" for each in row["completeness"])
        or NO_VALUE,
    ]


def _reasons(found: Iterable[dict[str, Any]]) -> str:
    rows = [
        (row["label"], each["table"], each["label"], f"{each['rows']:,}")
        for row in found
        for each in row["reasons"]
    ]
    if not rows:
        return ""
    hint = "  Danh sách để sửa: tamnhin sources --quarantine TỆP.csv"
    return plain_table(("Nguồn", "Bảng", "Vì sao cách ly", "Dòng"), rows) + "\n" + hint


def _failing(found: Iterable[dict[str, Any]]) -> str:
    rows = [
        (
            row["label"],
            each["source"],
            f"{each['failures']}",
            _time(each["tried_at"]),
            each["problem"],
        )
        for row in found
        for each in row["pulls"]
        if each["problem"]
    ]
    heads = ("Nguồn", "Lấy từ", "Lần lỗi liên tiếp", "Thử lúc", "Lỗi")
    return plain_table(heads, rows) if rows else ""


def _behind(found: Iterable[dict[str, Any]]) -> str:
    rows = [
        (row["label"], unit["name"], f"{len(unit['missing'])}", ", ".join(unit["missing"]))
        for row in found
        for each in row["completeness"]
        for unit in each["behind"][:SHOWN]
    ]
    if not rows:
        return ""
    return plain_table(("Nguồn", "Chưa báo cáo", "Tháng thiếu", "Những tháng"), rows)


def _time(text: str | None) -> str:
    return text[:16].replace("T", " ") if text else NO_VALUE
