"""Cells of cubes, from where they are: rollups of the database, rows of the analytical store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from data_access.analytics import asked_of_rows, mirror_of
from data_access.cube_query import Codes, Part, answered, codes_told, question
from data_access.errors import NotKept
from data_access.rollups import ROW_CUBES, Grain, Rollup, pick
from data_access.snapshot import Snapshot


def cells(
    snap: Snapshot, asked: Sequence[tuple[Rollup, Part]], *, shared: bool = False
) -> Sequence[Any]:
    """Rows of keys and sums, of cubes whose rows are alike. `shared`: others will ask the same.
    Raises MirrorTrouble where the store is asked and cannot answer."""
    here = [part for rollup, part in asked if rollup not in ROW_CUBES]
    there = [(rollup, part) for rollup, part in asked if rollup in ROW_CUBES]
    found: list[Any] = []
    if here:
        of = question(here, codes_told(snap.connection))
        read = partial(answered, snap.connection, of)
        found += snap.once(("cells", of), read) if shared else read()
    if there:
        rollups = tuple(dict.fromkeys(rollup for rollup, _ in there))
        elsewhere = question([part for _, part in there], Codes.LISTED)
        found += snap.once(("rows", elsewhere), lambda: asked_of_rows(snap, rollups, elsewhere))
    return found


def by_rows(
    snap: Snapshot,
    family: str,
    grain: Grain | None,
    dims: Collection[str],
    also: Collection[str] = (),
) -> Rollup:
    """The cube that the analytical store works out of rows. Raises NotKept where there is no store,
    or nothing that it could work out; MirrorTrouble where it holds another version. `also`: what is
    named beside the dimensions."""
    found = pick(family, grain, dims, ROW_CUBES)
    if found is None or snap.analytics is None:
        raise NotKept({*dims, *also})
    mirror_of(snap)
    return found
