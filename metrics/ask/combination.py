"""One way to take every phrase of a question, sorted by what the phrases are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from metrics.ask.lexicon import Sense, Span

_MOST = 48  # combinations that are looked at


@dataclass(frozen=True, slots=True)
class Combination:
    """`senses` in the order of the question."""

    senses: tuple[Sense, ...]

    def all(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for name, value in self.senses if name == kind))

    def one(self, kind: str) -> str:
        """What was said last of its kind; '' where nothing was."""
        found = self.all(kind)
        return found[-1] if found else ""

    def has(self, kind: str) -> bool:
        return any(name == kind for name, _ in self.senses)

    def halves(self) -> Iterator[tuple[Combination, Combination]]:
        """What stands before and after each 'và'."""
        for place, (kind, _) in enumerate(self.senses):
            if kind == "and":
                yield Combination(self.senses[:place]), Combination(self.senses[place + 1 :])


def combinations(spans: Sequence[Span]) -> list[Combination]:
    ways = islice(product(*(span.meanings for span in spans)), _MOST)
    return [Combination(tuple(sense for senses in way for sense in senses)) for way in ways]
