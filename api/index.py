"""A scoring scheme as JSON: what `tamnhin index --json` and `/api/v1/index/<scheme>` give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from data_access.days import to_local
from data_access.errors import UnknownFilter
from data_access.selection import By, Selection
from metrics.desk import View
from metrics.groups import group_for
from metrics.index.board import Board, board
from metrics.index.league import League, Standing
from metrics.index.points import Numbers
from metrics.index.read import metrics_of
from metrics.index.sheet import State
from metrics.index.weak import weak

SELECTING = ("from", "to", "area", "district", "agency", "level", "field", "channel", "by")
BYS = {"agency": By.AGENCY, "area": By.AREA, "commune": By.AREA, "district": By.DISTRICT}


def index_json(view: View, name: str, query: Mapping[str, str | None]) -> dict[str, Any]:
    """Raises UnknownFilter. Of the selection's agency only its own row is given, told against its
    whole list."""
    for given in query:
        if given not in SELECTING:
            raise UnknownFilter("query", given, SELECTING)
    chosen = view.checked(Selection.from_query(query, today=view.anchor))
    found = board(view, name, chosen, _by(query.get("by")))
    levels = [str(chosen.level)] if chosen.level else dict.fromkeys(found.whole.levels)
    leagues = [found.league(level) for level in levels]
    return {
        **_scheme(found),
        "selection": chosen.to_query(),
        "by": str(found.by),
        "compared_with": {
            "from": found.compared.start.isoformat(),
            "to": found.compared.end.isoformat(),
        },
        "units": [
            unit for league in leagues for unit in _units(view, found, league, chosen.agency)
        ],
        "synthetic": view.snap.synthetic,
        "data_version": view.snap.version,
        "as_of": _as_of(view, found),
    }


def _by(text: str | None) -> By:
    if text and text not in BYS:
        raise UnknownFilter("by", text, list(BYS))
    return BYS[text or "agency"]


def _scheme(found: Board) -> dict[str, Any]:
    scheme = found.scheme
    return {
        "scheme": scheme.name,
        "label": scheme.label,
        "label_en": scheme.label_en,
        "since": scheme.since.isoformat(),
        "basis": scheme.basis,
        "total": scheme.total,
    }


def _as_of(view: View, found: Board) -> str | None:
    """The oldest of the sources that it rests on."""
    names = {metric.source for metric in metrics_of(found.scheme)} or {"reports"}
    moments = [each.as_of for name, each in view.sources().items() if name in names]
    known = [moment for moment in moments if moment]
    return to_local(min(known)).isoformat() if known else None


def _units(view: View, found: Board, league: League, agency: str | None) -> list[dict[str, Any]]:
    lacking = weak(league.sheet)
    return [
        _unit(view, found, league, each)
        | {
            "weak": [
                indicator.id
                for at, indicator in enumerate(league.scheme.indicators)
                if lacking[each.row, at]
            ]
        }
        for each in league.standings
        if agency in (None, each.code)
    ]


def _unit(view: View, found: Board, league: League, of: Standing) -> dict[str, Any]:
    group = group_for(view.snap.places, found.by, of.code)
    return {
        "code": of.code,
        "label": group.label,
        "level": league.level,
        "score": of.score,
        "points": of.points,
        "maximum": of.maximum,
        "default_points": _default(league, of.row),
        "band": of.band.name if of.band else None,
        "rank": of.rank,
        "ranked": len(league.ranked),
        "rank_best": of.best,
        "rank_worst": of.worst,
        "rank_by_weights": of.from_weights,
        "tier": of.tier,
        "low": of.low,
        "high": of.high,
        "previous_rank": of.rank_before,
        "previous_score": of.score_before,
        "unranked": str(of.unranked) if of.unranked else None,
        "groups": _groups(league, of.row),
        "indicators": _indicators(league, of.row),
    }


def _default(league: League, row: int) -> float:
    """Of the points, those that were granted because there was nothing to count."""
    return float(league.sheet.points[row, league.sheet.state[row] == State.DEFAULT].sum())


def _groups(league: League, row: int) -> list[dict[str, Any]]:
    points = {
        each.id: (league.sheet.points[row, at], league.sheet.maxima[row, at])
        for at, each in enumerate(league.scheme.indicators)
    }
    return [
        {
            "id": group.id,
            "label": group.label,
            "points": float(sum(points[each.id][0] for each in group.indicators)),
            "maximum": float(sum(points[each.id][1] for each in group.indicators)),
        }
        for group in league.scheme.groups
    ]


def _indicators(league: League, row: int) -> list[dict[str, Any]]:
    sheet = league.sheet
    group_of = {each.id: group.id for group in league.scheme.groups for each in group.indicators}
    return [
        {
            "id": each.id,
            "group": group_of[each.id],
            "metric": each.metric or None,
            "numerator": _number(sheet.above, row, at),
            "denominator": _number(sheet.below, row, at),
            "ratio": _number(sheet.ratio, row, at),
            "points": float(sheet.points[row, at]) if sheet.maxima[row, at] else None,
            "maximum": each.maximum,
            "state": State(sheet.state[row, at]).name.lower(),
        }
        for at, each in enumerate(league.scheme.indicators)
    ]


def _number(of: Numbers, row: int, at: int) -> float | None:
    found = float(of[row, at])
    return None if np.isnan(found) else found
