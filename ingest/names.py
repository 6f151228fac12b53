"""Names of columns as people write them, matched with the names that a mapping or a table uses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.mapping import Mapping
from ingest.tables import TableSpec

Candidates = Sequence[str]  # what one column may be called, the likeliest first
_RANKS = 3  # at most that many candidates


@lru_cache(10_000)
def folded(name: str) -> str:
    """Without accents, case, punctuation and stray spaces: 'Mã  hồ\\nsơ' → 'ma ho so'."""
    flat = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))


def wanted_names(mapping: Mapping, spec: TableSpec) -> dict[str, str]:
    """The name of each column that is asked for → our own name of it, which a file may use
    instead."""
    ours = {column.name: column.name for column in spec.columns} if not mapping.columns else {}
    asked = [*mapping.key, *(mapping.pause or ())]
    asked += [mapping.deletes.column] if mapping.deletes.column else []
    asked += mapping.events.asks if mapping.events else []
    return {
        **ours,
        **{name: name for name in asked},
        **{theirs: ours for ours, theirs in mapping.columns.items()},
    }


def key_names(mapping: Mapping, spec: TableSpec) -> set[str]:
    """The names of the columns without which a row is nobody's. A part of a key that may be left
    out, such as the level of an observation, is none of them."""
    needed = [c.name for c in spec.columns if c.name in spec.keys and c.required]
    return set(mapping.key) or {mapping.columns.get(key, key) for key in needed}


@dataclass(frozen=True, slots=True)
class Matched:
    """`columns`: wanted name → position; `written`: wanted name → how the file writes it, where
    that differs; `doubtful`: wanted name → the columns that could all be it."""

    columns: dict[str, int] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    doubtful: dict[str, list[str]] = field(default_factory=dict)


def match(columns: Sequence[Candidates], wanted: Dict[str, str]) -> Matched:
    """Exact names go before folded ones, the asked name before ours."""
    found = Matched()
    by_name, by_fold = _index(columns, str.strip), _index(columns, folded)
    known = {key for _, key in (*by_name, *by_fold)}
    for name, ours in wanted.items():
        if known.isdisjoint((name, ours, folded(name), folded(ours))):
            continue  # as nearly all are, in rows that are no header
        for places in _ways(name, ours, by_name, by_fold):
            if len(places) == 1:
                found.columns[name] = places[0][0]
                if places[0][1] != name:
                    found.written[name] = places[0][1]
            elif places:
                found.doubtful[name] = [written for _, written in places]
            if places:
                break
    return found


_Places = list[tuple[int, str]]
_Index = dict[tuple[int, str], _Places]


def _ways(name: str, ours: str, by_name: _Index, by_fold: _Index) -> Iterator[_Places]:
    for wanted in dict.fromkeys((name, ours)):
        for index, key in ((by_name, wanted), (by_fold, folded(wanted))):
            for rank in range(_RANKS):
                yield index.get((rank, key), []) if key else []


def _index(columns: Sequence[Candidates], key: Callable[[str], str]) -> _Index:
    index: _Index = {}
    for position, candidates in enumerate(columns):
        for rank, candidate in enumerate(candidates if candidates[0] else ()):
            index.setdefault((rank, key(candidate)), []).append((position, candidate))
    return index
