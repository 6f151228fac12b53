"""Pages of lists behind figures: the first one, and one from the middle of the year."""

from __future__ import annotations

import time
from collections.abc import Iterator

from sqlalchemy import Engine

from config.province import read_province
from config.settings import Settings
from data_access.cache import SharedCache
from data_access.records import Order
from data_access.selection import Period, Selection
from metrics.catalogue import metric
from metrics.desk import Desk
from metrics.rows import Part

FIRST, FAR = "the first page of rows", "a page far down"
PAGE = 100
LISTS = (
    ("received", Part.COUNTED),
    ("resolved", Part.COUNTED),
    ("on_time", Part.REST),
    ("online_submit", Part.NUMERATOR),
    ("docs_in", Part.COUNTED),
)


def page_times(engine: Engine) -> Iterator[tuple[str, float]]:
    """Seconds of each list's pages, the figure itself not among them; newest rows first."""
    province = read_province(Settings.from_env().config_dir)
    with Desk(engine=engine, province=province, cache=SharedCache()).open() as view:
        year = Period.year(view.snap.today.year)
        half = Period(start=year.start, end=year.end.replace(month=6, day=30))
        for name, part in LISTS:
            whole = view.row_list(metric(name), part, Selection(period=year))
            earlier = view.row_list(metric(name), part, Selection(period=half))
            [middle] = earlier.page(Order(), limit=1)
            for which, after in ((FIRST, None), (FAR, middle.key)):
                began = time.perf_counter()
                rows = whole.page(Order(), after=after, limit=PAGE)
                yield which, time.perf_counter() - began
                if not rows:
                    raise SystemExit(f"{name}: no rows on {which}")
