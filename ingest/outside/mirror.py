"""Facts copied to the analytical store: every row of one version of the data, typed as our tables
are. What has stood there before goes on answering until the whole of it is there.

The copy before the newest is kept: whoever has begun to ask it ends with it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from uuid import uuid4

import pandas as pd
from sqlalchemy import Connection, Engine, Table, select, true

from data_access.analytic_stores import (
    MARK,
    WITHIN_SECONDS,
    ChdbStore,
    ClickHouseStore,
    Mark,
    Store,
    quoted,
    structure,
    table_name,
)
from data_access.analytics import counts
from data_access.engine import reading
from data_access.errors import StoreAway, TamNhinError
from data_access.schema import dataset
from ingest import ledger
from ingest.outside import archives
from ingest.outside.archives import FOLDED_ELSEWHERE, MOVED
from ingest.outside.months import CAME
from ingest.outside.parquet import read_frames, write_rows
from ingest.outside.rows import frames
from ingest.tables import spec_of

AT_ONCE = 500_000  # rows of a piece
_PIECE_SECONDS = 600.0
_TOKEN = re.compile(r"[0-9a-f]{12}")

Progress = Callable[[str, int, int | None], None]


def mirror(engine: Engine, store: Store, *, progress: Progress) -> tuple[Mark, bool]:
    """What the store holds now, and whether it had to be copied. Raises TamNhinError when nothing
    was changed."""
    with reading(engine) as connection, _told():
        ledger.check_tables(connection)
        of = connection.execute(select(dataset)).one()
        _check_whole(connection)
        before = store.mark()
        same = before and (before.identity, before.version) == (of.identity, of.version)
        if before and same and _is_whole(store, before):
            return before, False
        copy = _copy_to(store)
        try:
            rows, files = {}, {}
            for number, fact in enumerate(CAME, start=1):
                rows[fact.name], files[fact.name] = _copied(connection, copy, fact)
                progress("mirror", number, len(CAME))
            made = Mark(
                identity=of.identity, version=of.version, token=copy.token, rows=rows, files=files
            )
            if not _is_whole(store, made):
                raise TamNhinError(
                    vi="Bản sao đọc lại không đủ dòng; bản cũ giữ nguyên. Kiểm tra kho phân tích.",
                    en="The copy, read back, lacks rows; the one before stays. Check the store.",
                )
            copy.swap(made)
        except BaseException:
            copy.drop({copy.token})
            raise
        kept = {copy.token, before.token if before else ""}
        copy.drop(copy.tokens() - kept)
    return made, True


class _Copy(Protocol):
    token: str

    def begin(self, fact: Table) -> None: ...

    def put(self, fact: Table, part: pd.DataFrame, number: int) -> str: ...

    def swap(self, mark: Mark) -> None: ...

    def tokens(self) -> set[str]: ...

    def drop(self, tokens: set[str]) -> None: ...


def _copied(connection: Connection, copy: _Copy, fact: Table) -> tuple[int, list[str]]:
    copy.begin(fact)
    moved = [each.file for each in archives.held(connection, fact, MOVED)]
    outside = read_frames(fact, moved) if moved else iter(())
    rows, files = 0, []
    for number, part in enumerate(_pieces(chain(frames(connection, fact, true()), outside))):
        files.append(copy.put(fact, part, number))
        rows += len(part)
    return rows, files


def _pieces(parts: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    held: list[pd.DataFrame] = []
    for part in parts:
        held.append(part)
        if sum(map(len, held)) >= AT_ONCE:
            yield pd.concat(held, ignore_index=True)
            held = []
    if held:
        yield pd.concat(held, ignore_index=True)


def _is_whole(store: Store, mark: Mark) -> bool:
    facts = list(CAME)
    found = store.answers(counts(store, mark, facts))
    return [rows for [[rows]] in found] == [mark.rows.get(fact.name) for fact in facts]


class _FolderCopy:
    """Parquet files in a folder of the copy's name."""

    def __init__(self, store: ChdbStore) -> None:
        self._folder, self.token = store.folder, uuid4().hex[:12]

    def begin(self, fact: Table) -> None:  # noqa: ARG002
        (self._folder / self.token).mkdir(parents=True, exist_ok=True)

    def put(self, fact: Table, part: pd.DataFrame, number: int) -> str:
        file = self._folder / self.token / f"{fact.name}-{number}.parquet"
        write_rows(fact, iter([part]), file, _order(fact))
        return file.name

    def swap(self, mark: Mark) -> None:
        beside = self._folder / f"{MARK}.{self.token}"
        beside.write_text(mark.to_json())
        beside.replace(self._folder / f"{MARK}.json")

    def tokens(self) -> set[str]:
        return {path.name for path in self._folder.iterdir() if _TOKEN.fullmatch(path.name)}

    def drop(self, tokens: set[str]) -> None:
        for token in tokens:
            shutil.rmtree(self._folder / token, ignore_errors=True)


