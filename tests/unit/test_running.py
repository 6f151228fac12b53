"""What is slow or late is said in words, with why; what is well is not."""

from __future__ import annotations

from typing import Any

import pytest

from data_access.load_times import LoadTimes
from metrics.running import SLOW_PAGE_SECONDS, Node, _load, check_node, quantile

ENDS = (0.1, 0.5, 1.0, 5.0, float("inf"))


def histogram(name: str, counts: tuple[int, ...], spent: float, **labels: str) -> list[Any]:
    """`counts`: how many lie below each of `ENDS`."""
    ends = zip(ENDS, counts, strict=True)
    buckets: list[Any] = [(f"{name}_bucket", {**labels, "le": str(end)}, n) for end, n in ends]
    return [*buckets, (f"{name}_count", labels, counts[-1]), (f"{name}_sum", labels, spent)]


def node(*samples: Any, seconds: float = 0.01) -> Node:
    up: Any = ("tamnhin_database_up", {}, 1.0)
    return Node(address="http://a", seconds=seconds, samples=[up, *samples])


def pages(*counts: int, spent: float, worked: float) -> list[Any]:
    asked = histogram("tamnhin_request_seconds", counts, spent, route="page", status="2xx")
    return [*asked, ("tamnhin_evaluate_seconds_sum", {}, worked)]


def said(of: Node) -> str:
    return "\n".join(each.vi for each in check_node(of))


def test_of_a_node_that_is_well_nothing_is_said() -> None:
    cache = [("tamnhin_cache_answers_total", {"found": found}, 500.0) for found in ("hit", "hit2")]
    assert said(node(*pages(990, 1000, 1000, 1000, 1000, spent=50, worked=10), *cache)) == ""


def test_pages_that_are_slow_are_said_with_why() -> None:
    counts = (100, 500, 900, 1000, 1000)
    by_database = said(node(*pages(*counts, spent=600, worked=500)))
    assert "5 % mất hơn" in by_database
    assert "tính số liệu từ cơ sở dữ liệu" in by_database
    assert "thiếu CPU" in said(node(*pages(*counts, spent=600, worked=5)))
    assert said(node(*pages(1, 5, 9, 10, 10, spent=6, worked=5))) == ""  # too few to tell


@pytest.mark.parametrize(
    ("share", "end"), [(0.1, 0.1), (0.5, 0.5), (0.9, 1.0), (0.95, 5.0), (1.0, 5.0)]
)
def test_so_much_of_a_histogram_lies_below_the_end_of_a_bucket(share: float, end: float) -> None:
    of = node(*histogram("x", (100, 500, 900, 1000, 1000), 1.0, route="page"))
    assert quantile(of, "x_bucket", share, route="page") == end
    assert quantile(of, "x_bucket", share, route="other") == 0.0
    assert SLOW_PAGE_SECONDS in ENDS


def test_a_cache_that_misses_and_one_that_fails_are_told_apart() -> None:
    asked = [
        ("tamnhin_cache_answers_total", {"found": "miss"}, 400.0),
        ("tamnhin_cache_answers_total", {"found": "hit"}, 600.0),
    ]
    assert "40% câu hỏi chưa có sẵn" in said(node(*asked))
    failing = ("tamnhin_cache_failures_total", {"done": "read"}, 3.0)
    assert "không dùng được 3 lần" in said(node(*asked, failing))


def test_a_node_that_is_slow_or_silent_is_named() -> None:
    assert "trả lời chậm: 2.00 s" in said(node(seconds=2.0))
    silent = Node(address="http://b", seconds=None, why="refused")
    assert [each.about for each in check_node(silent)] == ["http://b"]


def loaded(last: float, usual: float | None, read: int = 10, usually: float | None = 10) -> str:
    times = LoadTimes(
        system="one_stop",
        table="dossiers",
        last=last,
        usual=usual,
        read=read,
        usually_read=usually,
        data_version=7,
    )
    return "\n".join(each.vi for each in _load(times))


def test_a_load_that_took_longer_than_usual_is_said_with_why() -> None:
    assert "gấp 10.0 lần" in loaded(20.0, 2.0)
    assert "phiên bản trước 7" in loaded(20.0, 2.0)
    assert "số dòng như thường lệ" in loaded(20.0, 2.0)
    assert "lần này đọc 900 dòng, thường 10" in loaded(20.0, 2.0, read=900)
    assert loaded(20.0, 10.0) == loaded(20.0, None) == loaded(4.0, 0.1) == ""
