"""Pages that everybody who asks the same of the same data is told alike: worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from access.current import audience
from pages.page import Ask, Page
from pages.slots import slots
from pages.told import Told, told

STEPS = 20  # of a source's freshness: a horizon is never a twentieth brighter than it is

Answer = TypeVar("Answer")


class Passing(Exception):
    """Carries an answer that must not be kept: something of it could not be had."""

    def __init__(self, answer: object) -> None:
        self.answer = answer


def told_of(page: Page, asked: Ask) -> Told:
    if not page.stands:
        content = page.content(asked)
        return told(content.sub, slots(page, content))
    found = kept(page, asked, ("told", asked.refresh), lambda: _slots(page, asked))
    return Told(sub=asked.said(), slots=found.slots, signs=found.signs)


def kept(page: Page, asked: Ask, more: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
    """By all that a page's content is made of, and for whom: links lead where somebody may go. Ages
    are told by the sources' states: what was live when it was written is not kept until it is
    late."""
    ages = [
        (each.label, each.as_of, each.age.value, int(each.fresh * STEPS))
        for each in asked.every_source()
    ]
    look = asked.look.words.lang, asked.look.theme, asked.look.size
    more = page.rests_on(asked) if page.rests_on else None, *more
    about = page.name, asked.item, *audience(), sorted(asked.query.items()), asked.origin, look
    try:
        return asked.view.shown(("page", about, ages, *more), compute)
    except Passing as found:
        return cast(Answer, found.answer)


def _slots(page: Page, asked: Ask) -> Told:
    content = page.content(asked)
    found = told("", slots(page, content))
    if content.passing:
        raise Passing(found)
    return found
