"""Roles, and what each lets somebody do within their scope."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    VIEWER = "viewer"
    LEADER = "leader"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"
    NATION = "nation"  # a program that brings provinces together: sums by month, and nothing else
    DISPLAY = "display"  # a wall, which nobody stands in front of to be asked who they are


class Right(StrEnum):
    FIGURES = "figures"  # figures, maps, rankings, sources
    ROWS = "rows"  # the dossiers behind a figure, one by one, and lists of them as files
    TARGETS = "targets"  # set and change them
    ALERTS = "alerts"  # acknowledge them, assign them, put them aside
    MEND = "mend"  # rows that could not be taken, as they came
    PERSONAL = "personal"  # names, addresses and telephone numbers of applicants
    ADMINISTER = "administer"  # accounts, displays, keys, sessions, the audit
    WALL = "wall"
    CUBES = "cubes"  # sums by month and level, signed, for a national installation


_SEES = {Right.FIGURES, Right.WALL}
_LEADS = _SEES | {Right.ROWS, Right.ALERTS}
_WORKS = _LEADS | {Right.TARGETS, Right.MEND}
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.VIEWER: frozenset(_SEES),
    Role.LEADER: frozenset(_LEADS),
    Role.OFFICER: frozenset(_WORKS | {Right.PERSONAL}),
    # Who gives out accounts needs no applicant's telephone number for it.
    Role.ADMINISTRATOR: frozenset(_WORKS | {Right.ADMINISTER}),
    Role.NATION: frozenset({Right.CUBES}),
    Role.DISPLAY: frozenset({Right.WALL}),
}
PEOPLE = (Role.VIEWER, Role.LEADER, Role.OFFICER, Role.ADMINISTRATOR)
"""Roles that an account may have."""
