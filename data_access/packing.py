"""How small frozen objects travel through the cache: their values in the order of their slots.

What dataclasses do by themselves asks for the list of fields again for every object, which was most
of the time that a page of kept answers took."""

from __future__ import annotations

from typing import Any

_set = object.__setattr__


def packed(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def unpacked(self: Any, values: list[Any]) -> None:
    for name, value in zip(self.__slots__, values):  # noqa: B905
        _set(self, name, value)
