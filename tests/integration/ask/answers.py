"""The lists of questions with their right answers, and whether an answer is one."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from metrics.ask.meaning import Certainty, Meaning, Understood

HERE = Path(__file__).parent
Wanted = frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """`wanted`: meanings as `said` writes them; more than one: each must be offered. `known`: it
    can be answered at all."""

    question: str
    wanted: Wanted
    known: bool

    def right(self, found: Understood) -> bool:
        offered = frozenset(said(meaning) for meaning in found.meanings)
        if not self.known:
            ids = {each.partition(" ")[0] for each in offered}
            near = all(each in offered or each in ids for each in self.wanted)
            return near and found.certainty is Certainty.UNKNOWN
        if found.certainty is Certainty.SURE:
            return offered == self.wanted
        return len(self.wanted) > 1 and self.wanted <= offered and self.asks_back(found)

    def asks_back(self, found: Understood) -> bool:
        return found.certainty is Certainty.CHOICE

    def misled(self, found: Understood) -> bool:
        """Answered with confidence, and not what was asked."""
        return found.certainty is Certainty.SURE and not self.right(found)


def read(name: str) -> list[Asked]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [_asked(line) for line in lines if line and not line.startswith("#")]


def said(meaning: Meaning) -> str:
    """'on_time 2024-01-01/2024-12-31 district=455'."""
    query = meaning.to_query()
    days = f"{query.pop('from')}/{query.pop('to')}"
    extra = {"order": meaning.order, "top": meaning.top, "against": meaning.against}
    query |= {name: str(value) for name, value in extra.items() if value}
    return " ".join([meaning.metric.id, days, *sorted(f"{k}={v}" for k, v in query.items())])


def _asked(line: str) -> Asked:
    question, _, answer = line.partition(" => ")
    known = not answer.startswith("?")
    parts = [part.strip() for part in answer.lstrip("? ").split("|") if part.strip()]
    wanted = frozenset(part if not known and " " not in part else _full(part) for part in parts)
    return Asked(question, wanted, known)


def _full(text: str) -> str:
    name, *parts = _words(text)
    days = [part for part in parts if "=" not in part] or ["2024"]
    return " ".join([name, _days(days[0]), *sorted(part for part in parts if "=" in part)])


def _words(text: str) -> Iterator[str]:
    """At spaces, save those within the name of a field: 'field=Đất đai 2024Q3'."""
    held = ""
    for word in text.split():
        if held and not word[0].isdigit() and "=" not in word:
            held += f" {word}"
            continue
        if held:
            yield held
        held = word if word.startswith("field=") else ""
        if not held:
            yield word
    if held:
        yield held


def _days(text: str) -> str:
    """'2024', '2024Q3', '2024-09', '2024-12-27' or both ends."""
    if "/" in text:
        return text
    if "Q" in text:
        year, quarter = text.split("Q")
        return _months(int(year), 3 * int(quarter) - 2, 3 * int(quarter))
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return f"{text}/{text}"
    return _months(parts[0], *((parts[1], parts[1]) if len(parts) == 2 else (1, 12)))


def _months(year: int, first: int, last: int) -> str:
    return f"{year}-{first:02}-01/{year}-{last:02}-{monthrange(year, last)[1]}"
