"""What promises tell in a briefing: counts, the burn-down, who keeps them, which are late."""

from __future__ import annotations

from collections import Counter

from components.promise_words import STATE_WORDS
from data_access.days import month_key
from exports.briefing import Cell, Chart, Column, Form, Kind, Section, Series, Table
from metrics.commitments.board import by_operator, tally
from metrics.commitments.states import State
from metrics.metric import Unit
from pages.briefing import cells
from pages.briefing.tables import source_said
from pages.page import Ask
from pages.promises.asked import PATH, WHATS, Promises, promises
from pages.promises.burn import burn_lines, burn_sub, burn_title
from pages.promises.equity_brief import facilities_table, left_out, zones_table
from pages.promises.timeline import timeline_title
from pages.promises.who import SHOWN, late_cells, late_promises, late_title, operators_title
from wording import format as fmt

LISTED = 200
QUARTER = 3  # months


def promise_sections(ask: Ask) -> tuple[Section, ...]:
    of = promises(ask)
    pieces = (
        *((_burn(ask, of),) if of.burn.actual else ()),
        *((_operators(ask, of), _months(ask, of)) if of.every else ()),
        *((_late(ask, of),) if late_promises(of) else ()),
        *(
            each
            for each in (zones_table(ask, of), left_out(ask, of), facilities_table(ask))
            if each
        ),
    )
    title = f"{ask.words('Cam kết phủ sóng')}: {ask.words(WHATS[of.what]).lower()}"
    return (Section(title=title, pieces=pieces),) if pieces else ()


def _burn(ask: Ask, of: Promises) -> Chart:
    lines = burn_lines(ask, of)
    months = _every_third(sorted({p.month for line in lines for p in line.points}), of)
    values = [{p.month: p.value for p in line.points} for line in lines]
    title, link = burn_title(ask, of), ask.link(PATH)
    told = Table(
        title=title,
        columns=(
            Column(title=ask.words("Tháng")),
            *(Column(title=line.name, kind=Kind.FIGURE) for line in lines),
        ),
        rows=tuple(
            (cells.text(fmt.month(month, ask.words)), *(_number(ask, v.get(month)) for v in values))
            for month in months
        ),
        source=source_said(ask, of.metric),
        link=link,
        about=(of.metric,),
    )
    return Chart(
        title=title,
        sub=burn_sub(ask, of),
        form=Form.LINE,
        categories=tuple(fmt.month(month, ask.words) for month in months),
        series=tuple(
            Series(name=line.name, values=tuple(v.get(month) for month in months))
            for line, v in zip(lines, values, strict=True)
        ),
        unit=of.metric.unit,
        decimals=0,
        table=told,
        source=source_said(ask, of.metric),
        link=link,
        said=f"{title}. {burn_sub(ask, of)}",
        about=(of.metric,),
    )


def _every_third(months: list[int], of: Promises) -> list[int]:
    """Years of months are too many for an axis on paper: those at quarters of a year from now."""
    now = months.index(of.burn.actual[-1].month)
    return months[now % QUARTER :: QUARTER]


def _number(ask: Ask, value: float | None) -> Cell:
    return cells.text(fmt.NO_VALUE) if value is None else cells.counted(ask, value)


def _operators(ask: Ask, of: Promises) -> Table:
    words = ask.words
    return Table(
        title=operators_title(ask, of),
        columns=(
            Column(title=words("Đơn vị thực hiện"), width=2),
            Column(title=words("Cam kết"), kind=Kind.FIGURE),
            *(Column(title=words(STATE_WORDS[state]), kind=Kind.FIGURE) for state in SHOWN),
            Column(title=words("Tỷ lệ đúng hạn"), kind=Kind.FIGURE),
        ),
        rows=tuple(
            (
                cells.text(name),
                cells.counted(ask, found.promised),
                *(cells.counted(ask, found.counts.get(state, 0)) for state in SHOWN),
                _share(ask, found.in_time),
            )
            for name, own in by_operator(of.every).items()
            for found in (tally(own),)
        ),
        source=source_said(ask, of.metric),
        link=ask.link(PATH),
        about=(of.metric,),
    )


def _months(ask: Ask, of: Promises) -> Table:
    """The timeline in figures: what falls due in each month, and what has become of it."""
    words = ask.words
    due: dict[int, Counter[State]] = {}
    for promise in of.every:
        due.setdefault(month_key(promise.of.planned_on), Counter())[promise.state] += 1
    return Table(
        title=timeline_title(ask, of),
        sub=words("Cam kết theo tháng đến hạn"),
        columns=(
            Column(title=words("Tháng"), width=1.4),
            Column(title=words("Cam kết"), kind=Kind.FIGURE),
            *(Column(title=words(STATE_WORDS[state]), kind=Kind.FIGURE) for state in SHOWN),
        ),
        rows=tuple(
            (
                cells.text(fmt.month(month, words)),
                cells.counted(ask, due[month].total()),
                *(cells.counted(ask, due[month][state]) for state in SHOWN),
            )
            for month in sorted(due)
        ),
        source=source_said(ask, of.metric),
        link=ask.link(PATH),
        about=(of.metric,),
    )


def _share(ask: Ask, share: float | None) -> Cell:
    said = fmt.percent(share, 0, ask.words.lang)
    return Cell(text=said, value=share, unit=Unit.RATIO if share is not None else None)


def _late(ask: Ask, of: Promises) -> Table:
    words, late = ask.words, late_promises(of)
    return Table(
        title=late_title(ask, late),
        sub=words(STATE_WORDS[State.LATE]),
        columns=(
            Column(title=words("Thôn, bản"), width=1.6),
            Column(title=words("Xã"), width=2),
            Column(title=words("Đơn vị thực hiện"), width=1.4),
            Column(title=words("Quyết định"), width=1.8),
            Column(title=words("Ngày hẹn"), width=1),
            Column(title=words("Chậm (ngày)"), kind=Kind.FIGURE),
        ),
        rows=tuple(
            (*(cells.text(str(each)) for each in told[:-1]), cells.counted(ask, float(told[-1])))
            for told in (late_cells(ask, promise) for promise in late[:LISTED])
        ),
        source=source_said(ask, of.metric),
        link=ask.link(PATH),
        about=(of.metric,),
    )
