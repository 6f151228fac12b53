"""Promises over time: by quarter and who is to keep them; and each month's before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.promise_counts import chips
from components.table import Column, Row, table
from metrics.commitments.board import Promise, by_operator, quarter_of
from metrics.commitments.months import Month, by_month
from metrics.commitments.states import State
from pages.page import Ask
from pages.promises.asked import Promises
from wording import format as fmt
from wording.words import mark

MOST_QUARTERS = 14
LAST_MONTHS = 24


def quarters_panel(ask: Ask, of: Promises) -> Component:
    words = ask.words
    quarters = _quarters(ask, of)
    columns = [
        Column(title=words("Đơn vị thực hiện")),
        *(Column(title=quarter_said(each), kind="quiet") for each in quarters),
    ]
    rows = [
        Row(cells=[name, *(chips(_counted(own, each), words) for each in quarters)])
        for name, own in by_operator(of.every).items()
    ]
    title = _title(ask, of)
    return panel(
        title,
        table(columns, rows, caption=title) if rows else nothing(ask),
        words=words,
        source=ask.source(of.metric),
        sub=words("Cam kết theo quý đến hạn"),
        note=ask.note(title, of.metric),
        kind="quarters-panel",
    )


def nothing(ask: Ask) -> Component:
    return empty_state(
        ask.words("Chưa có cam kết nào"), detail=ask.words("Nạp bảng commitments, hoặc đổi bộ lọc")
    )


def quarter_said(quarter: int) -> str:
    """20243 → 'Q3/2024'."""
    year, number = divmod(quarter, 10)
    return f"Q{number}/{year}"


def _title(ask: Ask, of: Promises) -> str:
    """What the running quarter asks for."""
    now = quarter_of(ask.selection.period.until(ask.view.snap.today).end)
    due = sum(quarter_of(promise.of.planned_on) == now for promise in of.every)
    return ask.words("{n} cam kết đến hạn trong {q}", n=due, q=quarter_said(now))


def _quarters(ask: Ask, of: Promises) -> list[int]:
    """Those in which something falls due; where they are many, around the running one."""
    found = sorted({quarter_of(promise.of.planned_on) for promise in of.every})
    now = quarter_of(ask.selection.period.until(ask.view.snap.today).end)
    past = sum(each <= now for each in found)
    first = max(0, min(past - MOST_QUARTERS // 2, len(found) - MOST_QUARTERS))
    return found[first : first + MOST_QUARTERS]


def _counted(own: Sequence[Promise], quarter: int) -> Counter[State]:
    return Counter(p.state for p in own if quarter_of(p.of.planned_on) == quarter)


def months_panel(ask: Ask, of: Promises) -> Component:
    """Only months in which something was due, or was found."""
    words = ask.words
    found = by_month(of.every, of.burn.actual)
    told = {m: each for m, each in found.items() if each.due or each.found or _change(each)}
    columns = [
        Column(title=words("Tháng")),
        *(Column(title=words(head), kind="number") for head in _HEADS),
    ]
    rows = [Row(cells=_month(ask, m, told[m])) for m in sorted(told, reverse=True)[:LAST_MONTHS]]
    title = _changed(ask, found)
    return panel(
        title,
        table(columns, rows, caption=title) if rows else nothing(ask),
        words=words,
        source=ask.source(of.metric),
        sub=words("Trước và sau từng tháng; thấy xong: đợt khảo sát của tháng thấy lần đầu"),
        note=ask.note(title, of.metric),
    )


def _changed(ask: Ask, found: Mapping[int, Month]) -> str:
    if not found:
        return ask.words("Trước và sau từng tháng")
    change, months = sum(_change(each) for each in found.values()), len(found)
    if change > 0:
        return ask.words("Thêm {n} thôn trong {months} tháng", n=change, months=months)
    return ask.words("Bớt {n} thôn trong {months} tháng", n=-change, months=months)


_HEADS = (
    mark("Đầu tháng"),
    mark("Cuối tháng"),
    mark("Thay đổi"),
    mark("Đến hạn"),
    mark("Thấy xong"),
)


def _month(ask: Ask, month: int, of: Month) -> list[Component | str | int | None]:
    lang = ask.words.lang
    change = _change(of)
    said = fmt.number(change, 0, lang) if change <= 0 else f"+{change}"
    counts = [fmt.number(each, 0, lang) for each in (of.before, of.after)]
    return [fmt.month(month, ask.words), *counts, said, str(of.due), str(of.found)]


def _change(of: Month) -> int:
    return round((of.after or 0) - (of.before or 0))
