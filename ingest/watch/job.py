"""One configured load: run again and again, its failure said once and its recovery once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from threading import Lock

from sqlalchemy import Engine

from config.loads import LoadSpec
from config.province import Province
from config.request_id import Doing, new_id
from data_access import clock
from data_access.engine import reading, writing
from data_access.errors import TamNhinError
from ingest.comparison import DeletesRefused
from ingest.load import load_file
from ingest.pulls import forget_pull, keep_pull, keep_success, read_pull
from ingest.reading import Stopped, Wish
from ingest.report import LoadReport
from ingest.sql.address import is_database, named, revealed
from ingest.watch.folder import Folder

log = logging.getLogger(__name__)

_COMPARED_AGAIN_SECONDS = 3600.0


class Job:
    """`turns`: loads take turns at our database. `stopped`: whether to begin nothing more. `heard`
    is told of every load that has changed something."""

    def __init__(
        self,
        engine: Engine,
        province: Province,
        spec: LoadSpec,
        turns: Lock,
        stopped: Callable[[], bool],
        heard: Callable[[LoadReport], None],
    ) -> None:
        self._engine, self._province, self.spec = engine, province, spec
        self._turns, self._stopped, self._heard = turns, stopped, heard
        self._folder = Folder(spec.address)
        self._refused: DeletesRefused | None = None
        self._compare_from = 0.0
        self._said = 0
        self.quarantined = 0
        self.failures = self._failures_before()

    @property
    def label(self) -> str:
        return f"{self.spec.source} / {self.spec.table}"

    def run(self) -> bool:
        """Whether all went well, or as well as it can before somebody looks: False asks to be run
        again after a while. Errors are kept in table `pulls`; only the first in a row is logged.
        All that is logged meanwhile carries one id."""
        with Doing(new_id()):
            return self._run()

    def _run(self) -> bool:
        try:
            self._load(revealed(self.spec.address))
            if self._refused:
                raise self._refused
        except Stopped:
            return True
        except TamNhinError as error:
            self._fail(error)
            return error is self._refused
        self._recover()
        return True

    def _load(self, address: str) -> None:
        if not is_database(address):
            self._load_files()
            return
        wish = Wish(compare=time.monotonic() >= self._compare_from, stopped=self._stopped)
        try:
            self._tell(self._load_one(address, wish))
            self._refused = self._refused if not wish.compare else None
        except DeletesRefused as refused:
            # What is new must not wait until somebody has looked at what is gone.
            self._refused = refused
            self._compare_from = time.monotonic() + _COMPARED_AGAIN_SECONDS
            self._tell(self._load_one(address, Wish(compare=False, stopped=self._stopped)))

    def _load_files(self) -> None:
        problem: TamNhinError | None = None
        for path, digest in self._folder.files():
            if self._stopped():
                return
            mark = f"file {digest}"
            if self._kept_mark(str(path)) == mark:
                continue
            try:
                self._tell(self._load_one(str(path), Wish()))
                self._keep_success(str(path), watermark=mark)
            except TamNhinError as error:
                problem = problem or error
        if problem:
            raise problem
        self._keep_success(self.spec.address)

    def _load_one(self, address: str, wish: Wish) -> LoadReport:
        return load_file(
            self._engine,
            self.spec.table,
            address,
            mapping_path=self.spec.mapping,
            province=self._province,
            wish=wish,
            turn=self._turns,
        )

    def _tell(self, report: LoadReport) -> None:
        self.quarantined += report.quarantined
        if report.data_version != self._said and (report.moved or report.quarantined):
            log.info("%s: %s", self.label, report.line)
        self._said = report.data_version
        if report.moved:
            self._heard(report)

    def _fail(self, error: TamNhinError) -> None:
        self.failures += 1
        if self.failures == 1:
            log.warning("%s: %s / %s", self.label, error.vi, error.en)
        with suppress(TamNhinError), self._turns, writing(self._engine) as connection:
            keep_pull(
                connection,
                self.spec.table,
                self._name(),
                tried_at=clock.now(connection),
                failures=self.failures,
                problem=error.vi,
            )

    def _recover(self) -> None:
        if not self.failures:
            return
        log.info("%s: đã hoạt động trở lại / works again", self.label)
        self.failures = 0
        if self._name() != self.spec.address:
            with suppress(TamNhinError), self._turns, writing(self._engine) as connection:
                forget_pull(connection, self.spec.table, self.spec.address)

    def _failures_before(self) -> int:
        """In a row, when the program was last running."""
        with reading(self._engine) as connection:
            names = {self._name(), self.spec.address}
            kept = [read_pull(connection, self.spec.table, name) for name in names]
        return max((row.failures for row in kept if row), default=0)

    def take_over(self) -> None:
        """From another process, which may have met failures meanwhile. Raises TamNhinError."""
        self.failures = self._failures_before()

    def last_success(self) -> datetime | None:
        with reading(self._engine) as connection:
            kept = read_pull(connection, self.spec.table, self._name())
        return kept.succeeded_at.replace(tzinfo=UTC) if kept and kept.succeeded_at else None

    def _kept_mark(self, name: str) -> str | None:
        with reading(self._engine) as connection:
            kept = read_pull(connection, self.spec.table, name)
        return kept.watermark if kept else None

    def _keep_success(self, name: str, **values: str) -> None:
        with self._turns, writing(self._engine) as connection:
            keep_success(connection, self.spec.table, name, clock.now(connection), **values)

    def _name(self) -> str:
        """Of the source in table `pulls`; the address as configured while it means nothing."""
        try:
            address = revealed(self.spec.address)
            return named(address, self.spec.mapping) if is_database(address) else self.spec.address
        except TamNhinError:
            return self.spec.address
