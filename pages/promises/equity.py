"""Whom the gap leaves out: mountain communes against others, and communes ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.table import Column, Row, table
from data_access.commitments import What
from data_access.selection import By
from metrics.catalogue import metric
from metrics.equity import Share, ranked, shares, together
from metrics.values import ALONE
from pages.gaps import commune_name, district_name, without_offices
from pages.page import Ask
from pages.promises.asked import GAPS, WHATS, Promises, lacks_said
from wording import format as fmt

SHOWN = 20
PEOPLE = "covered_3g"  # its denominator is all people surveyed
MEASURED: Mapping[What, str] = {what: f"{gap}_people" for what, gap in GAPS.items()}


def communes_of(ask: Ask) -> list[Share]:
    near = without_offices(ask.selection)
    wanted = [metric(PEOPLE), *(metric(name) for name in MEASURED.values())]
    found = ask.view.readings(wanted, near, by=By.AREA, asked=ALONE)
    people = [reading for reading in found if reading.metric.id == PEOPLE]
    return shares(people, [reading for reading in found if reading.metric.id != PEOPLE])


def mountain_panel(ask: Ask, of: Promises, parts: Sequence[Share]) -> Component:
    words = ask.words
    areas = ask.view.snap.places.areas
    high = [part for part in parts if areas[part.codes[0]].mountain]
    low = [part for part in parts if not areas[part.codes[0]].mountain]
    named = [(words("Xã miền núi"), high), (words("Xã, phường khác"), low)]
    columns = [
        Column(title=words("Nơi")),
        Column(title=words("Số xã"), kind="number"),
        Column(title=words("Người"), kind="number"),
        *(Column(title=words(said), kind="number") for said in WHATS.values()),
    ]
    rows = [Row(cells=[name, *_kind(ask, together(own))]) for name, own in named if own]
    title = _title(ask, of, together(high), together(low))
    return panel(
        title,
        table(columns, rows, caption=title) if rows else _nothing(ask),
        words=words,
        source=ask.source(of.metric),
        sub=words("Người chưa có, trên 1.000 người được khảo sát"),
        note=ask.note(title, of.metric),
    )


def _title(ask: Ask, of: Promises, high: Share, low: Share) -> str:
    """'Miền núi 38 người trên 1.000 chưa có sóng, nơi khác 1'."""
    name = MEASURED[of.what]
    if not high.people or not low.people:
        return ask.words("Miền núi và nơi khác")
    return ask.words(
        "Miền núi {high} người trên 1.000 {lacks}, nơi khác {low}",
        high=rate(ask, high, name),
        low=rate(ask, low, name),
        lacks=lacks_said(ask, of),
    )


def _kind(ask: Ask, of: Share) -> list[str]:
    counts = [fmt.number(each, 0, ask.words.lang) for each in (len(of.codes), of.people)]
    return [*counts, *_rates(ask, of)]


def _rates(ask: Ask, of: Share) -> list[str]:
    return [rate(ask, of, MEASURED[what]) for what in WHATS]


def rate(ask: Ask, of: Share, name: str) -> str:
    return fmt.number(of.per_thousand(name), 1, ask.words.lang)


def communes_panel(ask: Ask, of: Promises, parts: Sequence[Share]) -> Component:
    words = ask.words
    listed = ranked(parts, MEASURED[of.what])
    columns = [
        Column(title=words("Xã")),
        Column(title=words("Huyện"), kind="quiet", wide=True),
        Column(title=words("Miền núi"), kind="quiet", wide=True),
        Column(title=words("Người"), kind="number"),
        *(Column(title=words(said), kind="number") for said in WHATS.values()),
    ]
    shown = listed[:SHOWN]
    title = communes_title(ask, of, listed)
    foot = f"1–{len(shown)} / {len(listed)}"
    return panel(
        title,
        table(columns, [_commune(ask, part) for part in shown], caption=title, foot=foot)
        if shown
        else _nothing(ask),
        words=words,
        source=ask.source(of.metric),
        sub=words("Người chưa có, trên 1.000 người được khảo sát; nhiều nhất trước"),
        note=ask.note(title, of.metric),
        columns=[column.title for column in columns],
        rows=[_cells(ask, part) for part in listed],
    )


def communes_title(ask: Ask, of: Promises, listed: Sequence[Share]) -> str:
    return ask.words("{n} xã còn người {lacks}", n=len(listed), lacks=lacks_said(ask, of))


def _commune(ask: Ask, of: Share) -> Row:
    return Row(cells=_cells(ask, of), code=of.codes[0])


def _cells(ask: Ask, of: Share) -> list[str]:
    code = of.codes[0]
    mountain = ask.view.snap.places.areas[code].mountain
    return [
        commune_name(ask, code),
        district_name(ask, code),
        ask.words("có") if mountain else "",
        fmt.number(of.people, 0, ask.words.lang),
        *_rates(ask, of),
    ]


def _nothing(ask: Ask) -> Component:
    return empty_state(ask.words("Không còn thôn nào"), shape="met")
