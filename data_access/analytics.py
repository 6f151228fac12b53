"""The analytical store: the rows of facts once more, in ClickHouse or chDB, for slices that no
rollup holds. Their cells are worked out there by the measures' own expressions and read as those of
any cube are.

What it holds is a copy of one version of the data (`tamnhin mirror`). It is asked only where that
is the very version that is being read, and has all rows that it had when it was made: anything else
is refused, in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Table

from data_access.analytic_stores import Mark, Store, store_at
from data_access.changing import cells
from data_access.cube_query import Question, bound
from data_access.dialects import Dialect, written
from data_access.errors import MirrorTrouble, NotMirrored, StoreAway
from data_access.rollups import Rollup

if TYPE_CHECKING:
    from data_access.snapshot import Snapshot

SEEN_SECONDS = 5.0  # for so long nobody asks again which version the store has
AWAY_SECONDS = 15.0  # nor whether one that was away is there again
_STANDS, _FAILED = "mirror", "the store has failed"

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the store holds, None: nothing; `away`: why that is not known."""

    mark: Mark | None = None
    away: tuple[str, str] | None = None


class Analytics:
    """One store, for one process. Raises TamNhinError for an address that is none."""

    def __init__(self, url: str) -> None:
        self.store: Store = store_at(url)
        self._guard = Lock()
        self._seen: Standing | None = None
        self._until = 0.0

    def standing(self) -> Standing:
        """As it was some seconds ago. One asks, and others go by what it was before."""
        seen = self._seen
        if seen is not None and (monotonic() < self._until or self._guard.locked()):
            return seen
        with self._guard:
            if self._seen is not None and monotonic() < self._until:
                return self._seen
            try:
                self._seen, pause = Standing(self.store.mark()), SEEN_SECONDS
            except StoreAway as error:
                self._seen, pause = Standing(away=(error.vi, error.en)), AWAY_SECONDS
            self._until = monotonic() + pause
            return self._seen


def analytics_at(url: str | None) -> Analytics | None:
    return Analytics(url) if url else None


def mirror_of(snap: Snapshot) -> Mark:
    """Of this version. Raises MirrorTrouble where the store has none."""
    standing = _standing(snap)
    if standing.away is not None:
        raise _refused(*standing.away)
    mark = standing.mark
    if mark is None or mark.identity != snap.identity or mark.version != snap.version:
        raise _not_mirrored(mark, snap)
    return mark


def mirror_name(snap: Snapshot) -> tuple[str, ...]:
    """Part of an answer's name: which copy was there to be asked. Nothing where there is no store,
    so that what was refused for want of a copy is asked again once there is one."""
    if snap.analytics is None:
        return ()
    try:
        return ("mirror", mirror_of(snap).token)
    except MirrorTrouble as error:
        return ("mirror", type(error).__name__)


def unless_failed(
    snap: Snapshot,
    keep: Callable[[Callable[[], Answer]], Answer],
    compute: Callable[[], Answer],
) -> Answer:
    """What was worked out while the store failed in the midst of it is not kept: it may lack what
    the store would have answered."""
    if snap.analytics is None:
        return keep(compute)

    def worked_out() -> Answer:
        found = compute()
        if _FAILED in snap.kept:
            raise _Lacking(found)
        return found

    try:
        return keep(worked_out)
    except _Lacking as lacking:
        answer: Answer = lacking.answer
        return answer


def asked_of_rows(snap: Snapshot, rollups: Sequence[Rollup], asked: Question) -> list[Any]:
    """Rows of keys and sums, as of a cube. Raises MirrorTrouble."""
    mark = mirror_of(snap)
    assert snap.analytics is not None
    store = snap.analytics.store
    facts = tuple(dict.fromkeys(rollup.fact for rollup in rollups))
    try:
        *counted, found = store.answers(
            [*counts(store, mark, facts), statement(store, mark, rollups, asked)]
        )
        for fact, [[rows]] in zip(facts, counted, strict=True):
            if rows != mark.rows[fact.name]:
                raise _incomplete(fact, rows, mark)
    except StoreAway as error:
        snap.kept[_FAILED] = True
        raise _refused(error.vi, error.en) from error
    return found


def counts(store: Store, mark: Mark, facts: Sequence[Table]) -> list[str]:
    """Statements, one a table: how many rows there are."""
    return [f"SELECT count() FROM {store.source(mark, fact)}" for fact in facts]  # noqa: S608


def statement(store: Store, mark: Mark, rollups: Sequence[Rollup], asked: Question) -> str:
    """The question, over cubes that are worked out beside it."""
    facts = dict.fromkeys(rollup.fact for rollup in rollups)
    known = [f"{fact.name} AS (SELECT * FROM {store.source(mark, fact)})" for fact in facts]  # noqa: S608
    known += [
        f"{r.table.name} AS ({written(cells(r), (r.fact,), Dialect.CLICKHOUSE)})" for r in rollups
    ]
    tables = tuple(rollup.table for rollup in rollups)
    return f"WITH {', '.join(known)} {written(bound(asked), tables, Dialect.CLICKHOUSE)}"


class _Lacking(Exception):
    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


def _standing(snap: Snapshot) -> Standing:
    """The same for all that is asked of a snapshot."""
    analytics = snap.analytics
    assert analytics is not None
    return snap.once(_STANDS, analytics.standing)


def _not_mirrored(mark: Mark | None, snap: Snapshot) -> NotMirrored:
    if mark is None:
        held_vi, held_en = "Kho phân tích chưa có bản sao nào", "The analytical store has no copy"
    elif mark.identity != snap.identity:
        held_vi = "Bản sao trong kho phân tích là của một cơ sở dữ liệu khác"
        held_en = "The copy in the analytical store is of another database"
    else:
        held_vi = f"Bản sao trong kho phân tích là phiên bản dữ liệu {mark.version}"
        held_en = f"The copy in the analytical store is version {mark.version} of the data"
    return NotMirrored(
        vi=f"{held_vi}; đang xem phiên bản {snap.version}. Số này chỉ kho phân tích trả lời được."
        " Làm mới bản sao: tamnhin mirror. Hoặc chọn trọn tháng, hay bỏ bớt một bộ lọc.",
        en=f"{held_en}; what you see is version {snap.version}. Only the analytical store can"
        " answer this. Renew the copy: tamnhin mirror. Or choose whole months, or drop one filter.",
    )


def _refused(vi: str, en: str) -> StoreAway:
    return StoreAway(
        vi=f"{vi} Số này chỉ kho phân tích trả lời được: thử lại sau, hoặc chọn trọn tháng, hay bỏ"
        " bớt một bộ lọc.",
        en=f"{en} Only it can answer this: try again later, or choose whole months, or drop one"
        " filter.",
    )


def _incomplete(fact: Table, rows: int, mark: Mark) -> StoreAway:
    due = mark.rows[fact.name]
    return StoreAway(
        vi=f"Bản sao bảng {fact.name} trong kho phân tích có {rows} dòng thay vì {due}. Làm lại:"
        " tamnhin mirror.",
        en=f"The copy of {fact.name} in the analytical store has {rows} rows instead of {due}. Make"
        " it anew: tamnhin mirror.",
    )
