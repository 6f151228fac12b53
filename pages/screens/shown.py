"""A screen as it is shown: what it holds now; or, where that cannot be had, why, and the last good
picture with its age. The others go on."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from access.current import audience
from components.wall_fault import WallFault
from config.playlists import ScreenSpec
from data_access.errors import DatabaseTrouble, TamNhinError
from pages.page import LEFT, Ask, Content
from pages.screens.known import screen
from pages.screens.screen import Place
from wording import format as fmt

log = logging.getLogger(__name__)
_failing: set[ScreenSpec] = set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A picture that was whole, and the moment of its data."""

    content: Content
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    content: Content
    fault: WallFault | None = None


def shown(ask: Ask, every: Sequence[Place]) -> list[Shown]:
    """Raises DatabaseTrouble where nothing at all is known: then what is on screen stays."""
    found, trouble = [], []
    for place in every:
        try:
            found.append(_one(ask, place))
        except DatabaseTrouble as error:
            trouble.append(error)
            found.append(_failed(ask, place, _said(ask, error)))
    if len(trouble) == len(every):
        raise trouble[0]
    return found


def _one(ask: Ask, place: Place) -> Shown:
    try:
        content = screen(place.spec.kind).content(ask, place)
    except DatabaseTrouble:
        raise
    except TamNhinError as error:
        return _failed(ask, place, _said(ask, error))
    except Exception:  # a fault of ours in one screen must not stop the wall
        if place.spec not in _failing:
            log.exception("Screen %s of the wall fails", place.spec)
        _failing.add(place.spec)
        return _failed(ask, place, ask.words("Lỗi của chương trình, đã ghi vào nhật ký"))
    if place.spec in _failing:
        log.info("Screen %s of the wall is back", place.spec)
        _failing.discard(place.spec)
    ask.view.put(_kept(ask, place), Good(content=content, at=ask.view.snap.now))
    return Shown(content=content)


def _said(ask: Ask, error: TamNhinError) -> str:
    return error.en if ask.words.lang == "en" else error.vi


def _failed(ask: Ask, place: Place, reason: str) -> Shown:
    last: Good | None = ask.view.newest(_kept(ask, place))
    return Shown(
        content=last.content if last else _nothing(place),
        fault=WallFault(
            title=title_of(ask, place),
            reason=reason,
            at=fmt.epoch_ms(last.at) if last else None,
        ),
    )


def title_of(ask: Ask, place: Place) -> str:
    try:
        return screen(place.spec.kind).title(ask, place)
    except TamNhinError:  # it is about something that there is not
        return place.spec.of


def _kept(ask: Ask, place: Place) -> tuple[object, ...]:
    """Of any version of the data: the newest picture that there was."""
    return "picture", place, ask.look, ask.selection, ask.origin, audience()


def _nothing(place: Place) -> Content:
    """Whatever is on screen stays as it is."""
    of = screen(place.spec.kind)
    return Content(
        blocks={place.named(name): LEFT for name in of.blocks},
        figures={place.named(name): LEFT for name in of.charts},
        heads={place.named(name): (LEFT, LEFT) for name in of.headed},
    )
