"""Why the unit that a list points at stands where it does, and who is weak in what."""

from __future__ import annotations

import numpy as np

from exports.briefing import Column, Kind, Table
from metrics.index.weak import weak
from metrics.index.why import why
from metrics.metric import Unit
from pages.briefing.cells import text
from pages.leaderboard import LEVELS
from pages.page import Ask
from pages.scoring.asked import Scoring, unit_named
from pages.scoring.cells import about, points_cell, source_of_scheme
from pages.scoring.weak_parts import weak_said
from pages.scoring.why_panel import chosen_unit, label_of, place_said
from wording import format as fmt


def why_table(ask: Ask, of: Scoring, link: str) -> Table | None:
    """Every indicator that lost something, the greatest loss first; they add up to all that was
    lost."""
    each = chosen_unit(ask, of)
    found = why(of.league, each.code) if each else None
    if each is None or found is None:
        return None
    words = ask.words
    score = fmt.number(found.now, 1, words.lang)
    name = unit_named(ask, each.code).label
    lost = sorted((part for part in found.parts if part.lost > 0), key=lambda part: -part.lost)
    return Table(
        title=words("Vì sao {unit} được {score}?", unit=name, score=score),
        sub=place_said(ask, of, each, found),
        columns=(
            Column(title=words("Mã"), width=0.8),
            Column(title=words("Chỉ số"), width=4),
            Column(title=words("Điểm"), kind=Kind.FIGURE, width=1),
            Column(title=words("Mất"), kind=Kind.FIGURE, width=1),
            Column(title=words("Thay đổi"), kind=Kind.FIGURE, width=1),
        ),
        rows=tuple(
            (
                text(part.indicator.id),
                text(label_of(part.indicator, words)),
                points_cell(ask, part.now),
                points_cell(ask, part.lost),
                text(_change(ask, part.change, known=found.then is not None)),
            )
            for part in lost
        ),
        source=source_of_scheme(ask, of),
        link=link,
        about=about(of),
    )


def _change(ask: Ask, change: float, *, known: bool) -> str:
    return fmt.delta(change, Unit.POINTS, 2, ask.words.lang) if known else fmt.NO_VALUE


def weak_table(ask: Ask, of: Scoring, link: str) -> Table | None:
    words, sheet = ask.words, of.league.sheet
    found = weak(sheet)
    counts = found.sum(axis=1)
    order = [int(at) for at in np.argsort(-counts, kind="stable") if counts[at]]
    if not order:
        return None
    return Table(
        title=words("Điểm lõm: {n} đơn vị", n=len(order)),
        sub=words("Chỉ số ở phần mười cuối danh sách, hoặc dưới nửa số điểm"),
        columns=(
            Column(title=words(LEVELS[of.level]), width=3),
            Column(title=words("Điểm lõm"), kind=Kind.FIGURE, width=1),
            Column(title=words("Chỉ số"), width=4),
        ),
        rows=tuple(
            (
                text(unit_named(ask, sheet.codes[at]).label),
                text(str(int(counts[at]))),
                text(weak_said(of, found[at])),
            )
            for at in order
        ),
        source=source_of_scheme(ask, of),
        link=link,
    )
