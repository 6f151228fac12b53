"""Schools and health posts without broadband, commune by commune."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.table import Column, Row, table
from metrics.catalogue import metric
from metrics.facilities import Facilities, all_of, most_offline
from pages.gaps import commune_name, district_name
from pages.page import Ask
from pages.promises.zones import ZONE_WORDS, of_known, zone_of
from wording import format as fmt

SHOWN = 20
ABOUT = ("schools_offline", "health_posts_offline")


def facilities_panel(ask: Ask, every: Sequence[Facilities]) -> Component:
    words, about = ask.words, [metric(name) for name in ABOUT]
    listed, title = most_offline(every), facilities_title(ask, every)
    columns = [
        Column(title=words("Xã")),
        Column(title=words("Huyện"), kind="quiet", wide=True),
        Column(title=words("Khu vực"), kind="quiet", wide=True),
        Column(title=words("Trường"), kind="number"),
        Column(title=words("Trạm y tế"), kind="number"),
        Column(title=words("Chưa rõ"), kind="number"),
    ]
    rows = [facility_cells(ask, each) for each in listed]
    shown = [Row(cells=row, code=each.codes[0]) for row, each in zip(rows, listed, strict=True)]
    foot = f"1–{len(shown[:SHOWN])} / {len(shown)}"
    return panel(
        title,
        table(columns, shown[:SHOWN], caption=title, foot=foot) if rows else _nothing(ask, every),
        words=words,
        source=ask.source(*about),
        sub=facilities_sub(ask, every),
        note=ask.note(title, *about),
        columns=[column.title for column in columns],
        rows=rows,
    )


def facilities_title(ask: Ask, every: Sequence[Facilities]) -> str:
    """'99 trường, 7 trạm y tế chưa có băng rộng'."""
    whole, lang = all_of(every), ask.words.lang
    if not whole.schools.known and not whole.health_posts.known:
        return ask.words("Trường học, trạm y tế")
    return ask.words(
        "{schools} trường, {posts} trạm y tế chưa có băng rộng",
        schools=fmt.number(whole.schools.offline, 0, lang),
        posts=fmt.number(whole.health_posts.offline, 0, lang),
    )


def facilities_sub(ask: Ask, every: Sequence[Facilities]) -> str:
    """How much of it is known: nobody may take what is not known for what has it."""
    whole, lang = all_of(every), ask.words.lang
    count = whole.schools.every + whole.health_posts.every
    return ask.words(
        "Chưa có trên số đã rõ, theo xã; đã rõ {known} / {all} nơi",
        known=fmt.number(count - whole.untold, 0, lang),
        all=fmt.number(count, 0, lang),
    )


def facility_cells(ask: Ask, each: Facilities) -> list[str]:
    code = each.codes[0]
    return [
        commune_name(ask, code),
        district_name(ask, code),
        ask.words(ZONE_WORDS[zone_of(ask, code)]),
        of_known(ask, each.schools),
        of_known(ask, each.health_posts),
        fmt.number(each.untold, 0, ask.words.lang),
    ]


def _nothing(ask: Ask, every: Sequence[Facilities]) -> Component:
    """All of them have it; or nobody has looked, which is not the same."""
    if every:
        return empty_state(ask.words("Nơi nào cũng có băng rộng"), shape="met")
    detail = ask.words("Chưa rà soát trường học, trạm y tế nào; nạp bảng facilities")
    return empty_state(ask.words("Chưa có dữ liệu"), detail=detail)
