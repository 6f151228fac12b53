"""The lexicon of a province: its own names beside the words of all provinces. Built once a process
and version of its places, and kept: a few thousand phrases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from weakref import WeakKeyDictionary

from data_access.places import Places
from metrics.ask.combination import combinations
from metrics.ask.cover import covered
from metrics.ask.lexicon import Lexicon, Phrase
from metrics.ask.names import phrases_of
from metrics.ask.vocabulary import IDEA, english, labels, words
from metrics.ask.which import named

_HELD: WeakKeyDictionary[Places, tuple[tuple[str, ...], Lexicon]] = WeakKeyDictionary()
_BUILDING = Lock()


def lexicon_of(places: Places, fields: Sequence[str]) -> Lexicon:
    with _BUILDING:
        held = _HELD.get(places)
        if held is None or held[0] != tuple(fields):
            held = _HELD[places] = (tuple(fields), _built(places, fields))
        return held[1]


def _built(places: Places, fields: Sequence[str]) -> Lexicon:
    return Lexicon.of([*_common(), *phrases_of(places, fields, english())])


@cache
def _common() -> tuple[Phrase, ...]:
    """A label is a phrase of its own only where its words alone would not lead to its metric: as
    one phrase it would hide what they mean together with others."""
    plain = tuple(words())
    lexicon = Lexicon.of(plain)
    return (*plain, *(each for each in labels() if not _leads_there(each, lexicon)))


def _leads_there(label: Phrase, lexicon: Lexicon) -> bool:
    [(_, name)] = label.senses
    cover = covered(label.words, lexicon, ())
    return not cover.left and any(
        name in [metric.id for metric in named(frozenset(way.all(IDEA))).metrics]
        for way in combinations(cover.spans)
    )
