"""The words of words.toml and metrics.toml, checked and ready: which phrase says what."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from metrics.ask.lexicon import Phrase, Sense, phrase
from metrics.ask.text import plain
from metrics.catalogue import CATALOGUE
from metrics.metric import Metric

IDEA, NAMED, IDLE = "idea", "named", "idle"
_HERE = Path(__file__).parent
_FREE = frozenset({"rate", "count", "still"})  # ideas that may stand beside any metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How a metric is asked for: any one of the sets of ideas in `ways`, with any of `also`."""

    metric: Metric
    ways: tuple[frozenset[str], ...]
    also: frozenset[str]
    near: tuple[str, ...]

    def fits(self, ideas: frozenset[str]) -> int:
        """The size of the largest of its ways that leaves nothing unexplained; 0: none does."""
        return max(
            (len(way) for way in self.ways if way <= ideas and ideas - way <= self.also), default=0
        )


@cache
def namings() -> tuple[Naming, ...]:
    """Of every metric; those that metrics.toml does not know go by their labels."""
    said = _read("metrics.toml")
    return tuple(
        _naming(each, said["metric"].get(each.id, {}), said["beside"])
        for each in CATALOGUE.values()
    )


def words() -> Iterator[Phrase]:
    """All phrases that are the same in every province."""
    said = _read("words.toml")
    for idea, phrases in said["idea"].items():
        yield from (phrase(text, (IDEA, idea)) for text in phrases)
    for meaning, phrases in said["say"].items():
        yield from (phrase(text, *_senses(meaning)) for text in phrases)
    yield from (phrase(text, (IDLE, "")) for text in said["idle"]["words"])


def labels() -> Iterator[Phrase]:
    """Every metric by its own labels and id."""
    for metric in CATALOGUE.values():
        for text in (metric.label, metric.label_en, metric.id):
            yield phrase(text, (NAMED, metric.id))


def english() -> Mapping[str, tuple[str, ...]]:
    """By the plain Vietnamese name of a field or department."""
    return {plain(name): tuple(said) for name, said in _read("words.toml")["english"].items()}


def _senses(meaning: str) -> tuple[Sense, ...]:
    """'by=agency level=province' → (('by', 'agency'), ('level', 'province'))."""
    parts = (part.partition("=") for part in meaning.split())
    return tuple((kind, value) for kind, _, value in parts)


def _naming(metric: Metric, said: Mapping[str, Any], beside: Mapping[str, str]) -> Naming:
    ways = tuple(frozenset(way.split("+")) for way in said.get("is", ()))
    listed: list[str] = []
    for word in said.get("also", "").split():
        listed += beside[word[1:]].split() if word.startswith("@") else [word]
    return Naming(
        metric=metric,
        ways=ways,
        also=frozenset(listed) | _FREE,
        near=tuple(said.get("near", ())),
    )


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
