"""One reading of another system's database: what has changed, or everything; and its keys when it
is time to compare them. All is read before the writer's turn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, Row, Select

from data_access import clock
from data_access.engine import reading
from data_access.errors import TamNhinError
from ingest import ledger
from ingest.chunks import RawChunk
from ingest.keys import key_columns
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.pulls import keep_success, may_be_mended, read_pull
from ingest.reading import Reading, Stopped, Wish
from ingest.spool import Spool
from ingest.sql import statements
from ingest.sql.database import Database
from ingest.sql.values import frame_of
from ingest.sql.watermark import Watermark
from ingest.tables import TableSpec
from ingest.wording import bad, check_known

_KEYS_AT_ONCE = 500
_FETCHED_BY_KEY = 10_000


class Pull(Reading):
    def __init__(
        self, engine: Engine, database: Database, spec: TableSpec, mapping: Mapping, wish: Wish
    ) -> None:
        self._database, self._spec, self._mapping = database, spec, mapping
        self._stopped = wish.stopped
        self._query = query_of(mapping)
        self.header = database.header(statements.nothing(self._query))
        self._check_watermark()
        with reading(engine) as connection:
            ledger.check_tables(connection)
            self._now = clock.now(connection)
            self._kept = read_pull(connection, spec.name, database.name)
            mended = may_be_mended(connection, spec.name, database.name)
        self._rows: Spool | None = None
        self._spooled: Spool | None = None
        super().__init__(database.name, self, accepts=wish.accept_deletes)
        self.total: int | None = None
        self.compares = wish.compare and self._is_due(wish)
        self.complete = wish.full or mended or not self._knows_since() or self._needs_rows()

    @property
    def short_name(self) -> str:
        return self.name.rpartition("/")[2]

    def read(self, plan: dict[str, str], notes: Notes) -> None:
        """From the database to memory and disk. `plan`: canonical name → their column."""
        self._keys = key_columns(self._spec, self._mapping, plan)
        self._watermark = self._new_watermark()
        self._rows = Spool(self._chunks(self._asked(notes), self._watermark))
        marked = [name for name in [self._mapping.deletes.column] if name]
        only = statements.keys_only(self._query, [*self._keys, *marked])
        self._spooled = None if self.complete or not self.compares else Spool(self._chunks(only))

    def chunks(self) -> Iterator[RawChunk]:
        return self._rows.chunks() if self._rows else iter(())

    def key_chunks(self) -> Iterator[RawChunk]:
        return self._spooled.chunks() if self._spooled else iter(())

    def rows_of(self, wanted: list[tuple[Any, ...]]) -> Iterator[RawChunk]:
        if len(wanted) > _FETCHED_BY_KEY:
            yield from self._chunks(statements.everything(self._query))
            return
        step = max(1, _KEYS_AT_ONCE // len(self._keys))
        for start in range(0, len(wanted), step):
            part = wanted[start : start + step]
            yield from self._chunks(statements.of_keys(self._query, self._keys, part))

    def record(self, connection: Connection, now: datetime, *, compared: bool) -> None:
        values: dict[str, Any] = {"mapping": self._digest()}
        if self._watermark and (mark := self._watermark.kept()):
            values["watermark"] = mark
        if compared:
            values["compared_at"] = now
        keep_success(connection, self._spec.name, self._database.name, now, **values)

    def close(self) -> None:
        for spool in (self._rows, self._spooled):
            if spool:
                spool.close()

    def _chunks(
        self, statement: Select[Any], watermark: Watermark | None = None
    ) -> Iterator[RawChunk]:
        for names, part in self._database.rows(statement):
            if self._stopped():
                raise Stopped(vi="Đã dừng theo yêu cầu.", en="Stopped as asked.")
            if watermark:
                at = names.index(watermark.column)
                watermark.see(row[at] for row in part)
            yield RawChunk(frame_of(names, part), np.zeros(len(part), dtype=np.int64))

    def _asked(self, notes: Notes) -> Select[Any]:
        if self.complete or self._kept is None or self._watermark is None:
            return statements.everything(self._query)
        column = str(self._mapping.pulling.watermark)
        since = self._watermark.since(self._kept.watermark)
        notes.say(
            vi=f"Chỉ đọc các dòng có {column} từ {since}, và các dòng không có {column}.",
            en=f"Only rows with {column} from {since}, and those without, were read.",
        )
        return statements.changed(self._query, column, since)

    def _new_watermark(self) -> Watermark | None:
        pulling = self._mapping.pulling
        if pulling.watermark is None:
            return None
        mark = Watermark(
            pulling.watermark, pulling.overlap, self._mapping.timezone, clock.real_now()
        )
        if not self.complete and self._kept is not None:
            mark.go_on(self._kept.watermark)
        return mark

    def _knows_since(self) -> bool:
        kept = self._kept
        return kept is not None and bool(kept.watermark) and kept.mapping == self._digest()

    def _is_due(self, wish: Wish) -> bool:
        """Whoever accepts deletions wants them now; a complete reading compares for nothing."""
        deletes = self._mapping.deletes
        if deletes.snapshot or deletes.compare is None:
            return deletes.snapshot
        asked = wish.full or wish.accept_deletes or not self._knows_since()
        return asked or self._compared_long_ago(self._kept)

    def _compared_long_ago(self, kept: Row[Any] | None) -> bool:
        compared = kept.compared_at if kept is not None else None
        every = self._mapping.deletes.compare
        return compared is None or every is None or self._now - compared >= every

    def _needs_rows(self) -> bool:
        """Keys that are made of names of agencies are known only once all of a row is."""
        return self.compares and any(
            self._mapping.creates(self._spec.refers[key])
            for key in self._spec.keys
            if key in self._spec.refers
        )

    def _check_watermark(self) -> None:
        name = self._mapping.pulling.watermark
        if name is not None:
            check_known(name, self.header, "[source] watermark")
        if name is not None and self._mapping.events is not None:
            raise bad("watermark", name, "bỏ đi khi có [events]", "left out with [events]", "")

    def _digest(self) -> str:
        return hashlib.sha256(repr(self._mapping).encode()).hexdigest()[:32]


def query_of(mapping: Mapping) -> str:
    """Raises TamNhinError for a mapping without one."""
    if mapping.pulling.query is None:
        raise TamNhinError(
            vi="Nguồn là cơ sở dữ liệu thì tệp ánh xạ phải có câu truy vấn:"
            ' [source] query = """SELECT … FROM …""". Dùng --mapping.',
            en="For a database the mapping must hold the query:"
            ' [source] query = """SELECT … FROM …""". Use --mapping.',
        )
    return mapping.pulling.query
