"""The map of gaps, large, and the villages that wait."""

from __future__ import annotations

from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.figure import Pair, hero
from components.horizon import age, tile
from components.steps import legend, steps_for
from components.table import Column, Row, table
from components.wall_frame import wall_split
from metrics.catalogue import metric
from pages.gap_map import gap_map
from pages.gaps import (
    Gaps,
    bare_name,
    commune_name,
    gap_said,
    gaps_of,
    households_of,
    no_villages,
    where_said,
)
from pages.page import Ask, Content
from pages.screens.outlined import outlined
from pages.screens.screen import Place, Screen, part
from wording import format as fmt

MAP = "wall-map"
VILLAGES = 8


def _content(ask: Ask, _place: Place) -> Content:
    gaps = gaps_of(ask)
    title = ask.words("Thôn {lacks}", lacks=gap_said(gaps.gap, ask.words))
    return Content(
        blocks={"gaps": _gaps(ask, gaps), "outlined": outlined(ask)},
        figures={MAP: gap_map(ask, gaps, title, labelled=True)},
    )


def _gaps(ask: Ask, gaps: Gaps) -> Component:
    words, lang = ask.words, ask.words.lang
    pairs = [
        Pair(value=fmt.number(gaps.people.value, 0, lang), label=words("người")),
        Pair(value=fmt.number(households_of(gaps), 0, lang), label=words("hộ")),
    ]
    if gaps.count.change is not None:
        change = fmt.delta(gaps.count.change, gaps.count.metric.unit, 0, lang)
        pairs.append(Pair(value=change, label=words("so kỳ trước")))
    return tile(
        hero(
            fmt.number(gaps.count.value, 0, lang),
            words("thôn"),
            [words("thiếu cả ba,"), where_said(ask, gaps)],
            pairs=pairs,
            shape="village",
        ),
        _villages(ask, gaps) if gaps.villages else no_villages(ask, gaps),
        age(ask.source(gaps.colour)),
        source=ask.source(gaps.colour),
    )


def _villages(ask: Ask, gaps: Gaps) -> Component:
    words, lang = ask.words, ask.words.lang
    columns = [
        Column(title=words("Thôn, bản")),
        Column(title=words("Xã"), kind="quiet"),
        Column(title=words("Người"), kind="number"),
    ]
    rows = [
        Row(cells=[bare_name(v.name), commune_name(ask, v.commune), fmt.number(v.people, 0, lang)])
        for v in gaps.villages[: VILLAGES - (lang == "en")]  # its heading has a line more
    ]
    foot = f"1–{len(rows)} / {len(gaps.villages)}"
    return table(columns, rows, caption=words("Danh sách thôn"), foot=foot)


def _body(content: Content, ask: Ask, _place: Place) -> Component:
    covered = metric("covered_3g")
    stage = map_stage(
        content.figure(MAP),
        id=ids.graph(MAP),
        legend=legend(ask.words("Dân cư có sóng, %"), steps_for(covered), ask.words),
    )
    said = age(ask.source(covered), part(content, "outlined"))
    return wall_split(
        tile(stage, said, source=ask.source(covered)),
        part(content, "gaps"),
    )


SCREEN = Screen(
    title=lambda ask, _: ask.words("Vùng phủ"),
    content=_content,
    body=_body,
    sub=lambda ask, _: ask.words("Thôn chưa có sóng, điện, băng rộng"),
    blocks=("gaps", "outlined"),
    charts=(MAP,),
)
