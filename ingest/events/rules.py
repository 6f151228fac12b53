"""The section [events] of a mapping: how rows of one event each become one row a case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Any

from ingest.wording import bad, check_known

KEYS = ("key", "event", "time", "unknown", "times", "states", "pauses", "first")
_TIME_KEYS = ("first", "last", "undone_by")
_IGNORE, _REJECT = "ignore", "reject"

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """The time of the first or the last of `events`, of those after the last of `undone_by`: a
    decision that a new submission followed does not stand."""

    events: Words
    first: bool
    undone_by: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """`key`, `event`, `time`: their columns. `times`: canonical time → which event gives it.
    `states`: event → canonical state, of which the last one holds. `pause_from`, `pause_until`:
    events that begin and end a pause. `first`: canonical columns of which the first value that is
    not blank is kept; of the others it is the last. Names of events may contain '*'."""

    key: Words
    event: str
    time: str
    reject_unknown: bool = False
    times: Dict[str, EventTime] = field(default_factory=dict)
    states: Dict[str, Any] = field(default_factory=dict)
    pause_from: Words = ()
    pause_until: Words = ()
    first: Words = ()

    @property
    def gives(self) -> Words:
        """Canonical columns that come of the events."""
        states = ("state",) if self.states else ()
        return (*self.times, *states, *(("pauses",) if self.pause_from else ()))

    @property
    def asks(self) -> list[str]:
        """The columns of the source that it needs itself."""
        return [*self.key, self.event, self.time]

    @property
    def named(self) -> Words:
        """All names of events that mean something."""
        times = (name for t in self.times.values() for name in (*t.events, *t.undone_by))
        return (*times, *self.states, *self.pause_from, *self.pause_until)


def given_by(name: str) -> str:
    """What a canonical column is called between events and mapping; no source calls one so."""
    return f"[events] {name}"


def matching(names: Iterable[str], wanted: Iterable[str]) -> set[str]:
    """Which of the names are meant; '*' stands for any text."""
    forms = [".*".join(map(re.escape, _normal(each).split("*"))) for each in wanted]
    meant = re.compile("|".join(f"(?:{form})" for form in forms), re.DOTALL)
    return {name for name in names if forms and meant.fullmatch(_normal(name))}


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()


def parse_events(section: Dict[str, Any], where: str) -> Events | None:
    if not section:
        return None
    where = f"{where} [events]"
    for name in ("key", "event", "time"):
        if not section.get(name):
            raise bad(name, "", "tên cột của nguồn", "a column of the source", where)
    unknown = section.get("unknown", _IGNORE)
    check_known(unknown, (_IGNORE, _REJECT), f"{where} unknown")
    pauses = _table(section, "pauses", where)
    for name in pauses:
        check_known(name, ("from", "until"), f"{where} pauses")
    times = _table(section, "times", where)
    return Events(
        key=_words(section["key"], "key", where),
        event=section["event"],
        time=section["time"],
        reject_unknown=unknown == _REJECT,
        times={name: _time(each, f"{where} times.{name}") for name, each in times.items()},
        states=_table(section, "states", where),
        pause_from=_words(pauses.get("from", ()), "pauses.from", where),
        pause_until=_words(pauses.get("until", ()), "pauses.until", where),
        first=_words(section.get("first", ()), "first", where),
    )


def check_events(events: Events, canonical: list[str], columns: Iterable[str], table: str) -> None:
    """Raises TamNhinError for what the table does not have, or what is given twice."""
    where = f"ánh xạ cho bảng {table} [events]"
    for name in (*events.gives, *events.first):
        check_known(name, canonical, where)
    for name in set(events.gives) & set(columns):
        raise bad(name, name, "chỉ khai một lần", "given only once", where)


def _time(given: Any, where: str) -> EventTime:
    if not isinstance(given, dict) or len(given.keys() & {"first", "last"}) != 1:
        raise bad("", given, "{first = …} hoặc {last = …}", "{first = …} or {last = …}", where)
    for name in given:
        check_known(name, _TIME_KEYS, where)
    first = "first" in given
    return EventTime(
        events=_words(given["first" if first else "last"], "first, last", where),
        first=first,
        undone_by=_words(given.get("undone_by", ()), "undone_by", where),
    )


def _table(section: Dict[str, Any], name: str, where: str) -> dict[str, Any]:
    given = section.get(name, {})
    if not isinstance(given, dict):
        raise bad(name, given, "một mục", "a section", where)
    return given


def _words(given: Any, name: str, where: str) -> Words:
    words = (given,) if isinstance(given, str) else tuple(given)
    if not all(isinstance(word, str) and word for word in words):
        raise bad(name, given, "tên hoặc danh sách tên", "a name or a list of names", where)
    return words
