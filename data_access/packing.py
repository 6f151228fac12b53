"""How small frozen objects travel through the cache: not one by one but as columns of their slots.

What dataclasses do by themselves asks for the list of fields again for every object, which was most
of the time that a page of kept answers took."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any, TypeVar

Thing = TypeVar("Thing")
_set = object.__setattr__


def packed(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def unpacked(self: Any, values: list[Any]) -> None:
    for name, value in zip(self.__slots__, values):  # noqa: B905
        _set(self, name, value)


def columns_of(things: Sequence[object]) -> list[list[Any]]:
    """Of things of one class, which there must be: for each of its slots their values."""
    return [[getattr(each, name) for each in things] for name in _slots(type(things[0]))]


def things_of(kind: type[Thing], columns: Sequence[list[Any]]) -> list[Thing]:
    """Those that `columns_of` was given."""
    made = [kind.__new__(kind) for _ in columns[0]]
    for name, column in zip(_slots(kind), columns, strict=True):
        deque(map(getattr(kind, name).__set__, made, column), maxlen=0)
    return made


def _slots(kind: type) -> tuple[str, ...]:
    found: tuple[str, ...] = kind.__slots__  # type: ignore[attr-defined]
    return found
