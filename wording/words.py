"""Words on screen: Vietnamese in the source, English from the gettext catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel.messages.pofile import read_po

from metrics.metric import Former, Metric

Lang = Literal["vi", "en"]
CATALOGUE = Path(__file__).parent.parent / "config/locale/en/LC_MESSAGES/tamnhin.po"


def mark(text: str) -> str:
    """Marks a word of a table that is translated where it is used."""
    return text


@lru_cache(maxsize=1)
def english() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        messages = read_po(file, locale="en")
    return {str(m.id): str(m.string) for m in messages if m.id and m.string}


@dataclass(frozen=True, slots=True)
class Words:
    """`words("Chậm {n} phút", n=12)`. A word without English stays Vietnamese; a test names it."""

    lang: Lang = "vi"

    def __call__(self, text: str, **values: object) -> str:
        said = english().get(text, text) if self.lang == "en" else text
        return said.format(**values) if values else said

    def label(self, metric: Metric | Former) -> str:
        return metric.label_en if self.lang == "en" else metric.label

    def description(self, metric: Metric) -> str:
        return metric.description_en if self.lang == "en" else metric.description


def words_in(lang: str | None) -> Words:
    """Vietnamese unless English is asked for by name."""
    return Words("en" if lang == "en" else "vi")
