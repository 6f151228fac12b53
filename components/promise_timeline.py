"""Promises on a line of months: one mark each, by its state, in the lane of whoever is to keep it.

In a month marks stand beside and above one another, what needs somebody at the foot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go

from components.chart_note import ChartNote
from components.look import Look
from components.promise_words import STATE_MARKS, STATE_WORDS
from components.theme import template, text_px, tokens
from data_access.days import months_between
from metrics.commitments.states import State
from wording import format as fmt

HEIGHT_PX = 340  # roughly, of all lanes
MOST_PX, LEAST_PX = 11.0, 4.0
NAME_LETTERS = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineMark:
    """`place` in its month, from 0; `said`: the promise in words."""

    month: int
    place: int
    state: State
    name: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLane:
    """`more`: (month, how many) that are not drawn."""

    name: str
    marks: Sequence[TimelineMark]
    more: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Where months and lanes lie. `wide`: marks that stand beside one another."""

    months: Sequence[int]
    wide: int
    bases: Sequence[int]
    high: int

    def at(self, lane: int, month: int, place: int) -> tuple[float, float]:
        across, up = place % self.wide, place // self.wide
        left = self.months.index(month) + (across - (self.wide - 1) / 2) * 0.84 / self.wide
        return left, self.bases[lane] + up


def timeline_figure(
    lanes: Sequence[TimelineLane], *, now: tuple[int, float, str], look: Look, note: ChartNote
) -> go.Figure:
    """`now`: the month that is looked from, what share of it is over, and how that is said."""
    grid = _grid(lanes, now[0])
    figure = go.Figure([_marks(lanes, grid, state, look) for state in reversed(State)])
    words = look.words
    return figure.update_layout(
        template=template(look.theme, look.size, words.lang),
        meta=note.meta(
            [words("Tháng"), words("Nhóm"), words("Trạng thái"), words("Thôn, bản")],
            [
                [fmt.month(m.month, words), lane.name, words(STATE_WORDS[m.state]), m.name]
                for lane in lanes
                for m in lane.marks
            ],
        ),
        uirevision="timeline",
        xaxis=_months(grid, look),
        yaxis=_lanes(lanes, grid),
        shapes=[*_floors(grid, look), _rule(grid, now, look)],
        annotations=[*_more(lanes, grid, look), _rule_said(grid, now, look)],
        margin={"l": _left(lanes), "r": 24, "t": 24, "b": 44},
        hovermode="closest",
        showlegend=False,
    )


def _grid(lanes: Sequence[TimelineLane], now: int) -> _Grid:
    found = {mark.month for lane in lanes for mark in lane.marks} | {now}
    months = months_between(min(found), max(found))
    wide = 4 if len(months) <= 24 else 3 if len(months) <= 48 else 2
    heights = [_height(lane, wide) for lane in lanes]
    below = list(accumulate(reversed(heights), initial=0))
    return _Grid(months=months, wide=wide, bases=below[-2::-1], high=max(below[-1], 1))


def _height(lane: TimelineLane, wide: int) -> int:
    """Rows of marks, and one that is left free."""
    most = max((mark.place for mark in lane.marks), default=0)
    return most // wide + 1 + 1 + bool(lane.more)


def _marks(lanes: Sequence[TimelineLane], grid: _Grid, state: State, look: Look) -> go.Scatter:
    symbol, token = STATE_MARKS[state]
    colour = tokens(look.theme)
    own = [(at, m) for at, lane in enumerate(lanes) for m in lane.marks if m.state is state]
    places = [grid.at(at, m.month, m.place) for at, m in own]
    hollow = symbol.endswith("-open")
    said = look.words(STATE_WORDS[state])
    return go.Scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        name=said,
        mode="markers",
        customdata=[[m.name, m.said] for _, m in own],
        marker={
            "symbol": symbol,
            "size": min(MOST_PX, max(LEAST_PX, 0.8 * HEIGHT_PX / grid.high)),
            "color": colour[token],
            "line": {"color": colour[token], "width": 1.3 if hollow else 0},
            "opacity": 1,
        },
        hovertemplate=f"<b>%{{customdata[0]}}</b><br>{said}<br>%{{customdata[1]}}<extra></extra>",
        cliponaxis=False,
    )


def _months(grid: _Grid, look: Look) -> dict[str, Any]:
    """Every third month where there are many; the year under January and under the first."""
    step = 1 if len(grid.months) <= 18 else 3
    ticks = [at for at, month in enumerate(grid.months) if (month % 100 - 1) % step == 0] or [0]
    texts = []
    for at in ticks:
        month = grid.months[at]
        said = fmt.month_tick(month, look.words)
        texts.append(f"{said}<br>{month // 100}" if at == ticks[0] or month % 100 == 1 else said)
    return {
        "tickvals": ticks,
        "ticktext": texts,
        "tickangle": 0,
        "range": [-0.7, len(grid.months) - 0.3],
        "autorange": False,
        "showgrid": False,
        "zeroline": False,
    }


def _lanes(lanes: Sequence[TimelineLane], grid: _Grid) -> dict[str, Any]:
    return {
        "tickvals": list(grid.bases),
        "ticktext": [_short(lane) for lane in lanes],
        "range": [-0.8, grid.high - 0.2],
        "autorange": False,
        "showgrid": False,
        "zeroline": False,
    }


def _left(lanes: Sequence[TimelineLane]) -> int:
    return 20 + 7 * max((len(_short(lane)) for lane in lanes), default=0)


def _short(lane: TimelineLane) -> str:
    name = lane.name
    cut = name if len(name) <= NAME_LETTERS else f"{name[: NAME_LETTERS - 1]}…"
    return f"{cut} · {len(lane.marks) + sum(count for _, count in lane.more)}"


def _floors(grid: _Grid, look: Look) -> list[dict[str, Any]]:
    line = {"color": tokens(look.theme)["rule"], "width": 1}
    return [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at - 0.7, "y1": at - 0.7}
        | {"line": line, "layer": "below"}
        for at in grid.bases
    ]


def _rule(grid: _Grid, now: tuple[int, float, str], look: Look) -> dict[str, Any]:
    at = _now(grid, now)
    line = {"color": tokens(look.theme)["accent"], "width": 1.5}
    return {"type": "line", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}


def _now(grid: _Grid, now: tuple[int, float, str]) -> float:
    return grid.months.index(now[0]) - 0.5 + now[1]


def _rule_said(grid: _Grid, now: tuple[int, float, str], look: Look) -> dict[str, Any]:
    at = _now(grid, now)
    left = at > len(grid.months) / 2
    return {
        "x": at,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "right" if left else "left",
        "text": now[2],
        "showarrow": False,
        "font": {"color": tokens(look.theme)["accent"], "size": text_px(look.size)},
    }


def _more(lanes: Sequence[TimelineLane], grid: _Grid, look: Look) -> list[dict[str, Any]]:
    """'+12' above a month of which not all are drawn."""
    found = []
    for at, lane in enumerate(lanes):
        for month, count in lane.more:
            top = 1 + max(mark.place for mark in lane.marks if mark.month == month)
            _, y = grid.at(at, month, top)
            found.append(
                {"x": grid.months.index(month), "y": y + 0.2, "text": f"+{count}"}
                | {"showarrow": False, "font": {"color": tokens(look.theme)["ink-2"]}}
            )
    return found
