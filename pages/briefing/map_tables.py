"""Tables beside a map: every commune with its share, and the communes with most such villages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from exports.briefing import Cell, Column, Kind, Table
from metrics.metric import Direction, Unit
from metrics.reading import Reading
from pages.briefing import cells
from pages.briefing.tables import source_said
from pages.gaps import Gaps, by_commune, commune_name, district_name, gap_said
from pages.page import Ask


def communes_table(ask: Ask, gaps: Gaps, link: str) -> Table:
    """Those with most such villages first, then those that are furthest behind."""
    words, count = ask.words, _counted(gaps)
    ratio = gaps.colour.unit is Unit.RATIO
    return Table(
        title=words("{metric}, theo {unit}", metric=words.label(gaps.colour), unit=_unit(ask)),
        columns=(
            Column(title=words("Xã"), width=2.4),
            Column(title=words("Huyện"), width=2),
            *((Column(title=words("Tử số"), kind=Kind.FIGURE),) if ratio else ()),
            *((Column(title=words("Mẫu số"), kind=Kind.FIGURE),) if ratio else ()),
            Column(title=words("Giá trị"), kind=Kind.FIGURE, width=1.3),
            *((_lacking(ask, gaps),) if count is not None else ()),
        ),
        rows=tuple(_row(ask, each, count) for each in _ordered(gaps, count or {})),
        source=source_said(ask, gaps.colour),
        link=link,
        about=(gaps.colour,),
    )


def _unit(ask: Ask) -> str:
    return ask.words("Xã").lower()


def _lacking(ask: Ask, gaps: Gaps) -> Column:
    title = ask.words("Thôn {lacks}", lacks=gap_said(gaps.gap, ask.words))
    return Column(title=title, kind=Kind.FIGURE, width=1.7)


def _counted(gaps: Gaps) -> Mapping[str, int] | None:
    """None where not all villages are counted by these communes: only one is chosen, they were
    surveyed in communes of another time, or nobody has surveyed them."""
    known = {reading.group.code for reading in gaps.communes if reading.group}
    found = Counter(village.commune for village in gaps.villages)
    whole = gaps.count.value is not None and not gaps.chosen and set(found) <= known
    return found if whole else None


def _ordered(gaps: Gaps, count: Mapping[str, int]) -> list[Reading]:
    sign = -1.0 if gaps.colour.direction is Direction.LOWER_IS_BETTER else 1.0

    def place(each: Reading) -> tuple[int, bool, float, str]:
        code = each.group.code if each.group else ""
        return -count.get(code, 0), each.value is None, sign * (each.value or 0.0), code

    return sorted(gaps.communes, key=place)


def _row(ask: Ask, reading: Reading, count: Mapping[str, int] | None) -> tuple[Cell, ...]:
    code = reading.group.code if reading.group else ""
    parts = (reading.numerator, reading.denominator)
    known = reading.value is not None
    ratio = reading.metric.unit is Unit.RATIO
    return (
        cells.grouped(reading),
        cells.text(district_name(ask, code)),
        *(cells.counted(ask, part if known else None) for part in (parts if ratio else ())),
        cells.valued(ask, reading),
        *((_lacked(ask, count.get(code, 0), known),) if count is not None else ()),
    )


def _lacked(ask: Ask, count: int, known: bool) -> Cell:
    """A commune of which nobody knows anything does not lack nothing."""
    return cells.counted(ask, count if count or known else None)


def most_table(ask: Ask, gaps: Gaps) -> Table | None:
    words = ask.words
    if not gaps.villages:
        return None
    people = Counter[str]()
    for village in gaps.villages:
        people[village.commune] += village.people
    return Table(
        title=words("Xã nhiều thôn {lacks} nhất", lacks=gap_said(gaps.gap, words)),
        columns=(
            Column(title=words("Xã"), width=2),
            Column(title=words("Huyện"), width=1.6),
            Column(title=words("Thôn"), kind=Kind.FIGURE),
            Column(title=words("Người"), kind=Kind.FIGURE),
        ),
        rows=tuple(
            (
                cells.text(commune_name(ask, code)),
                cells.text(district_name(ask, code)),
                cells.counted(ask, count),
                cells.counted(ask, people[code]),
            )
            for code, count in by_commune(gaps)
        ),
    )
