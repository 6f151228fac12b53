"""running: what is slow or late in an installation that runs, and why, in plain words.

Of the database: loads, sources that fail, jobs that nobody does. Of each node: what its workers
have counted since they started, as `/metrics` tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from config.province import Province
from data_access.load_times import LoadTimes
from metrics.checkup import Finding
from metrics.desk import View

SLOWER = 3.0  # times as long as usual
WORTH_SAYING_SECONDS = 5.0  # of a load
SLOW_PAGE_SECONDS = 1.0  # Nielsen: the flow of thought is kept up to a second
SLOW_NODE_SECONDS = 0.5  # to say that it is up, which asks nobody
SHARE = 0.95
MISSED = 0.3
ENOUGH = 100  # requests, or answers looked for, before anything is said of them
_SHOWN_TO_PEOPLE = {"page": "Trang", "callback": "Đổi bộ lọc và tự làm mới", "wall": "Màn hình lớn"}

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One server as it was asked. `seconds`: until it said that it is up; None: it did not. `why`
    it told nothing of itself. `samples`: name, labels, value."""

    address: str
    seconds: float | None
    why: str = ""
    samples: Sequence[tuple[str, Labels, float]] = field(default=())

    def sum(self, name: str, **labels: str) -> float:
        return sum(
            value
            for found, given, value in self.samples
            if found == name and labels.items() <= given.items()
        )


def check_loads_running(view: View) -> Iterator[Finding]:
    """The last load of each table against those before, and sources that fail again and again."""
    for each in view.load_times():
        yield from _load(each)
    for spec in view.province.sources.values():
        for pull in view.supply_pulls(spec):
            yield Finding(
                about=spec.label,
                vi=f"Đọc nguồn hỏng {pull.failures} lần liền ({pull.problem}); số liệu của nguồn"
                " này đứng lại, các nguồn khác vẫn chạy.",
            )


def _load(times: LoadTimes) -> Iterator[Finding]:
    if times.usual is None or times.last < max(WORTH_SAYING_SECONDS, SLOWER * times.usual):
        return
    if times.usually_read and times.read > 2 * times.usually_read:
        why = f"lần này đọc {times.read:,} dòng, thường {times.usually_read:,.0f}"
    else:
        why = "số dòng như thường lệ: máy chủ nguồn, cơ sở dữ liệu hay đĩa chậm"
    yield Finding(
        about=f"{times.system or '—'} / {times.table}",
        vi=f"Lần nạp cuối mất {times.last:.1f} s, gấp {times.last / max(times.usual, 0.1):.1f}"
        f" lần thường lệ ({times.usual:.1f} s): {why}. Trong lúc ấy mọi trang vẫn hiện phiên bản"
        f" trước {times.data_version}, và các lần nạp khác phải đợi.",
    )


def check_jobs(province: Province, held: Collection[str]) -> Iterator[Finding]:
    """`held`: the leases that somebody has."""
    idle = [
        source.label
        for source in province.sources.values()
        if source.loads and f"load {source.name}" not in held
    ]
    if idle:
        yield Finding(
            about="watch",
            vi=f"Không tiến trình nào đang nạp {', '.join(idle)}; chạy 'tamnhin watch' như một dịch"
            " vụ (systemd), trên ít nhất một máy.",
        )


def check_node(node: Node) -> Iterator[Finding]:
    if node.seconds is None:
        yield Finding(about=node.address, vi=f"Máy chủ không trả lời: {node.why}.")
        return
    if node.seconds > SLOW_NODE_SECONDS:
        yield Finding(
            about=node.address,
            vi=f"Máy chủ trả lời chậm: {node.seconds:.2f} s chỉ để báo là còn chạy; mọi luồng đang"
            " bận hoặc máy thiếu CPU. Tăng --workers, --threads, hoặc thêm một máy.",
        )
    if node.why:
        yield Finding(about=node.address, vi=f"Không đọc được /metrics: {node.why}.")
        return
    if not node.sum("tamnhin_database_up"):
        yield Finding(
            about=node.address,
            vi="Cơ sở dữ liệu không trả lời máy chủ này; màn hình đang hiện phiên bản cuối.",
            grave=True,
        )
    yield from _slow(node)
    yield from _failing(node)
    yield from _cache(node)


def _slow(node: Node) -> Iterator[Finding]:
    """Why: as far as what was worked out explains it."""
    for route, label in _SHOWN_TO_PEOPLE.items():
        count = node.sum("tamnhin_request_seconds_count", route=route)
        within = quantile(node, "tamnhin_request_seconds_bucket", SHARE, route=route)
        if count < ENOUGH or within <= SLOW_PAGE_SECONDS:
            continue
        spent = node.sum("tamnhin_request_seconds_sum", route=route)
        worked = node.sum("tamnhin_evaluate_seconds_sum")
        every = node.sum("tamnhin_request_seconds_sum")
        why = (
            "phần lớn là tính số liệu từ cơ sở dữ liệu: xem tải của nó, hoặc bộ nhớ đệm bên dưới"
            if worked > every / 2
            else "không phải do tính số liệu: máy chủ thiếu CPU hoặc quá ít luồng"
        )
        yield Finding(
            about=node.address,
            vi=f"{label} chậm: 5 % mất hơn {_at_most(within)}, trung bình {spent / count:.2f} s"
            f" ({count:.0f} yêu cầu); {why}.",
        )


def _at_most(seconds: float) -> str:
    return "10 s" if seconds == float("inf") else f"{seconds:g} s"


def _failing(node: Node) -> Iterator[Finding]:
    broken = node.sum("tamnhin_request_seconds_count", status="5xx")
    every = node.sum("tamnhin_request_seconds_count")
    if every >= ENOUGH and broken > every / 100:
        yield Finding(
            about=node.address,
            vi=f"{broken:.0f} trên {every:.0f} yêu cầu kết thúc bằng lỗi 5xx; tìm chúng trong nhật"
            " ký theo 'status', mỗi dòng có mã yêu cầu.",
        )


def _cache(node: Node) -> Iterator[Finding]:
    failures = node.sum("tamnhin_cache_failures_total")
    missed = node.sum("tamnhin_cache_answers_total", found="miss")
    every = missed + node.sum("tamnhin_cache_answers_total", found="hit")
    if failures:
        yield Finding(
            about=node.address,
            vi=f"Bộ nhớ đệm không dùng được {failures:.0f} lần; số liệu được tính lại mỗi lần, chậm"
            " hơn. Kiểm tra Redis (TAMNHIN_CACHE_URL) hoặc thư mục đệm.",
        )
    elif every >= ENOUGH and missed > MISSED * every:
        yield Finding(
            about=node.address,
            vi=f"{missed / every:.0%} câu hỏi chưa có sẵn trong bộ nhớ đệm ({every:.0f} câu): dữ"
            " liệu đổi phiên bản thường xuyên, máy chủ vừa khởi động, hoặc mỗi người một phạm vi,"
            " một bộ lọc. Nạp thưa hơn hoặc gộp các lần nạp nếu trang chậm.",
        )


def quantile(node: Node, name: str, share: float, **labels: str) -> float:
    """Below which so much of a histogram lies: the upper end of its bucket; 0 where it is empty."""
    buckets: dict[float, float] = {}
    for found, given, value in node.samples:
        if found == name and labels.items() <= given.items():
            end = float(given["le"])
            buckets[end] = buckets.get(end, 0.0) + value
    whole = max(buckets.values(), default=0.0)
    return next((end for end in sorted(buckets) if whole and buckets[end] >= share * whole), 0.0)
