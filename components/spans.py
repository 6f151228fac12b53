"""Lengths of time, and runs of months, as people say them."""

from __future__ import annotations

from collections.abc import Sequence

from data_access.days import shift_month
from wording import format as fmt
from wording.words import Words

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def length(seconds: int, words: Words) -> str:
    """`10 phút`, `6 giờ`, `45 ngày`: the largest unit that leaves no rest worth saying."""
    if seconds >= _DAY:
        return words("{n} ngày", n=fmt.number(seconds / _DAY, 0, words.lang))
    if seconds >= _HOUR:
        return words("{n} giờ", n=fmt.number(seconds / _HOUR, 0, words.lang))
    return words("{n} phút", n=fmt.number(seconds / _MINUTE, 0, words.lang))


def months(keys: Sequence[int], words: Words) -> str:
    """`T2, T5–T7`; rising month keys. The year is said where it is not the last one's."""
    runs: list[list[int]] = []
    for key in keys:
        if runs and shift_month(runs[-1][-1], 1) == key:
            runs[-1].append(key)
        else:
            runs.append([key])
    return ", ".join(_run(run, keys[-1] // 100, words) for run in runs)


def _run(run: Sequence[int], year: int, words: Words) -> str:
    ends = [run[0]] if len(run) == 1 else [run[0], run[-1]]
    return "–".join(
        fmt.month_tick(key, words) if key // 100 == year else fmt.month(key, words) for key in ends
    )
