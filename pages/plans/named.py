"""What the two plans are called, and how one is asked for in a few words."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.siting.address import number_said
from metrics.siting.asking import Wish
from metrics.siting.candidates import Kind
from pages.page import Ask
from wording.words import mark

LETTERS = "AB"
KINDS: Mapping[Kind, str] = {
    Kind.VILLAGE: mark("tại thôn"),
    Kind.MAST: mark("dùng chung cột"),
    Kind.GRID: mark("điểm mới"),
    Kind.LISTED: mark("theo danh sách"),
    Kind.HEIGHT: mark("cao điểm"),
}


def plan_said(ask: Ask, at: int) -> str:
    return ask.words("Phương án {letter}", letter=LETTERS[at])


def wish_said(ask: Ask, wish: Wish) -> str:
    """'7 trạm 4G của Viettel; tại thôn, dùng chung cột (VNPT), điểm mới'."""
    words = ask.words
    built = (
        words("{n} trạm {generation}", n=wish.stations, generation=wish.technology.upper())
        if wish.stations
        else words(
            "kinh phí {budget}, trạm {generation}",
            budget=number_said(wish.budget),
            generation=wish.technology.upper(),
        )
    )
    whose = words("{built}, {operator} xây dựng", built=built, operator=wish.operator)
    return f"{whose if wish.operator else built}; {kinds_said(ask, wish)}"


def kinds_said(ask: Ask, wish: Wish) -> str:
    return ", ".join(_kind(ask, wish, kind) for kind in wish.kinds)


def _kind(ask: Ask, wish: Wish, kind: Kind) -> str:
    said = ask.words(KINDS[kind])
    if kind is Kind.MAST and wish.owner:
        return f"{said} ({wish.owner})"
    return f"{said} ({wish.list_name})" if kind is Kind.LISTED and wish.list_name else said
