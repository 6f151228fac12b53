"""The map of promised villages."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from components import ids
from components.chart_note import ChartNote
from components.coverage_map import map_stage
from components.panel import panel
from components.promise_counts import state_key
from components.promise_map import PromisePoint, promise_figure, promise_patch
from metrics.commitments.board import Promise
from metrics.commitments.states import State
from pages.gap_map import lines_of, outlines_said
from pages.gaps import bare_name, commune_name, communes_shown
from pages.page import Ask, Content, Figure
from pages.promises.asked import Promises
from wording import format as fmt


def where_figure(ask: Ask, of: Promises) -> Figure:
    return states_map(ask, of.every, ask.note(where_title(ask, of), of.metric))


def states_map(ask: Ask, promises: Sequence[Promise], note: ChartNote) -> Figure:
    """What has become of promises, each where its village lies."""
    points = [_point(ask, promise) for promise in promises]
    if ask.refresh:
        return promise_patch(points, look=ask.look, note=note)
    return promise_figure(
        points,
        communes=communes_shown(ask),
        geojson=f"/outlines/{ask.places_key}.geojson",
        outlines=lines_of(ask),
        look=ask.look,
        note=note,
    )


def where_title(ask: Ask, of: Promises) -> str:
    """'Quá hạn ở 7 xã'."""
    late = {promise.of.commune for promise in of.every if promise.state is State.LATE}
    if not late:
        return ask.words("Không thôn nào quá hạn")
    return ask.words("Quá hạn ở {n} xã", n=len(late))


def where_panel(content: Content, ask: Ask, chart: str, key: Component) -> Component:
    title, sub = content.head(chart)
    stage = map_stage(content.figure(chart), id=ids.graph(chart), kind="is-small")
    return panel(
        title,
        [stage, key],
        sub=sub,
        name=chart,
        words=ask.words,
        source=ask.source_named("coverage"),
        note=ask.note(title),
        kind="map-panel",
    )


def where_key(ask: Ask, of: Promises) -> Component:
    return state_key(of.tally.counts, ask.words)


def where_sub(ask: Ask) -> str:
    return outlines_said(ask, short=True)


def _point(ask: Ask, promise: Promise) -> PromisePoint:
    of = promise.of
    return PromisePoint(
        name=bare_name(of.name),
        commune=commune_name(ask, of.commune),
        longitude=of.longitude,
        latitude=of.latitude,
        state=promise.state,
        said=f"{of.operator}, {fmt.day(of.planned_on)}",
        people=of.people,
    )