class _ServerCopy:
    """Tables of the copy's name."""

    def __init__(self, store: ClickHouseStore) -> None:
        self._store, self.token = store, uuid4().hex[:12]

    def begin(self, fact: Table) -> None:
        self._do(
            f"CREATE TABLE {table_name(self.token, fact)} ({structure(fact)})"
            f" ENGINE = MergeTree ORDER BY ({_order(fact)})"
        )

    def put(self, fact: Table, part: pd.DataFrame, number: int) -> str:  # noqa: ARG002
        table = table_name(self.token, fact)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "rows.parquet"
            write_rows(fact, iter([part]), file, _order(fact))
            with file.open("rb") as body:
                self._do(f"INSERT INTO {table} FORMAT Parquet", body)
        return table

    def swap(self, mark: Mark) -> None:
        self._do(
            f"CREATE OR REPLACE TABLE {MARK} ENGINE = MergeTree ORDER BY tuple()"
            f" AS SELECT '{quoted(mark.to_json())}' AS mark"
        )

    def tokens(self) -> set[str]:
        return {name.split("_")[1] for name in self._tables()}

    def drop(self, tokens: set[str]) -> None:
        for name in self._tables():
            if name.split("_")[1] in tokens:
                self._do(f"DROP TABLE IF EXISTS {name}")

    def _tables(self) -> list[str]:
        known = "SELECT name FROM system.tables WHERE database = currentDatabase()"
        found = [str(row[0]) for row in self._store.answers([known])[0]]
        return [name for name in found if re.match(rf"tamnhin_{_TOKEN.pattern}_", name)]

    def _do(self, statement: str, body: Any = None) -> None:
        within = WITHIN_SECONDS if body is None else _PIECE_SECONDS
        self._store.post(statement, {"wait_end_of_query": "1"}, body=body, within=within)


def _copy_to(store: Store) -> _Copy:
    if isinstance(store, ChdbStore):
        return _FolderCopy(store)
    assert isinstance(store, ClickHouseStore)
    return _ServerCopy(store)


def _order(fact: Table) -> str:
    """As questions look for rows: by their day."""
    return f"{CAME[fact].name}, {spec_of(fact.name).keys[0]}"


def _check_whole(connection: Connection) -> None:
    """Of months that were folded elsewhere there are cells, and no rows to copy."""
    folded = [f.name for f in CAME if archives.held(connection, f, FOLDED_ELSEWHERE)]
    if folded:
        raise TamNhinError(
            vi=f"Bảng {', '.join(folded)} có tháng gộp bằng Spark, dòng nằm ngoài cơ sở dữ liệu:"
            " bản sao sẽ thiếu chúng, nên không sao chép.",
            en=f"Months of {', '.join(folded)} were folded by Spark, their rows stand outside the"
            " database: a copy would lack them, so none is made.",
        )


@contextmanager
def _told() -> Iterator[None]:
    """What the store says to a command is no question that was refused."""
    try:
        yield
    except StoreAway as error:
        raise TamNhinError(
            vi=f"{error.vi} Không sao chép gì; bản sao cũ giữ nguyên.",
            en=f"{error.en} Nothing was copied; the copy before stays.",
        ) from error
