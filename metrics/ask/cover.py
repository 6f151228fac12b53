"""Which phrases a question is made of: those that leave the fewest words over, the longest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.ask.lexicon import TIME, Lexicon, Span
from metrics.ask.text import Token

_WORD, _PHRASE, _GUESS = 10.0, 1.0, 4.0  # a word understood; the price of a phrase, of a guess
_TIME = 0.1
_IDLE = ("idle", "")


@dataclass(frozen=True, slots=True)
class Cover:
    """`left`: places of words that nothing is known of."""

    spans: tuple[Span, ...]
    left: tuple[int, ...]


def covered(asked: tuple[Token, ...], lexicon: Lexicon, times: Sequence[Span]) -> Cover:
    known = [*lexicon.spans(asked), *times]
    found = _best(len(asked), known)
    if found.left:
        guesses = lexicon.guesses(asked, frozenset(found.left))
        better = _best(len(asked), [*known, *guesses])
        return found if better.left else better  # a guess that leaves words over explains nothing
    return found


def _best(length: int, spans: Sequence[Span]) -> Cover:
    """By words understood, then by fewer phrases."""
    ending: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        ending[span.end].append(span)
    best: list[tuple[float, Span | None]] = [(0.0, None)]
    for end in range(1, length + 1):
        ways: list[tuple[float, Span | None]] = [(best[end - 1][0], None)]
        ways += [(best[span.start][0] + _worth(span), span) for span in ending[end]]
        best.append(max(ways, key=lambda way: way[0]))
    return _walked(best, length)


def _worth(span: Span) -> float:
    idle = all(meaning == (_IDLE,) for meaning in span.meanings)
    price = _PHRASE + (_GUESS if span.guessed else 0.0) + (0.5 * span.length if idle else 0.0)
    if span.meanings[0][0][0] == TIME:  # 'văn bản đến | tháng 11', not 'văn bản | đến tháng 11'
        price += _TIME * span.length
    return _WORD * span.length - price


def _walked(best: list[tuple[float, Span | None]], end: int) -> Cover:
    spans: list[Span] = []
    left: list[int] = []
    while end:
        span = best[end][1]
        if span is None:
            left.append(end - 1)
            end -= 1
        else:
            spans.append(span)
            end = span.start
    return Cover(tuple(reversed(spans)), tuple(reversed(left)))
