"""The rows of a list by a scoring scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.index_table import Fold, IndexRow, Part
from components.scale import Scale, scale_over
from config.scheme_types import Band, IndicatorGroup, Scheme
from metrics.index.league import League, Standing, Unranked
from metrics.index.sheet import Sheet, State
from metrics.reading import Point
from pages.page import Ask
from pages.scoring.asked import Scoring, unit_named
from wording import format as fmt
from wording.words import Words, mark

UNRANKED = {
    Unranked.FEW: mark("dưới {n} hồ sơ, không xếp hạng"),
    Unranked.MISSING: mark("chưa xếp hạng, thiếu {what}"),
    Unranked.NOTHING: mark("không được đánh giá"),
}
SPARK_MONTHS = 12
POINT = 0.006  # of rounding
LONG, FIRST, LAST = 40, 20, 8  # rows of a list


def group_label(group: IndicatorGroup, words: Words) -> str:
    return group.short_en if words.lang == "en" else group.short


def scheme_label(scheme: Scheme, words: Words) -> str:
    return scheme.label_en if words.lang == "en" else scheme.label


def band_label(band: Band | None, words: Words) -> str:
    if band is None:
        return ""
    return band.name_en if words.lang == "en" else band.name


def index_rows(ask: Ask, of: Scoring) -> list[IndexRow]:
    series = monthly_scores(of)
    sizes = _tier_sizes(of.league)
    rows, tier = [], 0
    for each in of.league.standings:
        begins = of.grouped and each.tier is not None and each.tier != tier
        tier = each.tier or tier
        head = _head(ask, each.tier, sizes) if begins and each.tier else ""
        rows.append(_row(ask, of, each, series.get(each.code, ()), head))
    return rows


def folded(ask: Ask, of: Scoring, rows: Sequence[IndexRow], here: str) -> list[IndexRow | Fold]:
    """Of a long list its first and its last, who is asked for, and where the others are."""
    if len(rows) <= LONG or ask.query.get("all"):
        return list(rows)
    ranked = [row for row in rows if row.place]
    unranked = [row for row in rows if not row.place]
    kept = {row.code for row in (*ranked[:FIRST], *ranked[-LAST:])} | {here}
    found: list[IndexRow | Fold] = []
    hidden: list[IndexRow] = []
    for row in [*ranked, *unranked]:
        if row.code not in kept:
            hidden.append(row)
            continue
        found += [*_fold(ask, of, hidden), row]
        hidden = []
    return [*found, *_fold(ask, of, hidden)]


def _fold(ask: Ask, of: Scoring, hidden: Sequence[IndexRow]) -> list[Fold]:
    if not hidden:
        return []
    href = ask.href(of.path, all="1")
    if not hidden[0].place:
        return [Fold(said=ask.words("Mở {n} đơn vị chưa xếp hạng", n=len(hidden)), href=href)]
    first, last = hidden[0].place, [row for row in hidden if row.place][-1].place
    return [Fold(said=ask.words("Mở hạng {first}–{last}", first=first, last=last), href=href)]


def _row(ask: Ask, of: Scoring, each: Standing, series: Sequence[Point], head: str) -> IndexRow:
    group = unit_named(ask, each.code)
    place = each.tier if of.grouped else each.rank
    return IndexRow(
        code=each.code,
        name=group.label,
        href=ask.href(of.path, agency=each.code),
        place="" if place is None else str(place),
        span=_span(each),
        climbed=each.climbed,
        score=each.score,
        low=each.low,
        high=each.high,
        band=band_label(each.band, ask.words),
        weights=_between(each.from_weights),
        parts=parts_of(of.league.sheet, each.row, ask.words),
        series=series,
        why=why_unranked(ask, of, each) or differs(ask, of, each),
        head=head,
    )


def _span(each: Standing) -> str:
    if each.best is None or each.worst is None:
        return ""
    return _between((each.best, each.worst))


def _between(places: tuple[int, int] | None) -> str:
    if places is None:
        return ""
    best, worst = places
    return f"{best}–{worst}" if best != worst else f"{best}"


def _tier_sizes(league: League) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for each in league.ranked:
        found[each.tier or 0] = found.get(each.tier or 0, 0) + 1
    return found


def _head(ask: Ask, tier: int, sizes: Mapping[int, int]) -> str:
    if sizes[tier] == 1:
        return ask.words("Nhóm {n}: một đơn vị", n=tier)
    return ask.words(
        "Nhóm {n}: {units} đơn vị, hơn kém nhau trong sai số", n=tier, units=sizes[tier]
    )


def differs(ask: Ask, of: Scoring, each: Standing) -> str:
    """Where a published total or place is not the one that its own criteria give."""
    found = of.board.published().get(each.code) if of.peers is None else None
    if found is None or found.points is None:
        return ""
    same = abs(found.points - (each.score or 0.0)) < POINT and found.rank in (None, each.rank)
    if same:
        return ""
    return ask.words(
        "chưa khớp: công bố {points} điểm, hạng {rank}",
        points=fmt.number(found.points, 2, ask.words.lang),
        rank=found.rank or fmt.NO_VALUE,
    )


def of_note(of: Scoring, each: Standing) -> str:
    """Why it was not assessed, as it was published."""
    found = of.board.published().get(each.code)
    return found.note if found else ""


def why_unranked(ask: Ask, of: Scoring, each: Standing) -> str:
    if each.unranked is None:
        return ""
    note = of_note(of, each)
    if each.unranked is Unranked.NOTHING and note:
        return ask.words("không được đánh giá: {note}", note=note)
    what = ", ".join(
        indicator.id
        for at, indicator in enumerate(of.league.scheme.indicators)
        if of.league.sheet.state[each.row, at] == State.UNKNOWN
    )
    return ask.words(UNRANKED[each.unranked], n=ask.view.province.minimum_volume, what=what)


def parts_of(sheet: Sheet, row: int, words: Words) -> list[Part]:
    """Groups in percent of the total; they add up to the score."""
    most = float(sheet.maximum[row]) or 1.0
    found, at = [], 0
    for group in sheet.scheme.groups:
        until = at + len(group.indicators)
        points = sheet.points[row, at:until]
        default = points[sheet.state[row, at:until] == State.DEFAULT]
        found.append(
            Part(
                label=group_label(group, words),
                share=100 * float(points.sum()) / most,
                default=100 * float(default.sum()) / most,
            )
        )
        at = until
    return found


def heads_of(scheme: Scheme, words: Words) -> list[tuple[str, float]]:
    return [
        (group_label(group, words), 100 * group.maximum / scheme.total) for group in scheme.groups
    ]


def scale_of(rows: Sequence[IndexRow]) -> Scale:
    ends = [v for row in rows for v in (row.low, row.high, row.score) if v is not None]
    return scale_over(ends or [0.0, 100.0])


def monthly_scores(of: Scoring) -> dict[str, tuple[Point, ...]]:
    """By unit, the last months by the version that is in force; months by another are left out."""
    found: dict[str, list[Point]] = {}
    months = list(of.board.months().items())[-SPARK_MONTHS:]
    for month, sheet in months:
        if sheet.scheme.file != of.scheme.file:
            continue
        scores = dict(zip(sheet.codes, sheet.score.tolist(), strict=True))
        for code in of.league.sheet.codes:
            value = scores.get(code)
            known = value if value is not None and value == value else None
            found.setdefault(code, []).append(Point(month=month, value=known))
    return {code: tuple(points) for code, points in found.items()}
