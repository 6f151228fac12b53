"""`tamnhin watch`: every configured load on its own schedule, until told to stop."""

from __future__ import annotations

import logging
import signal
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from random import SystemRandom
from threading import Event, Lock
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import Engine

from config.loads import LoadSpec
from config.province import Province
from data_access.days import LOCAL
from data_access.errors import TamNhinError
from data_access.shared_work import Share, by_oneself
from ingest.report import LoadReport
from ingest.retention import forget
from ingest.tables import spec_of, table_names
from ingest.watch.job import Job

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
_AT_ONCE_AT_MOST = 16
_FORGET = "forget applicants"


def trigger_of(spec: LoadSpec) -> BaseTrigger:
    """Raises TamNhinError for a cron expression that is none."""
    if spec.every is not None:
        return IntervalTrigger(seconds=spec.every.total_seconds(), timezone=LOCAL)
    if spec.at is not None:
        return CronTrigger(hour=spec.at.hour, minute=spec.at.minute, timezone=LOCAL)
    try:
        return CronTrigger.from_crontab(str(spec.cron), timezone=LOCAL)
    except ValueError as error:
        raise TamNhinError(
            vi=f"[[sources.{spec.source}.load]]: cron = '{spec.cron}' không đúng: {error}",
            en=f"[[sources.{spec.source}.load]]: cron = '{spec.cron}' is wrong: {error}",
        ) from error


def pause_after(failures: int, spec: LoadSpec) -> timedelta:
    """How long to wait after so many failures in a row: twice as long each time, and not at the
    same moment as everybody else who waits for that server."""
    first = min(FIRST_PAUSE, spec.every or FIRST_PAUSE)
    doubled: timedelta = first * 2 ** min(failures - 1, 20)
    jitter: float = SystemRandom().uniform(0.8, 1.2)
    return min(LONGEST_PAUSE, doubled * jitter)


class Watch:
    def __init__(
        self,
        engine: Engine,
        province: Province,
        heard: Callable[[LoadReport], None] = lambda _: None,
        share: Share = by_oneself,
    ) -> None:
        """`share`: of several processes one loads a source, and one forgets applicants."""
        specs = [spec for source in province.sources.values() for spec in source.loads]
        if not specs:
            raise _nothing_configured()
        self._engine, self._province = engine, province
        self._stop = Event()
        turns = Lock()
        self.jobs: Sequence[Job] = [
            Job(engine, province, spec, turns, self._stop.is_set, heard)
            for spec in sorted(specs, key=_rank)
        ]
        self._triggers = [trigger_of(job.spec) for job in self.jobs]
        self._one_at_a_time: dict[str, Lock] = defaultdict(Lock)
        self._scheduler: BackgroundScheduler | None = None
        names = dict.fromkeys(job.spec.source for job in self.jobs)
        self._ours = {name: share(f"load {name}", partial(self._gained, name)) for name in names}
        self._ours_to_forget = share(_FORGET, self._forget_soon)

    def once(self) -> bool:
        """Every load one time, those that others refer to first; whether all went well."""
        self._forget()
        with _stopping(self._stop.set):
            well = [job.run() and not job.failures for job in self.jobs if not self._stop.is_set()]
        return all(well)

    def run(self) -> None:
        """Until SIGTERM or SIGINT; what is being written then is written to its end."""
        scheduler = BackgroundScheduler(
            timezone=LOCAL,
            executors={"default": ThreadPoolExecutor(min(len(self.jobs), _AT_ONCE_AT_MOST))},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for number, (job, trigger) in enumerate(zip(self.jobs, self._triggers, strict=True)):
            scheduler.add_job(
                self._tick,
                trigger,
                args=[scheduler, str(number), job],
                id=str(number),
                next_run_time=_first_time(job, trigger),
            )
        nightly = CronTrigger(hour=3, minute=30, timezone=LOCAL)
        scheduler.add_job(self._forget, nightly, id=_FORGET)
        with _stopping(self._stop.set):
            scheduler.start()
            self._scheduler = scheduler
            log.info("Theo dõi %d nguồn / watching %d sources", len(self.jobs), len(self.jobs))
            self._stop.wait()
            scheduler.shutdown(wait=True)

    def _gained(self, source: str) -> None:
        """Its loads go on as at a start: what was missed is done now."""
        for number, (job, trigger) in enumerate(zip(self.jobs, self._triggers, strict=True)):
            if job.spec.source == source and self._scheduler is not None:
                with suppress(TamNhinError, JobLookupError):
                    job.take_over()
                    self._scheduler.modify_job(str(number), next_run_time=_first_time(job, trigger))

    def _forget_soon(self) -> None:
        if self._scheduler is not None:
            with suppress(JobLookupError):
                self._scheduler.modify_job(_FORGET, next_run_time=datetime.now(LOCAL))

    def _forget(self) -> None:
        """What of applicants has been kept for long enough."""
        if not self._ours_to_forget():
            return
        try:
            count = forget(self._engine, self._province)
        except TamNhinError as error:
            log.warning("%s / %s", error.vi, error.en)
            return
        if count:
            log.info("Đã xóa %d người nộp quá hạn / removed %d applicants", count, count)

    def _tick(self, scheduler: BackgroundScheduler, number: str, job: Job) -> None:
        source = job.spec.source
        with self._one_at_a_time[source]:
            well = self._stop.is_set() or not self._ours[source]() or job.run()
        if not well:
            again = datetime.now(LOCAL) + pause_after(job.failures, job.spec)
            scheduler.modify_job(number, next_run_time=again)


def _rank(spec: LoadSpec) -> int:
    """The tables stand in an order in which each refers to those before it."""
    return table_names().index(spec_of(spec.table).name)


def _first_time(job: Job, trigger: BaseTrigger) -> datetime:
    """At once, but for what has a time of day and has not missed it."""
    now = datetime.now(LOCAL)
    last = job.last_success()
    if job.spec.every is not None or job.failures or last is None:
        return now
    due: datetime = trigger.get_next_fire_time(None, last)
    return max(now, due)


class _stopping:  # noqa: N801  (a context manager, used like a function)
    """SIGTERM and SIGINT call `stop` in the block."""

    def __init__(self, stop: Callable[[], None]) -> None:
        self._stop = stop

    def __enter__(self) -> None:
        def handle(_number: int, _frame: FrameType | None) -> None:
            self._stop()

        self._before = {
            number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)
        }

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


def _nothing_configured() -> TamNhinError:
    entry = (
        '[[sources.one_stop.load]]  table = "dossiers"  address = "env:ONE_STOP_URL"'
        '  mapping = "mappings/one_stop.toml"  every = "10m"'
    )
    return TamNhinError(
        vi=f"Chưa có nguồn nào để theo dõi. Thêm vào province.toml: {entry}",
        en=f"There is nothing to watch. Add to province.toml: {entry}",
    )
