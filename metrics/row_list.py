"""The list behind a figure: its rows, a page at a time, and what the figure says there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data_access.archived import Archived, archived
from data_access.places import Places
from data_access.records import Key, Narrow, Order, Record, all_rows, is_free, page
from data_access.row_criteria import Criteria
from data_access.snapshot import Snapshot
from metrics.metric import Metric
from metrics.reading import Reading, Reason
from metrics.rows import Part, count_of, counts_rows


@dataclass(frozen=True, slots=True)
class Names:
    """What codes of rows mean: an agency, a commune as it was on a day."""

    places: Places

    def agency(self, code: str) -> str:
        found = self.places.agencies.get(code)
        return found.name if found else code

    def commune(self, code: str, day: date) -> str:
        found = self.places.versions.on(code, day)
        return found.name if found else code

    @property
    def agencies(self) -> dict[str, str]:
        return {code: agency.name for code, agency in self.places.agencies.items()}

    @property
    def communes(self) -> dict[str, str]:
        """By code: of a code that was used again, its last name."""
        return {code: found[-1].name for code, found in self.places.versions.by_code.items()}


@dataclass(frozen=True, kw_only=True)
class RowList:
    """`count`: the figure; None where nobody can say."""

    snap: Snapshot
    reading: Reading
    part: Part
    found: Criteria

    @property
    def metric(self) -> Metric:
        return self.reading.metric

    @property
    def count(self) -> float | None:
        if self.totals_only:
            return None
        return count_of(self.reading, self.part)

    @property
    def reason(self) -> Reason | None:
        """Why there is no list."""
        return None if self.count is not None else self.reading.reason or Reason.NEVER_REPORTED

    @property
    def totals_only(self) -> bool:
        """Nobody has ever sent rows: the figure is a reported total."""
        return not counts_rows(self.metric)

    @property
    def rows(self) -> int | None:
        """How many rows there are, where each is one: not where people are counted, or parts."""
        whole = self.found.ones and not self.found.parted
        return round(self.count) if whole and self.count is not None else None

    @property
    def names(self) -> Names:
        return Names(self.snap.places)

    @property
    def table(self) -> str:
        return self.found.fact.name

    @property
    def lead(self) -> str:
        """The column by which rows stand unless another is asked for; '' for their key."""
        return self.found.lead.name if self.found.lead is not None else ""

    @cached_property
    def archived(self) -> Archived | None:
        """Rows that the figure may count and the list lacks."""
        return archived(self.snap, self.table, self.reading.selection.period)

    @cached_property
    def all_archived(self) -> bool:
        """Whether no row of it is left in the database."""
        return self.archived is not None and not self.page(Order(), limit=1)

    @cached_property
    def free(self) -> bool:
        """Whether any column may be sorted by and searched."""
        return is_free(self.snap, self.found, self.count)

    def page(
        self,
        order: Order,
        *,
        after: Key | None = None,
        start: int = 0,
        limit: int,
        narrow: Mapping[str, Narrow] | None = None,
    ) -> list[Record]:
        """`start`: how many rows come before. No more is asked for than there are: who looks for
        one more row than there is looks through all that do not count."""
        if self.reason is not None:
            return []
        if self.rows is not None and not narrow:
            limit = min(limit, self.rows - start)
        if limit <= 0:
            return []
        if not (self.free or self.found.both_ways):
            order = Order()
        return page(self.snap, self.found, order=order, after=after, limit=limit, narrow=narrow)

    def everything(self) -> Iterator[Record]:
        return iter(()) if self.reason else all_rows(self.snap, self.found, most=self.rows)
