"""A plan of new stations, as a briefing tells of it."""

from __future__ import annotations

from data_access.errors import TamNhinError
from exports.briefing import Cell, Column, Kind, Section, Table
from metrics.catalogue import metric
from metrics.siting.plan_types import Plan, Site
from pages.briefing import cells
from pages.briefing.tables import figures_table, source_said
from pages.gaps import without_offices
from pages.page import Ask
from pages.siting_blocks import kind_said, power_said, proof_said, villages_said
from pages.siting_wish import PATH, plan_of, wish_of_page
from wording import format as fmt

PATIENCE_SECONDS = 20.0
ABOUT = ("no_signal", "no_signal_people")


def siting_sections(ask: Ask) -> tuple[Section, ...]:
    link, words = ask.link(PATH), ask.words
    near = without_offices(ask.selection)
    readings = ask.view.readings([metric(name) for name in ABOUT], near)
    figures = figures_table(ask, words("Thôn chưa có sóng"), readings, link)
    plan = plan_of(ask, wish_of_page(ask), wait=PATIENCE_SECONDS)
    if plan is None or isinstance(plan, TamNhinError) or not plan.sites:
        return (Section(title=words("Vị trí trạm mới"), pieces=(figures,)),)
    pieces = (figures, _sites(ask, plan, link), _curve(ask, plan, link))
    return (Section(title=words("Vị trí trạm mới"), pieces=pieces),)


def _sites(ask: Ask, plan: Plan, link: str) -> Table:
    words = ask.words
    return Table(
        title=words(
            "{n} trạm mới: {people} người có sóng thêm",
            n=len(plan.sites),
            people=fmt.number(plan.people, 0, words.lang),
        ),
        sub=proof_said(ask, plan),
        columns=(
            Column(title=words("Trạm"), width=1.4),
            Column(title=words("Ở đâu"), width=2),
            Column(title=words("Nguồn điện"), width=1.4),
            Column(title=words("Thôn, bản"), width=4),
            Column(title=words("Người"), kind=Kind.FIGURE),
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
    )


def _curve(ask: Ask, plan: Plan, link: str) -> Table:
    words = ask.words
    return Table(
        title=words("Thêm một trạm, thêm bao nhiêu người"),
        columns=(
            Column(title=words("Số trạm mới"), kind=Kind.FIGURE),
            Column(title=words("Người có sóng thêm"), kind=Kind.FIGURE),
        ),
        rows=tuple(
            (cells.counted(ask, step.stations), cells.counted(ask, step.people))
            for step in plan.curve
        ),
        source=source_said(ask, metric("no_signal")),
        link=link,
        about=(metric("no_signal"),),
    )
