"""Why a unit has its total and its place, and the least that would have moved it."""

from __future__ import annotations

from collections.abc import Iterator

from dash import dcc, html
from dash.development.base_component import Component

from components.index_parts import IndexPart, part_list
from components.panel import panel
from config.scheme_types import Indicator
from metrics.index.league import Standing
from metrics.index.lift import Lift, Step, next_band, next_place
from metrics.index.sheet import State
from metrics.index.why import Part, Why, why
from metrics.metric import Unit
from pages.page import Ask
from pages.scoring.asked import Scoring, sheet_of_unit, unit_named
from pages.scoring.cells import rests_on
from pages.scoring.rows import band_label, why_unranked
from wording import format as fmt
from wording.source_view import SourceView
from wording.words import Words

LOST, MOVED, STEPS = 5, 5, 4
SMALL = 0.05  # points that nobody would see


def chosen_unit(ask: Ask, of: Scoring) -> Standing | None:
    """The one that is asked for, or else who has lost most places, or the last."""
    if ask.selection.agency:
        return of.league.of(ask.selection.agency)
    ranked = of.league.ranked
    if not ranked:
        return None
    fallen = min(ranked, key=lambda each: (each.climbed or 0, -(each.rank or 0)))
    return fallen if (fallen.climbed or 0) < 0 else ranked[-1]


def why_panel(ask: Ask, of: Scoring) -> Component | None:
    each = chosen_unit(ask, of)
    found = why(of.league, each.code) if each else None
    if each is None or found is None:
        return None
    words, name = ask.words, unit_named(ask, each.code).short
    score = fmt.number(found.now, 1, words.lang)
    body = [
        html.P(place_said(ask, of, each, found), className="why-place"),
        _lost(words, found),
        *_moved(ask, of, found),
        html.Div(list(notes_of(ask, of, each, found)), className="why-notes"),
        html.P(
            dcc.Link(
                words("Phiếu điểm của đơn vị"),
                href=sheet_of_unit(ask, of, each.code),
                className="btn",
            )
        ),
    ]
    return panel(
        words("Vì sao {unit} được {score}?", unit=name, score=score),
        body,
        words=words,
        source=source_of(ask, of),
        kind="why-panel",
    )


def source_of(ask: Ask, of: Scoring) -> SourceView | None:
    """The oldest of those that the scheme rests on; of given points, of reports."""
    return ask.source(*rests_on(of))


def label_of(indicator: Indicator, words: Words) -> str:
    return indicator.label_en if words.lang == "en" else indicator.label


def place_said(ask: Ask, of: Scoring, each: Standing, found: Why) -> str:
    """'Hạng 21, giảm 3 bậc: 2 do điểm của mình, 1 do các đơn vị khác.'"""
    words = ask.words
    if each.rank is None:
        return why_unranked(ask, of, each).capitalize()
    band = band_label(each.band, words)
    head = words("Hạng {n} trên {all}, {band}", n=each.rank, all=len(of.league.ranked), band=band)
    every = head, _granted(words, found), _places(words, found), _steady(words, each)
    return ". ".join(said for said in every if said)


def _granted(words: Words, found: Why) -> str:
    """Counted apart: points by default are no achievement."""
    points = sum(part.now for part in found.parts if part.state is State.DEFAULT)
    if not points:
        return ""
    return words("Gồm {n} điểm mặc định", n=fmt.number(points, 1, words.lang))


def _places(words: Words, found: Why) -> str:
    if found.own is None or found.others is None:
        return ""
    if found.own == found.others == 0:
        return words("Giữ hạng so với kỳ trước")
    return words(
        "So với kỳ trước: {own} bậc do điểm của mình, {others} bậc do điểm của đơn vị khác",
        own=signed(found.own),
        others=signed(found.others),
    )


def signed(places: int) -> str:
    return f"+{places}" if places > 0 else f"{fmt.MINUS}{-places}" if places < 0 else "0"


def _steady(words: Words, each: Standing) -> str:
    if each.from_weights is None or each.from_weights[0] == each.from_weights[1]:
        return words("Đổi trọng số 20 % vẫn hạng ấy") if each.from_weights else ""
    best, worst = each.from_weights
    return words("Đổi trọng số 20 % thì hạng {best}–{worst}", best=best, worst=worst)


