"""What a page about a scoring scheme is asked for: which scheme, which list, which peers, how."""

from __future__ import annotations

from dataclasses import dataclass, replace

from config.scheme_types import Scheme
from data_access.errors import UnknownFilter
from data_access.selection import By, Level
from metrics.groups import group_for
from metrics.index.board import Board, board
from metrics.index.league import League
from metrics.index.peers import Peers, peers
from metrics.reading import Group
from pages.page import Ask
from wording.words import mark

PEERS = {
    Peers.SMALL: mark("Ít hồ sơ"),
    Peers.MIDDLE: mark("Vừa"),
    Peers.LARGE: mark("Nhiều hồ sơ"),
    Peers.MOUNTAIN: mark("Miền núi"),
    Peers.PLAIN: mark("Đồng bằng"),
}
RAW, GROUPED = "raw", "grouped"
MONTHS, YEARS = "months", "years"
PATH, FIRST = "/index", "766"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    board: Board
    league: League
    level: Level
    peers: Peers | None
    grouped: bool
    yearly: bool = False

    @property
    def scheme(self) -> Scheme:
        return self.board.scheme

    @property
    def path(self) -> str:
        """Of its lists."""
        return path_of(self.scheme.name)


def path_of(scheme: str) -> str:
    return PATH if scheme == FIRST else f"{PATH}/{scheme}"


def scoring(ask: Ask) -> Scoring:
    """Raises UnknownFilter for what there is not."""
    found = board(ask.view, scheme_name(ask), ask.selection)
    level, kind = _level(ask, found), _peers(ask)
    among = None
    if kind:
        among = peers(found.whole, str(level), kind, ask.view.snap.places, By.AGENCY)
    return Scoring(
        board=found,
        league=found.league(str(level), among),
        level=level,
        peers=kind,
        grouped=_one_of(ask, "rank", (RAW, GROUPED), RAW) == GROUPED,
        yearly=_one_of(ask, "over", (MONTHS, YEARS), MONTHS) == YEARS,
    )


def scheme_name(ask: Ask) -> str:
    known = ask.view.schemes
    first = FIRST if FIRST in known else next(iter(known), "")
    return _one_of(ask, "scheme", tuple(known), first)


def of_item(ask: Ask) -> Ask:
    """With the scheme of the address (/index/ict) as what is asked for."""
    if not ask.item:
        return ask
    return replace(ask, query={**ask.query, "scheme": ask.item})


def _level(ask: Ask, found: Board) -> Level:
    """The asked for one, the chosen agency's own, or the first that there are units of."""
    chosen, levels = ask.selection, found.scheme.levels
    if chosen.level and str(chosen.level) in levels:
        return chosen.level
    if chosen.agency:
        own = ask.view.snap.places.agencies[chosen.agency].level
        if str(own) in levels:
            return own
    if (chosen.district or chosen.area) and str(Level.COMMUNE) in levels:
        return Level.COMMUNE
    there = [Level(each) for each in levels if each in found.whole.levels]
    return next(iter(there), Level(levels[0]))


def _peers(ask: Ask) -> Peers | None:
    asked = _one_of(ask, "peers", ("", *Peers), "")
    return Peers(asked) if asked else None


def _one_of(ask: Ask, name: str, valid: tuple[str, ...], otherwise: str) -> str:
    asked = ask.query.get(name, otherwise)
    if asked not in valid:
        raise UnknownFilter(name, asked, [each for each in valid if each])
    return asked


def sheet_of_unit(ask: Ask, of: Scoring, code: str) -> str:
    """The address of a unit's sheet, by the same scheme."""
    name = of.scheme.name
    return ask.href(f"/unit/{code}", agency=None, scheme=None if name == FIRST else name)


def unit_named(ask: Ask, code: str) -> Group:
    return group_for(ask.view.snap.places, By.AGENCY, code)
