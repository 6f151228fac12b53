"""What a reader of a list searches for, column by column: from a grid's filters to conditions.

A coded column is searched by its words, without accents if need be: 'xu ly' finds 'Đang xử lý'.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from components.row_cells import NOT_TOLD
from components.row_columns import RowColumn
from data_access.days import day_key
from data_access.records import Narrow
from wording.words import Words, mark


def narrowed(
    filters: Mapping[str, Any],
    columns: Sequence[RowColumn],
    agencies: Mapping[str, str],
    communes: Mapping[str, str],
    words: Words,
) -> dict[str, Narrow]:
    """`agencies`, `communes`: names by code. Columns that a list does not have are no condition."""
    names = {"agency": agencies, "commune": communes}
    return {
        each.name: _one(each, filters[each.name], names, words)
        for each in columns
        if each.name in filters
    }


def _one(
    column: RowColumn, by: Mapping[str, Any], names: Mapping[str, Mapping[str, str]], words: Words
) -> Narrow:
    if column.kind == "day":
        first = _day(by["dateFrom"])
        return Narrow(days=(first, _day(by["dateTo"]) if by.get("dateTo") else first))
    text = str(by.get("filter") or "")
    if column.kind == "yes":
        said = {True: mark("Có"), False: mark("Không"), None: NOT_TOLD}
        return Narrow(among=_among({value: words(word) for value, word in said.items()}, text))
    if column.of is not None:
        return Narrow(among=_among({code: words(word) for code, word in column.of.items()}, text))
    if column.kind in names:
        return Narrow(among=_among(names[column.kind], text))
    return Narrow(text=text)


def _among(words: Mapping[Any, str], text: str) -> tuple[Any, ...]:
    """The exact word alone where there is one: 'không' is not 'không ghi'."""
    wanted = plain(text)
    exact = tuple(value for value, word in words.items() if plain(word) == wanted)
    return exact or tuple(value for value, word in words.items() if wanted in plain(word))


def _day(text: str) -> int:
    return day_key(date.fromisoformat(text[:10]))


def plain(text: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip()
