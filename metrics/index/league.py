"""League: the units of one level in order, each with its place, what its place rests on, and what
it was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from config.scheme_types import Band, Scheme
from metrics.index.noise import interval
from metrics.index.points import Numbers
from metrics.index.ranks import order, possible, ranks, tiers
from metrics.index.sheet import Masks, Sheet, sheet_of
from metrics.index.stability import swing


class Unranked(StrEnum):
    """Why a unit has no place."""

    FEW = "few"  # below the minimum volume
    MISSING = "missing"  # of some indicators it has not reported, others have
    NOTHING = "nothing"  # no indicator of it is known: not assessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`row` in the league's sheet. `score` is out of the scheme's total; `low`, `high` its 95 %
    interval, `best` and `worst` the places that the intervals allow, `tier` the group of those
    within noise of one another; `from_weights` the places that other weights would give."""

    code: str
    row: int
    score: float | None
    points: float
    maximum: float
    band: Band | None
    low: float | None
    high: float | None
    rank: int | None
    best: int | None
    worst: int | None
    tier: int | None
    from_weights: tuple[int, int] | None
    rank_before: int | None
    score_before: float | None
    unranked: Unranked | None

    @property
    def climbed(self) -> int | None:
        if self.rank is None or self.rank_before is None:
            return None
        return self.rank_before - self.rank

    @property
    def change(self) -> float | None:
        if self.score is None or self.score_before is None:
            return None
        return self.score - self.score_before


@dataclass(frozen=True, slots=True, kw_only=True)
class League:
    """`before` has the same units in the same order, some of which may be unknown in it; None where
    another version of the scheme was in force. `able`: units that are ranked."""

    scheme: Scheme
    level: str
    sheet: Sheet
    before: Sheet | None
    able: Masks
    able_before: Masks
    standings: tuple[Standing, ...]

    def of(self, code: str) -> Standing | None:
        return next((each for each in self.standings if each.code == code), None)

    @property
    def ranked(self) -> list[Standing]:
        return [each for each in self.standings if each.rank is not None]


def league(
    whole: Sheet,
    before: Sheet | None,
    months: Mapping[int, Sheet],
    *,
    level: str,
    length: int,
    minimum_volume: int,
    among: frozenset[str] | None = None,
) -> League:
    """Of one level, and of those `among` them only where that is given (peers). `length`: how many
    months the period has."""
    kept = [
        at
        for at, code in enumerate(whole.codes)
        if whole.levels[at] == level and (among is None or code in among)
    ]
    sheet = whole.only(kept)
    same = before is not None and before.scheme.file == sheet.scheme.file
    then = aligned(before, sheet) if before is not None and same else None
    able = able_of(sheet, minimum_volume)
    able_then = able_of(then, minimum_volume) if then else np.zeros(len(kept), dtype=np.bool_)
    low, high = interval(sheet, list(months.values()), length)
    return League(
        scheme=sheet.scheme,
        level=level,
        sheet=sheet,
        before=then,
        able=able,
        able_before=able_then,
        standings=_standings(sheet, then, able, able_then, low, high, minimum_volume),
    )


def able_of(sheet: Sheet, minimum_volume: int) -> Masks:
    """Who can be ranked."""
    enough = np.ones(len(sheet.codes), dtype=np.bool_)
    if sheet.scheme.volume:
        enough = np.nan_to_num(sheet.volume) >= minimum_volume
    found: Masks = enough & sheet.complete & ~np.isnan(sheet.score)
    return found


def aligned(other: Sheet, to: Sheet) -> Sheet:
    """Its units in the order of another's; one that was not there is all unknown."""
    rows = {code: row for row, code in enumerate(other.codes)}
    blank = sheet_of(other.scheme, list(zip(to.codes, to.levels, strict=True)), {}, {})
    for at, code in enumerate(to.codes):
        if code in rows:
            for name in ("above", "below", "ratio", "state", "points", "maxima", "volume"):
                getattr(blank, name)[at] = getattr(other, name)[rows[code]]
    return blank


def _standings(
    sheet: Sheet,
    before: Sheet | None,
    able: Masks,
    able_before: Masks,
    low: Numbers,
    high: Numbers,
    minimum_volume: int,
) -> tuple[Standing, ...]:
    if not sheet.codes:
        return ()
    place, (best, worst) = ranks(sheet.score, able), possible(low, high, able)
    tier, (up, down) = tiers(sheet.score, low, high, able), swing(sheet, able)
    was = before.score if before else np.full(len(sheet.codes), np.nan)
    rank_was = ranks(was, able_before)
    found = []
    for at in order(sheet.score, sheet.codes, able):
        score = _number(sheet.score[at])
        given = bool(able[at])
        found.append(
            Standing(
                code=sheet.codes[at],
                row=at,
                score=score,
                points=float(sheet.total[at]),
                maximum=float(sheet.maximum[at]),
                band=sheet.scheme.band_of(score) if score is not None and given else None,
                low=_number(low[at]),
                high=_number(high[at]),
                rank=_whole(place[at]),
                best=_whole(best[at]),
                worst=_whole(worst[at]),
                tier=_whole(tier[at]),
                from_weights=(int(up[at]), int(down[at])) if given else None,
                rank_before=_whole(rank_was[at]),
                score_before=_number(was[at]) if able_before[at] else None,
                unranked=None if given else _unranked(sheet, at, minimum_volume),
            )
        )
    return tuple(found)


def _unranked(sheet: Sheet, at: int, minimum_volume: int) -> Unranked:
    if np.isnan(sheet.score[at]):
        return Unranked.NOTHING
    few = sheet.scheme.volume and not np.nan_to_num(sheet.volume[at]) >= minimum_volume
    return Unranked.FEW if few else Unranked.MISSING


def _number(of: float) -> float | None:
    return None if np.isnan(of) else float(of)


def _whole(of: float) -> int | None:
    return None if np.isnan(of) else int(of)
