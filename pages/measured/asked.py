"""What a viewer asks of measurements, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.chart_note import ChartNote
from data_access.errors import UnknownFilter
from metrics.coverage.links import LINKS
from metrics.measured.board import Measured, MeasuredVillage, Wanted, Way, measured
from metrics.measured.tally import Tally
from pages.gaps import without_offices
from pages.page import Ask
from pages.ways import way_asked
from wording import format as fmt
from wording.source_view import SourceView, oldest
from wording.words import mark

NAME, PATH = "measurements", "/measurements"
SOURCES = ("measurements", "coverage")
OPERATORS = ("Viettel", "VNPT", "MobiFone", "Vietnamobile", "Gtel")
WAYS: Mapping[Way, str] = {
    Way.MEASURED_LESS: mark("Báo cáo có sóng, đo được kém hơn"),
    Way.MEASURED_MORE: mark("Báo cáo kém, đo được tốt hơn"),
    Way.UNSURE: mark("Chưa đủ chắc để kết luận"),
}


def measured_of(ask: Ask) -> Measured:
    """Raises UnknownFilter."""
    return measured(ask.view, without_offices(ask.selection), wanted(ask))


def wanted(ask: Ask) -> Wanted:
    return Wanted(
        operator=_one_of(ask, "operator", OPERATORS),
        technology=_one_of(ask, "technology", tuple(LINKS)),
    )


def way_of_page(ask: Ask) -> Way:
    """Raises UnknownFilter."""
    return way_asked(ask, WAYS)


def _one_of(ask: Ask, name: str, valid: Sequence[str]) -> str | None:
    asked = ask.query.get(name) or None
    if asked is not None and asked not in valid:
        raise UnknownFilter(name, asked, valid)
    return asked


def source_of(ask: Ask) -> SourceView | None:
    """The worst of the two that stand beside one another here."""
    views = tuple(ask.source_named(name) for name in SOURCES if name in ask.sources)
    return oldest(views) if views else None


def note_of(ask: Ask, title: str) -> ChartNote:
    source = source_of(ask)
    said = fmt.moment(source.as_of) if source and source.as_of is not None else ""
    return replace(ask.note(title), source=source.label if source else "", as_of=said)


def months_said(ask: Ask, found: Measured) -> str:
    """'đo từ 01/2024 đến 12/2024'."""
    first, last = (f"{month % 100:02d}/{month // 100}" for month in found.months)
    return ask.words("đo từ {first} đến {last}", first=first, last=last)


def share_said(ask: Ask, tally: Tally) -> str:
    """'34 % (22–49)': of those judged, how many were good, and how sure that is."""
    if tally.share is None or tally.interval is None:
        return fmt.number(None)
    low, high = (fmt.number(100 * end, 0, ask.words.lang) for end in tally.interval)
    return f"{fmt.percent(tally.share, 0, ask.words.lang)} ({low}–{high})"


def networks_said(ask: Ask, of: MeasuredVillage) -> str:
    """'Viettel 12, VNPT 3'."""
    most = sorted(of.networks.items(), key=lambda each: (-each[1].count, each[0]))
    return ", ".join(f"{name} {fmt.number(t.count, 0, ask.words.lang)}" for name, t in most)
