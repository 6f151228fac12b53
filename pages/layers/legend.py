"""The legend of the map's layers, from what is on and how many of each there are."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from components.map_legend import Toggle, ToggleGroup, map_data, map_legend
from components.map_spots import Choice
from pages.layers.asked import ESTIMATE, LABELS
from pages.layers.board import Board, Run, data_of, tile_code
from pages.layers.eras import Era
from pages.layers.known import LAYERS, LINES
from pages.layers.layer import Layer
from pages.layers.line_layer import LineLayer
from pages.layers.stations import STATIONS
from pages.page import Ask
from wording import format as fmt
from wording.shapes import Shape

PATH = "/coverage"


def legend_of_layers(ask: Ask, board: Board) -> html.Div:
    groups = [group for layer in LAYERS for group in _layer(ask, board, layer)]
    groups += [_lines(ask, board, each) for each in LINES if each.loaded(ask.view)]
    groups.append(_more(ask, board))
    return html.Div([map_legend(groups, ask.words), map_data(data_of(ask, board))])


def _layer(ask: Ask, board: Board, of: Layer) -> list[ToggleGroup]:
    toggles = [
        _toggle(
            ask,
            board,
            state.code,
            ask.words(state.word),
            count=fmt.number(count, 0, ask.words.lang),
            tone=state.tone if of is STATIONS else "",
            shape=state.shape,
        )
        for state, count in zip(of.states, board.counts(of), strict=True)
    ]
    if of is STATIONS:
        label = ask.words("Vùng phủ ước lượng")
        toggles.append(_toggle(ask, board, ESTIMATE, label, tone="reach"))
    first = ToggleGroup(title=ask.words(of.label), toggles=toggles, note=of.note(ask, board.day))
    return [first, *(_choice(ask, board, of, each) for each in board.choices[of.name])]


def _lines(ask: Ask, board: Board, of: LineLayer) -> ToggleGroup:
    toggles = [
        _toggle(
            ask,
            board,
            state.code,
            ask.words(state.word),
            count=run_said(ask, board.lines(of, n)),
            tone=f"{state.tone} is-line is-{state.dash}",
        )
        for n, state in enumerate(of.states)
    ]
    return ToggleGroup(title=ask.words(of.label), toggles=toggles, wide=True)


def run_said(ask: Ask, run: Run) -> str:
    """'12 tuyến, 345 km'."""
    count, km = (fmt.number(each, 0, ask.words.lang) for each in (run.count, run.km))
    if run.count is None:
        return count
    if run.count == 1:
        return ask.words("1 tuyến, {km} km", km=km)
    return ask.words("{n} tuyến, {km} km", n=count, km=km)


def _choice(ask: Ask, board: Board, layer: Layer, of: Choice) -> ToggleGroup:
    """Of the spots of the first state: what is left out, and what is not."""
    counts = board.chosen(layer, of)
    tones: Sequence[str] = of.tones or [""] * len(counts)
    toggles = [
        Toggle(
            label=word,
            href=ask.href(PATH, **board.shown.left_out(code)),
            on=code not in board.shown.hidden,
            count=fmt.number(count, 0, ask.words.lang),
            shape=layer.states[0].shape if tone else None,
            tone=tone or "plain",
        )
        for (code, word), count, tone in zip(of.values, counts, tones, strict=True)
    ]
    return ToggleGroup(title=of.word, toggles=toggles, small=True)


def _more(ask: Ask, board: Board) -> ToggleGroup:
    words, lang = ask.words, ask.words.lang
    names = _toggle(ask, board, LABELS, words("Tên xã, thôn"), tone="plain")
    eras = [
        _toggle(
            ask,
            board,
            era.code,
            _era(ask, era),
            count=fmt.number(len(era.keys), 0, lang),
            tone="era",
        )
        for era in board.eras
    ]
    tiles = [
        _toggle(ask, board, tile_code(each), words("Nền: {name}", name=each.label), tone="plain")
        for each in board.tiles
    ]
    told = [each.attribution for each in board.tiles if each.attribution]
    if not all(each.loaded(ask.view) for each in LINES):
        told.append(words("Chưa nạp tuyến cáp nào: băng rộng tính theo thôn và xã"))
    return ToggleGroup(title=words("Thêm"), toggles=[names, *eras, *tiles], note=". ".join(told))


def _era(ask: Ask, of: Era) -> str:
    if of.until is None:
        return ask.words("Ranh giới xã từ {day}", day=fmt.plain_day(of.begins))
    return ask.words("Ranh giới xã đến {day}", day=fmt.plain_day(of.until))


def _toggle(
    ask: Ask,
    board: Board,
    code: str,
    label: str,
    *,
    count: str = "",
    tone: str = "",
    shape: Shape | None = None,
) -> Toggle:
    return Toggle(
        label=label,
        href=ask.href(PATH, **board.shown.switched(code)),
        on=code in board.shown.on,
        count=count,
        shape=shape,
        tone=tone,
    )
