"""The map of coverage gaps as a briefing tells of it: with the classes and outlines of the screen,
and a table of every commune."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.map_parts import neighbours
from components.steps import NO_DATA, Steps, steps_for
from data_access.scope import Bound
from data_access.thinned import PLACES, thinned, thinned_lines
from data_access.villages import Gap, Village
from exports.briefing import Cell, Map, Table
from exports.map_parts import Area, Mark, Ring, Step
from metrics.metric import Unit
from metrics.reading import Reading
from pages.briefing import cells
from pages.briefing.map_tables import communes_table, most_table
from pages.briefing.tables import source_said
from pages.gap_map import outlines_said
from pages.gaps import Gaps, gap_said
from pages.page import Ask
from wording import format as fmt
from wording.words import Words

NAMED = 5  # communes that the description names


def gaps_map(ask: Ask, gaps: Gaps, title: str, link: str) -> Map | Table:
    """Only the table where no outline has been loaded."""
    gaps = _within_scope(ask, gaps)
    steps, table = steps_for(gaps.colour), communes_table(ask, gaps, link)
    rings = thinned(ask.view.outlines(), (_code(each) for each in gaps.communes))
    areas = tuple(_area(ask, gaps, steps, each, rings) for each in gaps.communes)
    if not any(rings.values()):
        return table
    districts, edge = _lines(ask)
    legend = _legend(steps, areas, ask.words)
    most = most_table(ask, gaps)
    return Map(
        title=title,
        sub=_sub(ask, gaps, areas),
        areas=areas,
        marks=tuple(_mark(village) for village in gaps.villages),
        legend=legend,
        coloured=ask.words.label(gaps.colour),
        marked=_marked(ask, gaps),
        severe=gaps.gap in (Gap.CUT_OFF, Gap.NO_SIGNAL),
        unit=gaps.colour.unit,
        decimals=fmt.decimals_of(gaps.colour),
        lines=districts,
        edge=edge,
        around=_around(ask, edge),
        most=most,
        table=table,
        source=source_said(ask, gaps.colour, gaps.count.metric),
        link=link,
        said=_said(ask, gaps, title, legend, most),
        about=(gaps.count.metric, gaps.colour),
    )


def _within_scope(ask: Ask, gaps: Gaps) -> Gaps:
    """Who may see one commune alone is not told that the others have no data."""
    scope, places = ask.view.scope, ask.view.snap.places
    if scope.bound is not Bound.COMMUNE:
        return gaps
    own = [r for r in gaps.communes if scope.holds(places.areas[_code(r)], places)]
    return replace(gaps, communes=own)


def _code(reading: Reading) -> str:
    return reading.group.code if reading.group else ""


def _area(
    ask: Ask, gaps: Gaps, steps: Steps, reading: Reading, rings: Mapping[str, tuple[Ring, ...]]
) -> Area:
    code = _code(reading)
    known = reading.value is not None
    return Area(
        name=cells.grouped(reading).text,
        code=code,
        rings=rings.get(code, ()),
        value=reading.value,
        text=cells.valued(ask, reading).text if known else ask.words("Chưa có dữ liệu"),
        step=steps.step(reading.value),
        chosen=code == gaps.chosen,
    )


def _mark(village: Village) -> Mark:
    place = round(village.longitude, PLACES), round(village.latitude, PLACES)
    return Mark(name=village.name, longitude=place[0], latitude=place[1])


def _lines(ask: Ask) -> tuple[tuple[Ring, ...], tuple[Ring, ...]]:
    """Of districts, and around all. A chosen district stands alone, and so does a commune that is
    all there is to see."""
    if ask.view.scope.bound is Bound.COMMUNE:
        return (), ()
    found, district = ask.view.outlines(), ask.selection.district
    if district:
        return (), thinned_lines(found.districts.get(district, ()))
    districts = [ring for rings in found.districts.values() for ring in rings]
    return thinned_lines(districts), thinned_lines(found.province)


def _around(ask: Ask, edge: Sequence[Ring]) -> tuple[Mark, ...]:
    places = [place for ring in edge for place in ring]
    if not places or ask.selection.district:
        return ()
    across, up = [x for x, _ in places], [y for _, y in places]
    return tuple(
        Mark(
            name=each.text.upper(),
            longitude=round(each.longitude, PLACES),
            latitude=round(each.latitude, PLACES),
        )
        for each in neighbours((min(across), min(up), max(across), max(up)), ask.words)
    )


def _legend(steps: Steps, areas: Sequence[Area], words: Words) -> tuple[Step, ...]:
    """Worst first, as on screen; last what is not known, where there is any."""
    count = Counter(area.step for area in areas)
    limits = list(enumerate(limits_of(steps, words)))[::-1]
    known = [Step(step=at, text=text, count=count[at]) for at, text in limits]
    if count[NO_DATA]:
        known.append(Step(step=NO_DATA, text=words("Chưa có dữ liệu"), count=count[NO_DATA]))
    return tuple(known)


def limits_of(steps: Steps, words: Words) -> list[str]:
    """Of steps 0 to 4, both ends of each: nobody can point at a printed one to ask."""
    ratio = steps.unit is Unit.RATIO
    sign = ("" if not ratio else " %") if words.lang == "vi" else "%" if ratio else ""
    said = [fmt.goal(limit, steps.unit, words.lang) for limit in steps.breaks]
    whole = [fmt.goal(limit - 1, steps.unit, words.lang) for limit in steps.breaks]
    ends = said[1:] if ratio else whole[1:]
    first = "0" if not ratio and steps.breaks[0] == 1 else f"< {said[0]}{sign}"
    between = [
        f"{low}{sign}" if low == high else f"{low}–{high}{sign}"
        for low, high in zip(said, ends, strict=False)
    ]
    rising = [first, *between, f"≥ {said[3]}{sign}"]
    return rising if steps.lower_is_better else rising[::-1]


def _sub(ask: Ask, gaps: Gaps, areas: Sequence[Area]) -> str:
    words = ask.words
    missing = sum(not area.rings for area in areas)
    without = words("{n} xã chưa có ranh giới, nêu trong bảng", n=missing) if missing else ""
    coloured = words(
        "{metric}, theo {unit}", metric=words.label(gaps.colour), unit=words("Xã").lower()
    )
    return ". ".join(part for part in (coloured, outlines_said(ask), without) if part)


def _marked(ask: Ask, gaps: Gaps) -> str:
    lacks = gap_said(gaps.gap, ask.words)
    return ask.words("{n} thôn {lacks}", n=len(gaps.villages), lacks=lacks)


def _said(ask: Ask, gaps: Gaps, title: str, legend: Sequence[Step], most: Table | None) -> str:
    """'Thôn chưa có sóng. Phủ sóng 3G: < 80 %: 4 xã; ... 21 thôn chưa có sóng: Trường Sơn 4'."""
    words = ask.words
    counts = "; ".join(words("{step}: {n} xã", step=s.text, n=s.count) for s in legend if s.count)
    parts = [title, f"{words.label(gaps.colour)}: {counts}"]
    if gaps.count.value is not None:
        parts.append(_marked(ask, gaps))
    if most is not None:
        parts.append(f"{most.title}: {'; '.join(_place(row) for row in most.rows[:NAMED])}")
    return ". ".join(parts)


def _place(row: Sequence[Cell]) -> str:
    return f"{row[0].text} {row[2].text}"
