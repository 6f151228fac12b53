"""The readings that answer a question, each with what it was taken to mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.errors import TamNhinError
from data_access.fetch import NotKept
from data_access.selection import By, Level
from metrics.ask.lexicons import lexicon_of
from metrics.ask.meaning import Meaning, Order, Understood
from metrics.ask.understand import Province, understood
from metrics.catalogue import metric
from metrics.desk import View
from metrics.metric import Ratio
from metrics.reading import Reading
from metrics.values import ALONE, Asked

_USUAL = 3


class NothingAsked(TamNhinError):
    def __init__(self) -> None:
        super().__init__(
            vi="Chưa có câu hỏi. Ví dụ: q=tỷ lệ đúng hạn tháng trước",
            en="Nothing was asked. For example: q=on-time rate last month",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`readings`: one, or of a breakdown as many as were asked for. `others`: how many units more
    there are; `few`: units with too few rows to be ranked.
    `problem`: why there are no readings."""

    meaning: Meaning
    readings: tuple[Reading, ...]
    others: int = 0
    few: int = 0
    problem: NotKept | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    understood: Understood
    answers: tuple[Answer, ...]


def reply(view: View, question: str) -> Reply:
    """Raises NothingAsked where there is no word in the question."""
    if not question.strip():
        raise NothingAsked
    found = understood(question, _province(view))
    return Reply(
        understood=found, answers=tuple(_answer(view, meaning) for meaning in found.meanings)
    )


def _province(view: View) -> Province:
    places = view.snap.places
    return Province(
        lexicon=lexicon_of(places, view.fields()),
        places=places,
        today=view.anchor,
        usual=[metric(gauge.metric) for gauge in view.province.gauges[:_USUAL]],
    )


def _answer(view: View, meaning: Meaning) -> Answer:
    compare = ALONE if meaning.by else Asked()
    try:
        readings = view.readings([meaning.metric], meaning.selection, by=meaning.by, asked=compare)
    except NotKept as problem:  # a figure of a part of a month, by filters that only months know
        return Answer(meaning=meaning, readings=(), problem=problem)
    if meaning.by is By.AREA:  # rows of a district's own office are in its area
        readings = [each for each in readings if _of_commune(view, each)]
    if meaning.order is None:
        return Answer(meaning=meaning, readings=tuple(readings))
    return _ranked(view, meaning, readings)


def _ranked(view: View, meaning: Meaning, readings: Sequence[Reading]) -> Answer:
    known = [each for each in readings if each.value is not None]
    full = [each for each in known if _volume(each) >= view.province.minimum_volume]
    ranked = sorted(full, key=_value, reverse=meaning.order is Order.HIGH)
    shown = tuple(ranked[: meaning.top])
    return Answer(
        meaning=meaning,
        readings=shown,
        others=len(ranked) - len(shown),
        few=len(known) - len(full),
    )


def _of_commune(view: View, reading: Reading) -> bool:
    unit = view.snap.places.areas.get(reading.group.code if reading.group else "")
    return unit is not None and unit.level is Level.COMMUNE


def _value(reading: Reading) -> float:
    return reading.value or 0.0


def _volume(reading: Reading) -> float:
    """A small commune with three dossiers at 100 % does not lead the province."""
    if not isinstance(reading.metric.formula, Ratio):
        return float("inf")
    return reading.denominator or 0.0
