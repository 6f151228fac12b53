"""Panels of a list by a scoring scheme: the list, its history, its weak points."""

from __future__ import annotations

import numpy as np
from dash import html
from dash.development.base_component import Component

from components.bump import Places, bump_figure
from components.index_table import index_table
from components.panel import panel
from components.segment import Segment, segments
from metrics.index.league import able_of
from metrics.index.ranks import ranks
from metrics.index.sheet import Sheet, State
from pages.leaderboard import LEVELS
from pages.page import Ask, Figure
from pages.scoring.asked import GROUPED, PEERS, YEARS, Scoring, path_of, unit_named
from pages.scoring.rows import folded, heads_of, index_rows, scale_of, scheme_label
from pages.scoring.why_panel import chosen_unit, source_of
from wording import format as fmt

WEAKEST = 12


def scheme_choice(ask: Ask, of: Scoring) -> Component:
    """Each has its own address; what only one of them has is left behind."""
    items = [
        Segment(
            label=scheme_label(versions[-1], ask.words),
            href=ask.href(path_of(name), scheme=None, level=None, agency=None, peers=None),
            here=name == of.scheme.name,
        )
        for name, versions in ask.view.schemes.items()
    ]
    return html.Div(segments(items, label=ask.words("Thang điểm")), className="index-switches")


def list_panel(ask: Ask, of: Scoring) -> Component:
    words, rows = ask.words, index_rows(ask, of)
    unit = words(LEVELS[of.level])
    title = words("{n} {units}", n=len(rows), units=unit.lower())
    here = chosen_unit(ask, of)
    body: list[Component | None] = [
        _switches(ask, of),
        index_table(
            folded(ask, of, rows, here.code if here else ""),
            heads=heads_of(of.scheme, words),
            scale=scale_of(rows),
            unit_label=unit,
            months=words("Các năm") if of.scheme.given else words("12 tháng"),
            words=words,
            here=here.code if here else "",
        ),
        *(html.P(line, className="sub foot") for line in notes(ask, of)),
    ]
    return panel(
        title,
        body,
        words=words,
        source=source_of(ask, of),
        sub=f"{scheme_label(of.scheme, words)}. {of.scheme.basis}",
        note=ask.note(f"{scheme_label(of.scheme, words)}: {title}"),
        aside=_levels(ask, of),
        columns=[words("Hạng"), unit, words("Điểm"), *(n for n, _ in heads_of(of.scheme, words))],
        rows=[
            [row.place, row.name, row.score, *(part.share for part in row.parts)] for row in rows
        ],
        kind="leaderboard-panel index-panel",
    )


def notes(ask: Ask, of: Scoring) -> list[str]:
    """What the list does not say by itself."""
    words, minimum = ask.words, ask.view.province.minimum_volume
    found = []
    if not of.scheme.given:
        found.append(
            words(
                "Khoảng: hạng có thể có khi tính sai số 95 %,"
                " rút lại ngẫu nhiên các tháng của từng đơn vị"
            )
        )
    if of.scheme.volume:
        found.append(words("Đơn vị dưới {n} hồ sơ không xếp hạng", n=minimum))
    if (of.league.sheet.state == State.DEFAULT).any():
        found.append(words("Gạch chéo: điểm mặc định vì không phát sinh, không phải thành tích"))
    nobody = _ids(of, State.NOBODY)
    if nobody:
        found.append(words("Chưa đơn vị nào có số liệu nên không tính: {what}", what=nobody))
    omitted = _ids(of, State.OMITTED)
    if omitted:
        found.append(words("Không áp dụng cho cấp này: {what}", what=omitted))
    full = _ids(of, State.FULL)
    if full:
        found.append(words("Không áp dụng cho cấp này, tính đủ điểm: {what}", what=full))
    return found


def _ids(of: Scoring, state: State) -> str:
    """Indicators that are so for all of the list."""
    sheet = of.league.sheet
    if not sheet.codes:
        return ""
    every = (sheet.state == state).all(axis=0)
    return ", ".join(each.id for at, each in enumerate(of.scheme.indicators) if every[at])


def _levels(ask: Ask, of: Scoring) -> Component:
    items = [
        Segment(
            label=f"{ask.words(said)} {sum(own == level for own in of.board.whole.levels)}",
            href=ask.href(of.path, level=str(level), agency=None, peers=None),
            here=level is of.level,
        )
        for level, said in LEVELS.items()
        if str(level) in of.scheme.levels
    ]
    return segments(items, label=ask.words("Cấp"))


def _switches(ask: Ask, of: Scoring) -> Component:
    """Places or groups; all or peers."""
    words = ask.words
    how = [
        Segment(label=words("Từng hạng"), href=ask.href(of.path, rank=None), here=not of.grouped),
        Segment(label=words("Theo nhóm"), href=ask.href(of.path, rank=GROUPED), here=of.grouped),
    ]
    like = [
        Segment(label=words("Tất cả"), href=ask.href(of.path, peers=None), here=of.peers is None)
    ]
    like += [
        Segment(label=words(said), href=ask.href(of.path, peers=str(kind)), here=kind is of.peers)
        for kind, said in PEERS.items()
        if kind not in ("mountain", "plain") or str(of.level) != "province"
    ]
    return html.Div(
        [
            segments(how, label=words("Cách xếp")),
            segments(like, label=words("So với nhóm tương tự")) if of.scheme.volume else None,
        ],
        className="index-switches",
    )


def history_figure(ask: Ask, of: Scoring) -> Figure:
    words = ask.words
    months = list((of.board.years() if of.yearly else of.board.months()).items())
    codes = of.league.sheet.codes
    # A month has a twelfth of a year's dossiers: as many are not asked of it.
    minimum = ask.view.province.minimum_volume if of.yearly else 1
    places = [_ranks(of, sheet, minimum) for _, sheet in months]
    here = chosen_unit(ask, of)
    units = [
        Places(
            code=code,
            name=unit_named(ask, code).short,
            ranks=[found.get(code) for found in places],
        )
        for code in codes
    ]
    files = [sheet.scheme.file for _, sheet in months]
    breaks = [at for at in range(1, len(files)) if files[at] != files[at - 1]]
    return bump_figure(
        [unit for unit in units if any(unit.ranks)],
        [_moment(ask, month) for month, _ in months],
        look=ask.look,
        note=ask.note(words("Hạng qua thời gian")),
        here=here.code if here else "",
        breaks=breaks,
        broken=words("Đổi thang điểm"),
    )


def history_switch(ask: Ask, of: Scoring) -> Component | None:
    """Given points are of years anyhow."""
    if of.scheme.given:
        return None
    words = ask.words
    return segments(
        [
            Segment(label=words("Tháng"), href=ask.href(of.path, over=None), here=not of.yearly),
            Segment(label=words("Năm"), href=ask.href(of.path, over=YEARS), here=of.yearly),
        ],
        label=words("Hạng qua thời gian"),
    )


def _moment(ask: Ask, month: int) -> str:
    return str(month // 100) if month % 100 == 0 else fmt.month(month, ask.words)


def _ranks(of: Scoring, sheet: Sheet, minimum: int) -> dict[str, int]:
    """Among the same units, of those that could be ranked then."""
    wanted = set(of.league.sheet.codes)
    own = sheet.only([at for at, code in enumerate(sheet.codes) if code in wanted])
    able = able_of(own, minimum)
    found = ranks(own.score, able)
    return {
        code: int(rank) for code, rank in zip(own.codes, found, strict=True) if not np.isnan(rank)
    }
