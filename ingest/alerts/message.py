"""A message: what is sent of one event, and the words of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PRIORITIES = {
    "vi": {"urgent": "KHẨN CẤP", "high": "Cao", "normal": "Thường"},
    "en": {"urgent": "URGENT", "high": "High", "normal": "Normal"},
}
_EVENTS = {
    "vi": {"raised": "phát sinh", "cleared": "đã hết", "assigned": "được giao"},
    "en": {"raised": "raised", "cleared": "cleared", "assigned": "assigned"},
}


class NotSent(Exception):
    """`for_good`: trying again would not help."""

    def __init__(self, said: str, *, for_good: bool = False) -> None:
        super().__init__(said)
        self.for_good = for_good


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`key` is the same however often it is sent: by it a receiver knows what it has already."""

    key: str
    body: Mapping[str, Any]

    def subject(self, lang: str) -> str:
        priority = _PRIORITIES[lang][self.body["priority"]]
        return f"[Tầm Nhìn] {priority}, {_EVENTS[lang][self.body['event']]}: {self._label(lang)}"

    def text(self, lang: str) -> str:
        english = lang == "en"
        said = self.body["text_en" if english else "text"]
        act = self.body["act_en" if english else "act"]
        lines = [self._label(lang), "", said, f"{self.body['at']}"]
        lines += ["", act] if act and self.body["event"] != "cleared" else []
        if self.body["assigned_to"]:
            word = "Assigned to {}, due {}" if english else "Giao {}, hạn {}"
            lines += ["", word.format(self.body["assigned_to"], self.body["due_at"])]
        return "\n".join(lines) + "\n"

    def _label(self, lang: str) -> str:
        return str(self.body["label_en" if lang == "en" else "label"])
