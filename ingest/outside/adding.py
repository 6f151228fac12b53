"""What stands outside the database, added to cubes: when they are built anew, or proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table

from data_access.errors import NotReady
from data_access.rollups import Rollup
from ingest import images
from ingest.bulk import add_up
from ingest.folding import Folding
from ingest.outside.archives import FOLDED_ELSEWHERE, MOVED, held
from ingest.outside.cells import Family, family
from ingest.outside.months import CAME, ROW_MONTH
from ingest.outside.parquet import duck, frames_of, listed, read_frames

Columns = dict[str, "np.ndarray[Any, Any]"]
Kept = Mapping[str, Sequence[int]]  # folder of cells -> months of rows that count from it


def add_outside(
    connection: Connection, rollups: Sequence[Rollup], into: Mapping[Rollup, Table]
) -> None:
    """`rollups` of one table; `into`: where one is filled elsewhere than in its own table."""
    fact = rollups[0].fact
    if fact not in CAME:
        return
    files = [each.file for each in held(connection, fact, MOVED)]
    for frame in read_frames(fact, files) if files else ():
        folding = Folding(images.of_frame(fact, frame, 1))
        for rollup in rollups:
            add_up(connection, into.get(rollup, rollup.table), folding.cells(rollup).columns)
    kept = by_folder(held(connection, fact, FOLDED_ELSEWHERE))
    for rollup in rollups if kept else ():
        with duck() as files_:
            of = family(rollup.family)
            for cells in summed(files_, of, rollup, rows_of(files_, of, kept)):
                add_up(connection, into.get(rollup, rollup.table), cells)


def by_folder(held_months: Sequence[Any]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for each in held_months:
        found.setdefault(each.file, []).append(each.month)
    return found


def rows_of(connection: Any, of: Family, kept: Kept, sign: int = 1) -> str:
    """The query for the cells of some months of rows. Raises NotReady where a folder was written
    before the measures were what they are."""
    return " UNION ALL ".join(
        _part(connection, of, Path(folder), months, sign) for folder, months in kept.items()
    )


def _part(connection: Any, of: Family, folder: Path, months: Sequence[int], sign: int) -> str:
    source = listed([folder / of.name / "*.parquet"])
    known = {row[0] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
    if not known >= {*of.keys, *of.sums}:
        raise NotReady(
            vi=f"Các tháng gộp bằng Spark ở {folder} do bản chương trình trước ghi, thiếu cột của"
            f" '{of.name}'. Gộp lại mọi tháng: tamnhin fold --spark … --input …",
            en=f"Months folded by Spark in {folder} were written by an earlier version and lack"
            f" columns of '{of.name}'. Fold all months again: tamnhin fold --spark … --input …",
        )
    signed = ", ".join(f"{sign} * {name} AS {name}" for name in of.sums)
    return (
        f"SELECT {', '.join((ROW_MONTH, *of.keys))}, {signed} FROM {source}"  # noqa: S608
        f" WHERE {ROW_MONTH} IN ({', '.join(map(str, months))})"
    )


def grouped(rows: str, keys: Mapping[str, str], sums: Sequence[str]) -> str:
    """The query for what is summed up of cells: those that change. `keys`: by name, as made."""
    made = ", ".join(f"{of} AS {name}" for name, of in keys.items())
    adding = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in sums)
    changes = " OR ".join(f"sum({name}) <> 0" for name in sums)
    return f"SELECT {made}, {adding} FROM ({rows}) GROUP BY {', '.join(keys.values())} HAVING {changes}"  # noqa: S608, E501


def summed(connection: Any, of: Family, rollup: Rollup, rows: str) -> Iterator[Columns]:
    """Cells of a cube that change, in the order of their keys."""
    keys = of.key_of(rollup)
    query = f"{grouped(rows, keys, of.sums)} ORDER BY {', '.join(keys)}"
    for frame in frames_of(connection, query):
        yield {name: _array(frame[name]) for name in frame.columns}


def _array(column: pd.Series) -> np.ndarray[Any, Any]:
    numbers = pd.api.types.is_numeric_dtype(column)
    return column.to_numpy(np.int64) if numbers else column.to_numpy(object)
