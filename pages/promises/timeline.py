"""The timeline: every promise by the month that it was planned in, late ones marked."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components import ids
from components.panel import panel
from components.plot import plot
from components.promise_timeline import TimelineLane, TimelineMark, timeline_figure
from components.segment import Segment, segments
from data_access.days import last_of, month_key
from data_access.errors import UnknownFilter
from metrics.commitments.states import State
from metrics.commitments.timeline import Lane, LaneOf, Placed, lanes
from pages.gaps import bare_name, commune_name
from pages.page import Ask, Content, Figure
from pages.promises.asked import PATH, Promises
from wording import format as fmt
from wording.words import mark

LANES = {LaneOf.OPERATOR: mark("Theo đơn vị"), LaneOf.DECISION: mark("Theo quyết định")}


def timeline_chart(ask: Ask, of: Promises) -> Figure:
    found = [_lane(ask, each) for each in lanes(of.every, _lanes_of(ask))]
    day = ask.selection.period.until(ask.view.snap.today).end
    month = month_key(day)
    passed = day.day / last_of(month).day
    said = ask.words("đến {day}", day=fmt.day(day))
    return timeline_figure(
        found,
        now=(month, passed, said),
        look=ask.look,
        note=ask.note(timeline_title(ask, of), of.metric),
    )


def _lanes_of(ask: Ask) -> LaneOf:
    asked = ask.query.get("lanes", LaneOf.OPERATOR)
    if asked not in list(LaneOf):
        raise UnknownFilter("lanes", asked, list(LaneOf))
    return LaneOf(asked)


def _lane(ask: Ask, of: Lane) -> TimelineLane:
    return TimelineLane(
        name=of.name or ask.words("Còn lại"),
        marks=[_mark(ask, each) for each in of.placed],
        more=sorted(of.more.items()),
    )


def _mark(ask: Ask, placed: Placed) -> TimelineMark:
    of = placed.promise.of
    days = placed.promise.outcome.days
    said = f"{of.operator}, {of.decision}, {fmt.day(of.planned_on)}"
    late = ask.words("chậm {n} ngày", n=days)
    return TimelineMark(
        month=placed.month,
        place=placed.place,
        state=placed.promise.state,
        name=f"{bare_name(of.name)} ({commune_name(ask, of.commune)})",
        said=f"{said}, {late}" if days else said,
    )


def timeline_title(ask: Ask, of: Promises) -> str:
    """The month from which most is still late."""
    months = [month_key(p.of.planned_on) for p in of.every if p.state is State.LATE]
    if not months:
        return ask.words("Cam kết theo tháng đến hạn")
    most = max(sorted(set(months)), key=months.count)
    return ask.words(
        "Nhiều cam kết quá hạn nhất là của {month}: {n}",
        month=fmt.month(most, ask.words),
        n=months.count(most),
    )


def timeline_sub(ask: Ask) -> str:
    return ask.words("Mỗi dấu là một thôn, ở tháng đến hạn; dưới cùng là việc cần người xử lý")


def lanes_switch(ask: Ask) -> Component:
    here = _lanes_of(ask)
    items = [
        Segment(label=ask.words(said), href=ask.href(PATH, lanes=str(each)), here=each is here)
        for each, said in LANES.items()
    ]
    return segments(items, label=ask.words("Xếp hàng theo"))


def timeline_panel(
    content: Content, ask: Ask, chart: str, switch: Component, key: Component
) -> Component:
    title, sub = content.head(chart)
    drawn = plot(content.figure(chart), id=ids.graph(chart), kind="plot-timeline")
    return panel(
        title,
        [html.Div(drawn, className="timeline-scroll", tabIndex=0), key],
        name=chart,
        words=ask.words,
        source=ask.source_named("coverage"),
        sub=sub,
        note=ask.note(title),
        aside=switch,
        kind="trend",
    )
