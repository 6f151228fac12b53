"""What a load guessed, left out or took otherwise than written: said once, with how to fix it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Note:
    vi: str
    en: str


class Notes:
    """Those of one load, in the order in which they were first said."""

    def __init__(self) -> None:
        self._said: dict[Note, None] = {}

    def say(self, *, vi: str, en: str) -> None:
        self._said[Note(vi, en)] = None

    @property
    def all(self) -> tuple[Note, ...]:
        return tuple(self._said)


def notes_json(notes: Iterable[Note]) -> str:
    return json.dumps([asdict(note) for note in notes], ensure_ascii=False)
