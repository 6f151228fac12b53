"""From a page under its filters to a briefing: one for every format."""

from __future__ import annotations

from data_access.errors import UnknownFilter
from exports.briefing import Briefing, Head, Section, Term
from metrics.metric import Metric
from pages.briefing.summary import summary
from pages.formula import formula_said
from pages.page import Ask, Page
from pages.registry import all_pages, page_at
from wording import format as fmt
from wording.source_view import SourceView


class NoBriefing(UnknownFilter):
    """A page that there is not, or of which nothing can be taken to a meeting."""

    def __init__(self, path: str) -> None:
        super().__init__("page", path, [page.path for page in all_pages().values() if page.brief])


def told_page(path: str) -> tuple[Page, str]:
    """The page of an address, and its item. Raises NoBriefing."""
    found = page_at(path)
    if found is None or found[0].brief is None:
        raise NoBriefing(path)
    return found


def briefing_of(page: Page, ask: Ask) -> Briefing:
    """Of a page that has a `brief`."""
    assert page.brief
    sections = tuple(page.brief(ask))
    return briefing(ask, page.titled(ask), page.at(ask.item), sections)


def briefing(ask: Ask, title: str, path: str, sections: tuple[Section, ...]) -> Briefing:
    found = Briefing(
        head=head(ask, title, path),
        selection=ask.selection,
        summary=(),
        sections=sections,
        terms=(),
    )
    about = _metrics(found)
    return Briefing(
        head=found.head,
        selection=found.selection,
        summary=summary(ask, found.readings),
        sections=sections,
        terms=tuple(_term(ask, metric) for metric in about),
        sources=tuple(_sources(ask, about)),
    )


def head(ask: Ask, title: str, path: str) -> Head:
    snap = ask.view.snap
    return Head(
        title=title,
        province=ask.view.province.title(ask.words.lang),
        filters=ask.filters_said(),
        lang=ask.words.lang,
        as_of=max((s.as_of for s in ask.sources.values() if s.as_of), default=None),
        made_at=snap.clock,
        data_version=snap.version,
        link=ask.origin + ask.link(path),
        synthetic=snap.synthetic,
    )


def _metrics(of: Briefing) -> list[Metric]:
    return list(dict.fromkeys(metric for piece in of.pieces for metric in piece.about))


def _term(ask: Ask, metric: Metric) -> Term:
    spec = ask.view.province.sources.get(metric.source)
    source = (spec.label_en if ask.words.lang == "en" else spec.label) if spec else metric.source
    return Term(
        name=ask.words.label(metric),
        meaning=ask.words.description(metric),
        formula=formula_said(metric, ask.words),
        basis=metric.basis,
        source=source,
    )


def _sources(ask: Ask, about: list[Metric]) -> list[str]:
    names = dict.fromkeys(metric.source for metric in about)
    views = [ask.source_named(name) for name in names if name in ask.sources]
    return [_source(ask, view) for view in views]


def _source(ask: Ask, view: SourceView) -> str:
    if view.as_of is None:
        return ask.words("{source}: chưa có dữ liệu", source=view.label)
    moment = fmt.moment(view.as_of)
    return ask.words("{source}: số liệu đến {moment}", source=view.label, moment=moment)
