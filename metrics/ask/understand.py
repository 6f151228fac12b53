"""From a question to what it means. No word is passed over: what is not understood is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz, process

from data_access.places import Places
from data_access.selection import Channel, Period, Selection
from metrics.ask.combination import Combination, combinations
from metrics.ask.cover import Cover, covered
from metrics.ask.lexicon import TIME, Lexicon
from metrics.ask.meaning import Certainty, Meaning, Understood
from metrics.ask.names import AGENCY, AREA, DISTRICT, FIELD
from metrics.ask.orders import breakdowns, compared, period_compared
from metrics.ask.ranks import ranks
from metrics.ask.text import plain, tokens
from metrics.ask.times import period_of, times
from metrics.ask.vocabulary import IDEA, NAMED
from metrics.ask.where import nearest_selections, selections
from metrics.ask.which import Named, named
from metrics.catalogue import CATALOGUE, metric
from metrics.metric import Metric

LONGEST = 40  # words of a question
OFFERED = 5
_ALIKE = 62.0  # of 100: labels that are offered for words nobody knows
_PLACES = (AREA, DISTRICT, AGENCY, FIELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """What a question is understood by. `usual`: metrics that are offered where only a place or a
    time was said."""

    lexicon: Lexicon
    places: Places
    today: date
    usual: Sequence[Metric]


@dataclass(frozen=True, slots=True)
class _Way:
    """What one combination may mean; `together`: all of it at once, joined by 'và'."""

    meanings: tuple[Meaning, ...]
    known: bool
    together: bool


def understood(question: str, province: Province) -> Understood:
    asked = tokens(question)[:LONGEST]
    cover = covered(asked, province.lexicon, [*times(asked, province.today), *ranks(asked)])
    ways = [_way(each, province) for each in combinations(cover.spans)]
    left = tuple(asked[place].written for place in cover.left)
    guessed = tuple(span.guessed for span in cover.spans if span.guessed)
    known = [way for way in ways if way.known and way.meanings]
    if left or not known:
        return Understood(
            certainty=Certainty.UNKNOWN,
            meanings=_nearest(question, known or ways, province),
            left=left,
            guessed=guessed,
        )
    found = _merged(known)
    sure = (len(found) == 1 or (len(known) == 1 and known[0].together)) and not _place_guessed(
        cover
    )
    return Understood(
        certainty=Certainty.SURE if sure else Certainty.CHOICE,
        meanings=found[:OFFERED],
        guessed=guessed,
    )


def _way(said: Combination, province: Province) -> _Way:
    found, together = _metrics(said)
    periods = _periods(said, province.today)
    wheres = [each for when in periods for each in selections(said, when, province.places)]
    known = bool(found.metrics and wheres)
    if not wheres:
        wheres = nearest_selections(said, periods[0], province.places)
    meanings = tuple(
        meaning
        for where in wheres
        for each in found.metrics or found.near or _usual(said, province)
        for meaning in _meant(said, each, replace(where, channel=_channel(said, found)))
    )
    several = len(meanings) > 1 and said.has("and")
    return _Way(meanings, known, together or (several and len(found.metrics) == 1))


def _usual(said: Combination, province: Province) -> Sequence[Metric]:
    """Where a place was named and nothing was asked about it."""
    named_places = any(said.has(kind) for kind in _PLACES)
    return province.usual if named_places and not said.has(IDEA) else ()


def _metrics(said: Combination) -> tuple[Named, bool]:
    """And whether several are meant at once."""
    found = _named(said)
    if not found.metrics:
        for before, after in said.halves():
            first, second = _named(before), _named(after)
            if len(first.metrics) == len(second.metrics) == 1:
                return Named(metrics=(*first.metrics, *second.metrics)), True
    return found, False


def _named(said: Combination) -> Named:
    return named(frozenset(said.all(IDEA)), [metric(name) for name in said.all(NAMED)])


def _meant(said: Combination, about: Metric, where: Selection) -> list[Meaning]:
    against = compared(said)
    return [
        Meaning(
            metric=about,
            selection=where,
            by=by,
            order=order,
            top=top,
            against=against,
            told=said.one("told"),
        )
        for by, order, top in breakdowns(said, about)
    ]


def _channel(said: Combination, found: Named) -> Channel | None:
    asked = said.one("channel")
    return Channel(asked) if asked else found.channel


def _periods(said: Combination, today: date) -> list[Period]:
    told = [period_of(sense) for sense in said.all(TIME)]
    return [period_compared(said, when, today) for when in (*told,) or (None,)]


def _place_guessed(cover: Cover) -> bool:
    """A mistyped place may as well be one of another province."""
    return any(
        kind in _PLACES
        for span in cover.spans
        if span.guessed
        for meaning in span.meanings
        for kind, _ in meaning
    )


def _merged(ways: Sequence[_Way]) -> tuple[Meaning, ...]:
    return tuple(dict.fromkeys(meaning for way in ways for meaning in way.meanings))


def _nearest(question: str, ways: Sequence[_Way], province: Province) -> tuple[Meaning, ...]:
    """With as much of the question as was understood."""
    found = _merged(ways)
    if found:
        return found[:OFFERED]
    labels = {each.id: plain(each.label) for each in CATALOGUE.values()}
    alike = process.extract(
        plain(question), labels, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE, limit=3
    )
    year = Selection(period=Period.year(province.today.year))
    return tuple(Meaning(metric=metric(name), selection=year) for _, _, name in alike)
