"""Phrases and what they mean, found in a question: exactly, or nearly where a word is mistyped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from metrics.ask.text import Token, tokens

Sense = tuple[str, str]  # what kind of thing, and which: ('idea', 'on_time'), ('district', '455')
TIME = "time"  # the kind of a sense that is a stretch of days
LONGEST = 14  # words of a phrase: some labels are long
_NEARLY = 0.8  # of the letters
_SHORTEST = 6  # letters of what may be mistyped: shorter words turn into others too easily
_STRETCH = 5  # words that are looked at together for a typing error


@dataclass(frozen=True, slots=True)
class Phrase:
    """`senses` are meant together."""

    words: tuple[Token, ...]
    senses: tuple[Sense, ...]

    @property
    def plain(self) -> str:
        return " ".join(word.plain for word in self.words)


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` of a question. Each of `meanings` is possible. `guessed`: what was
    written, where it is only nearly that."""

    start: int
    end: int
    meanings: tuple[tuple[Sense, ...], ...]
    guessed: str = ""

    @property
    def length(self) -> int:
        return self.end - self.start


def phrase(text: str, *senses: Sense) -> Phrase:
    return Phrase(tokens(text), senses)


@dataclass(frozen=True, eq=False)
class Lexicon:
    by_words: Mapping[tuple[str, ...], tuple[Phrase, ...]] = field(repr=False)

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> Lexicon:
        found: dict[tuple[str, ...], dict[Phrase, None]] = defaultdict(dict)
        for each in phrases:
            if each.words:
                found[tuple(word.plain for word in each.words)][each] = None
        return cls({words: tuple(same) for words, same in found.items()})

    def spans(self, asked: tuple[Token, ...]) -> list[Span]:
        """Every stretch of words that is a phrase."""
        found = []
        for start in range(len(asked)):
            for end in range(start + 1, min(len(asked), start + LONGEST) + 1):
                same = self.by_words.get(tuple(word.plain for word in asked[start:end]), ())
                fitting = _fitting(asked[start:end], same, accented=any(w.marks for w in asked))
                if fitting:
                    found.append(Span(start, end, _meanings(fitting)))
        return found

    def guesses(self, asked: tuple[Token, ...], unknown: frozenset[int]) -> list[Span]:
        """Stretches with an unknown word that are a phrase but for a letter or two."""
        found = []
        for start in range(len(asked)):
            for end in range(start + 1, min(len(asked), start + _STRETCH) + 1):
                if unknown.intersection(range(start, end)):
                    near = self._near(tuple(word.plain for word in asked[start:end]))
                    if near:
                        written = " ".join(word.written for word in asked[start:end])
                        found.append(Span(start, end, _meanings(near), written))
        return found

    def _near(self, words: tuple[str, ...]) -> list[Phrase]:
        written = " ".join(words)
        if len(written) < _SHORTEST or any(word.isdigit() for word in words):
            return []
        names, keys = self._written
        hits = process.extract(
            written, names, scorer=OSA.normalized_similarity, score_cutoff=_NEARLY, limit=6
        )
        best = max((score for _, score, _ in hits), default=0.0)
        return [
            each
            for _, score, place in hits
            if score == best and _typed(words, keys[place])
            for each in self.by_words[keys[place]]
        ]

    @cached_property
    def _written(self) -> tuple[list[str], list[tuple[str, ...]]]:
        keys = [words for words in self.by_words if len(" ".join(words)) >= _SHORTEST - 1]
        return [" ".join(words) for words in keys], keys


def _typed(written: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    """Whether a hand slipped: words begin alike, and none is off by more than a letter."""
    if len(written) != len(meant):
        return "".join(written) == "".join(meant)
    return all(
        mine[:1] == theirs[:1] and OSA.distance(mine, theirs) <= 1 + (len(theirs) > 7)
        for mine, theirs in zip(written, meant, strict=True)
    )


def _fitting(
    written: tuple[Token, ...], same: tuple[Phrase, ...], *, accented: bool
) -> list[Phrase]:
    """Those whose accents do not speak against it; written in full, they decide."""
    fitting = [
        each
        for each in same
        if all(mine.may_be(theirs) for mine, theirs in zip(written, each.words, strict=True))
    ]
    exact = [each for each in fitting if each.words == written]
    return exact if accented and exact else fitting


def _meanings(phrases: Iterable[Phrase]) -> tuple[tuple[Sense, ...], ...]:
    return tuple(dict.fromkeys(each.senses for each in phrases))
