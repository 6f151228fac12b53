"""One metric in full, as a briefing tells of it."""

from __future__ import annotations

from exports.briefing import Piece, Section
from metrics.catalogue import metric
from metrics.values import Asked
from pages.briefing.charts import months_chart
from pages.briefing.group import unit_chart
from pages.briefing.tables import figures_table
from pages.metric_history import MONTHS, history_sub, history_title
from pages.metric_units import UNITS, ordered, units
from pages.page import Ask, address
from wording.periods import lowered


def metric_sections(ask: Ask) -> tuple[Section, ...]:
    if not ask.item:
        return ()
    about, words = metric(ask.item), ask.words
    link = address(f"/metric/{about.id}", ask.selection.to_query())
    [reading] = ask.view.readings([about], ask.selection, asked=Asked(months=MONTHS))
    name = words.label(about)
    figures = figures_table(ask, name, [reading], link)
    title = words(
        "{metric}: {finding}", metric=name, finding=lowered(history_title(ask, about, reading))
    )
    moved = months_chart(ask, title, history_sub(ask, about, reading), {name: reading}, link)
    return (
        Section(title=words("Kết quả"), pieces=(figures,)),
        Section(title=words("Diễn biến theo tháng"), pieces=(moved,)),
        *_units(ask, link),
    )


def _units(ask: Ask, link: str) -> tuple[Section, ...]:
    about = metric(ask.item)
    found = units(ask, about)
    if found is None or not found.known:
        return ()
    unit = ask.words(UNITS[found.by])
    rows = ordered(found.known, about, ask.view.province.minimum_volume)
    title = ask.words("{metric}, theo {unit}", metric=ask.words.label(about), unit=unit.lower())
    piece: Piece = unit_chart(ask, title, unit, rows, link)
    return (Section(title=ask.words("So sánh"), pieces=(piece,)),)