def _lost(words: Words, found: Why) -> Component:
    parts = sorted((p for p in found.parts if p.lost > SMALL), key=lambda p: -p.lost)
    shown, rest = parts[:LOST], parts[LOST:]
    total = sum(part.lost for part in parts)
    head = words("Mất {n} điểm, nhiều nhất ở:", n=fmt.number(total, 1, words.lang))
    left = fmt.delta(-sum(p.lost for p in rest), Unit.POINTS, 1, words.lang)
    return html.Div(
        [
            html.P(head, className="sub"),
            part_list(
                [_lost_part(words, each) for each in shown],
                widest=max((each.indicator.maximum for each in shown), default=1.0),
                words=words,
            ),
            html.P(words("Các chỉ số còn lại: {n}", n=left), className="sub") if rest else None,
        ]
    )


def _lost_part(words: Words, of: Part) -> IndexPart:
    return IndexPart(
        id=of.indicator.id,
        label=label_of(of.indicator, words),
        points=of.now,
        maximum=of.now + of.lost,
        aside=fmt.delta(-of.lost, Unit.POINTS, 1, words.lang),
        default=of.state is State.DEFAULT,
    )


def _moved(ask: Ask, of: Scoring, found: Why) -> Iterator[Component]:
    """The change of the total and what it is made of; the parts add up to it."""
    words = ask.words
    if found.change is None:
        if of.league.before is None:
            yield html.P(words("Kỳ trước tính theo thang điểm khác, không so"), className="sub")
        return
    parts = sorted(found.parts, key=lambda part: -abs(part.change))
    shown = [part for part in parts[:MOVED] if abs(part.change) >= SMALL]
    rest = found.change - sum(part.change for part in shown)
    rows = [(f"{p.indicator.id} {label_of(p.indicator, words)}", p.change) for p in shown]
    rows += [(words("Các chỉ số khác"), rest)]
    total = fmt.delta(found.change, Unit.POINTS, 2, words.lang)
    yield html.H3(words("So với kỳ trước {n} điểm", n=total))
    yield html.Table(
        html.Tbody(
            [
                html.Tr(
                    [
                        html.Th(name, scope="row"),
                        html.Td(fmt.delta(value, Unit.POINTS, 2, words.lang), className="n strong"),
                    ]
                )
                for name, value in rows
            ]
        ),
        className="rows index-moved",
    )


def notes_of(ask: Ask, of: Scoring, each: Standing, found: Why) -> Iterator[Component]:
    """What would have lifted it, and which of its points are no achievement."""
    words = ask.words
    for lift, said in (
        (next_place(of.league, each.code), words("Lên một hạng")),
        (next_band(of.league, each.code), words("Lên một bậc xếp loại")),
    ):
        if lift is not None:
            yield html.P(lift_said(words, lift, said))
    for part in found.parts:
        if part.state is State.DEFAULT and part.now > 0:
            yield html.P(default_said(words, part), className="quiet")


def default_said(words: Words, part: Part) -> str:
    return words(
        "{id} được {points}/{maximum} điểm mặc định vì không phát sinh; không tính là thành tích",
        id=part.indicator.id,
        points=fmt.number(part.now, 1, words.lang),
        maximum=fmt.number(part.indicator.maximum, 0, words.lang),
    )


def lift_said(words: Words, lift: Lift, goal: str) -> str:
    """'Lên một hạng (từ 69,2 điểm): thêm 85 hồ sơ ở 3.3.'"""
    to = fmt.number(lift.to, 2, words.lang)
    if not lift.least:
        return words("{goal} (từ {to} điểm): không đủ nếu chỉ thêm ở kỳ này", goal=goal, to=to)
    steps = ", ".join(step_said(words, step) for step in lift.least[:STEPS])
    left = lift.least[STEPS:]
    if left:
        more = fmt.number(sum(step.more for step in left), 0, words.lang)
        steps = words("{steps} và {more} ở {n} chỉ số khác", steps=steps, more=more, n=len(left))
    return words("{goal} (từ {to} điểm): thêm {steps}", goal=goal, to=to, steps=steps)


def step_said(words: Words, step: Step) -> str:
    return words(
        "{n} {what} ở {id} ({label})",
        n=fmt.number(step.more, 0, words.lang),
        what=words(fmt.UNIT_WORDS[Unit(step.indicator.counts)]),
        id=step.indicator.id,
        label=label_of(step.indicator, words),
    )
