"""The wall: 120 × 67.5 rem, head with a clock, screens that turn, a ticker that never scrolls."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from components.browser_words import browser_words
from components.glyph import glyph
from components.page_frame import link_state
from config.playlists import Night, ScreenSpec
from wording.shapes import Shape
from wording.words import Words

TICKER_SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WallScreen:
    """`sub` stands in the head while the screen is shown: 'Năm 2024, ± so tháng 11'."""

    spec: ScreenSpec
    sub: str
    body: Component | Sequence[Component]


@dataclass(frozen=True, slots=True, kw_only=True)
class TickerLine:
    shape: Shape
    when: str
    about: str
    text: str


def wall_frame(
    title: str,
    screens: Sequence[WallScreen],
    *,
    words: Words,
    alarm: Component,
    faults: Component,
    takeover: Component,
    ticker: Component,
    unused: Sequence[Component],
    night: Night | None,
    panels: tuple[int, int],
    demo: bool,
) -> html.Main:
    """`wall.js` decides which screen is shown, by the clock, so that several walls agree.
    `alarm` holds `sources_alarm`, `faults` what `wall_fault` makes, `takeover` what its namesake
    does, `ticker` the lines of `ticker_lines`; `unused` is there, but never seen."""
    tour = {
        "screens": [asdict(each.spec.hours) | {"seconds": each.spec.seconds} for each in screens],
        "panels": panels,
        "night": asdict(night.hours) | {"brightness": night.brightness} if night else None,
    }
    shown = [_screen(i, s) for i, s in enumerate(screens)]
    return html.Main(
        [
            _head(title, screens, alarm, words),
            html.Div([*shown, faults, takeover], className="wall-screens"),
            _foot(ticker, words, demo),
            browser_words(words),
            html.Div(list(unused), hidden=True),
        ],
        className="wall",
        **attrs({"data-tour": json.dumps(tour), "data-ticker": str(TICKER_SECONDS)}),
    )


def _head(title: str, screens: Sequence[WallScreen], alarm: Component, words: Words) -> html.Header:
    subs = [
        html.P(screen.sub, className="sub", **attrs({"data-screen": str(i)}))
        for i, screen in enumerate(screens)
    ]
    clock = [
        html.Span(**attrs({"data-clock": "minutes"})),
        html.Small(**attrs({"data-clock": "seconds"})),
    ]
    return html.Header(
        [
            glyph("mark"),
            html.H1(title),
            html.Div(subs, className="subs"),
            html.P(words("Tạm dừng"), className="paused"),
            link_state(),
            alarm,
            html.P(className="date", **attrs({"data-clock": "date"})),
            html.P(clock, className="clock"),
        ],
        className="wall-head",
    )


def _screen(place: int, screen: WallScreen) -> html.Section:
    return html.Section(
        screen.body,
        className=f"wall-screen wall-{screen.spec.kind}",
        **attrs({"data-screen": str(place), "aria-label": screen.sub}),
    )


def _foot(ticker: Component, words: Words, demo: bool) -> html.Footer:
    said = [words("Dữ liệu trình diễn"), words("đồng hồ trình diễn")] if demo else []
    return html.Footer([ticker, html.P(", ".join(said), className="demo")], className="ticker")


def ticker_lines(lines: Sequence[TickerLine]) -> list[Component]:
    return [_line(place, line) for place, line in enumerate(lines)]


def _line(place: int, line: TickerLine) -> html.P:
    return html.P(
        [
            glyph(line.shape),
            html.Span(line.when, className="when"),
            html.Span([html.B(line.about), " ", line.text]),
        ],
        **attrs({"data-line": str(place)}),
    )


def wall_split(left: Component, right: Component) -> html.Div:
    """A screen of one large thing and a column beside it."""
    return html.Div([left, right], className="topic")


def wall_halves(left: Component, right: Component) -> html.Div:
    """A screen of two equal columns."""
    return html.Div([left, right], className="wall-halves")


def wall_overview(gauges: Sequence[Component], side: Sequence[Component]) -> html.Div:
    """Six gauges in two columns, read downwards, and two tiles at the right."""
    return html.Div(
        [
            html.Div(list(gauges), className="wall-gauges"),
            html.Div(list(side), className="wall-side"),
        ],
        className="wall-main",
    )
