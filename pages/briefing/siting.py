"""A plan of new stations, or two of them, as a briefing tells of it."""

from __future__ import annotations

from dataclasses import replace

from components.plan_map import PART_WORDS, Part
from data_access.thinned import PLACES
from data_access.villages import Gap
from exports.briefing import Cell, Column, Kind, Map, Section, Table
from exports.map_parts import Site as SiteMark
from metrics.catalogue import metric
from metrics.siting.asking import Wish
from metrics.siting.plan_types import Plan, Site
from pages.briefing import cells
from pages.briefing.maps import gaps_map
from pages.briefing.tables import figures_table, source_said
from pages.gaps import gaps_about, without_offices
from pages.page import Ask
from pages.plans.between import between_rows, between_title, cost_said
from pages.plans.difference import planned_sites
from pages.plans.named import plan_said, wish_said
from pages.siting_blocks import kind_said, method_said, power_said, proof_said, villages_said
from pages.siting_map import COLOUR, site_point
from pages.siting_wish import PATH, Plans, plans_of
from wording import format as fmt
from wording.periods import lowered

PATIENCE_SECONDS = 20.0
ABOUT = ("no_signal", "no_signal_people")
KINDS = {Part.FIRST: 0, Part.SECOND: 1, Part.BOTH: 2}


def siting_sections(ask: Ask) -> tuple[Section, ...]:
    link, words = ask.link(PATH), ask.words
    near = without_offices(ask.selection)
    readings = ask.view.readings([metric(name) for name in ABOUT], near)
    figures = figures_table(ask, words("Thôn chưa có sóng"), readings, link)
    plans = plans_of(ask, wait=PATIENCE_SECONDS)
    plan = plans.first.plan
    if plan is None or not plan.sites:
        return (Section(title=words("Vị trí trạm mới"), pieces=(figures,)),)
    both = plans.both
    pieces = (
        figures,
        _map(ask, plans, plan, link),
        *((_between(ask, *both, link),) if both else ()),
        *(
            _sites(ask, each.wish, each.plan, plan_said(ask, at) if both else "", link)
            for at, each in enumerate((plans.first, plans.second))
            if each and each.plan and each.plan.sites
        ),
        _curve(ask, plans, plan, link),
    )
    return (Section(title=words("Vị trí trạm mới"), pieces=pieces),)


def _map(ask: Ask, plans: Plans, plan: Plan, link: str) -> Map | Table:
    """Communes, who waits, and the stations of one plan or of both."""
    title = _title(ask, plan) if plans.both is None else between_title(ask, *plans.both)
    gaps = gaps_about(ask, Gap.NO_SIGNAL, metric(COLOUR))
    found = gaps_map(ask, gaps, title, link)
    if isinstance(found, Table):
        return found
    sited = _sited(ask, plans)
    said = f"{found.said}. {'. '.join(sited)}: {proof_said(ask, plan)}"
    marks = _marks(ask, plans, plan)
    return replace(found, sites=marks, sited=sited, said=said, table=_that_wait(ask, found.table))


def _that_wait(ask: Ask, of: Table) -> Table:
    """Only of communes in which somebody waits; they are counted in the last column."""
    rows = tuple(row for row in of.rows if row[-1].value)
    return replace(of, title=ask.words("Xã còn thôn chưa có sóng"), rows=rows)


def _marks(ask: Ask, plans: Plans, plan: Plan) -> tuple[SiteMark, ...]:
    if plans.both is None:
        points = [(0, site_point(ask, site)) for site in plan.sites]
    else:
        points = [(KINDS[each.part], each.at) for each in planned_sites(ask, *plans.both)]
    return tuple(
        SiteMark(
            name=point.name,
            longitude=round(point.longitude, PLACES),
            latitude=round(point.latitude, PLACES),
            ring=tuple(point.ring()),
            kind=kind,
        )
        for kind, point in points
    )


def _sited(ask: Ask, plans: Plans) -> tuple[str, ...]:
    words = ask.words
    if plans.both is None:
        return (words("Trạm mới, vòng tròn là tầm phủ"),)
    return tuple(words("Trạm: {part}", part=lowered(words(PART_WORDS[part]))) for part in KINDS)


def _title(ask: Ask, plan: Plan) -> str:
    return ask.words(
        "{n} trạm mới: {people} người có sóng thêm",
        n=len(plan.sites),
        people=fmt.number(plan.people, 0, ask.words.lang),
    )


def _between(ask: Ask, one: Plan, other: Plan, link: str) -> Table:
    words = ask.words
    heads = [plan_said(ask, 0), plan_said(ask, 1)]
    heads += [words(PART_WORDS[part]) for part in (Part.BOTH, Part.FIRST, Part.SECOND)]
    return Table(
        title=between_title(ask, one, other),
        columns=(
            Column(title=words("Số liệu"), width=2),
            *(Column(title=head, kind=Kind.FIGURE) for head in heads),
        ),
        rows=tuple(tuple(map(cells.text, row)) for row in between_rows(ask, one, other)),
        source=source_said(ask, metric("no_signal")),
        link=link,
        about=(metric("no_signal"),),
    )


def _sites(ask: Ask, wish: Wish, plan: Plan, whose: str, link: str) -> Table:
    """`whose`: where there are two."""
    words, title = ask.words, _title(ask, plan)
    return Table(
        title=f"{whose}: {title}" if whose else title,
        sub=f"{wish_said(ask, wish)}. {proof_said(ask, plan)}. {method_said(ask, plan)}",
        columns=(
            Column(title=words("Trạm"), width=1.4),
            Column(title=words("Ở đâu"), width=2),
            Column(title=words("Nguồn điện"), width=1.4),
            Column(title=words("Thôn, bản"), width=4),
            Column(title=words("Người"), kind=Kind.FIGURE),
            Column(title=words("Chi phí"), kind=Kind.FIGURE),
        ),
        rows=tuple(_site(ask, site) for site in plan.sites),
        source=source_said(ask, metric("no_signal")),
        link=link,
        about=(metric("no_signal"),),
    )


def _site(ask: Ask, site: Site) -> tuple[Cell, ...]:
    return (
        cells.text(site.candidate.code),
        cells.text(kind_said(ask, site)),
        cells.text(power_said(ask, site)),
        cells.text("; ".join(villages_said(ask, site))),
        cells.counted(ask, site.people),
        cells.text(cost_said(ask, site.cost)),
    )


def _curve(ask: Ask, plans: Plans, plan: Plan, link: str) -> Table:
    """Of each number of stations the people reached, by one plan or by each."""
    words = ask.words
    every = plans.both or (plan,)
    people = [{step.stations: step.people for step in each.curve} for each in every]
    said = words("Người có sóng thêm")
    heads = [plan_said(ask, 0), plan_said(ask, 1)] if plans.both else [said]
    return Table(
        title=words("Thêm một trạm, thêm bao nhiêu người"),
        columns=(
            Column(title=words("Số trạm mới"), kind=Kind.FIGURE),
            *(Column(title=head, kind=Kind.FIGURE) for head in heads),
        ),
        rows=tuple(
            (cells.counted(ask, n), *(_reached(ask, each.get(n)) for each in people))
            for n in sorted({n for each in people for n in each})
        ),
        source=source_said(ask, metric("no_signal")),
        link=link,
        about=(metric("no_signal"),),
    )


def _reached(ask: Ask, people: int | None) -> Cell:
    return cells.text(fmt.NO_VALUE) if people is None else cells.counted(ask, people)
