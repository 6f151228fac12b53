"""The summary of a briefing, by rules: what stands where, what changed and by whom, what is at
risk, what is not known. Every number in it is a reading's, or counts readings; a word that judges
has its threshold beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from data_access.fetch import NotKept
from data_access.selection import By
from metrics.compute import understands
from metrics.groups import group_for
from metrics.metric import Metric, Unit
from metrics.parts import REST, Split
from metrics.reading import Reading, Reason, Status
from pages.briefing import cells
from pages.metric_change import OUTSIDE
from pages.page import Ask
from wording import format as fmt
from wording.readings import REASONS_LONG, label
from wording.source_view import Age
from wording.words import mark

MOST = 4  # sentences of one kind
DRIVERS = 3  # units named of a change
NAMED = 3  # figures named of a kind; more are counted
LEAST_POINTS = 0.005  # a ratio that moved less is not told


def summary(ask: Ask, readings: Sequence[Reading]) -> tuple[str, ...]:
    """Of readings of the selection itself, not of its units."""
    whole = _once(readings)
    said = [*_standing(ask, whole), *_behind(ask, whole), *_moved(ask, whole)]
    return (*said, *_unknown(ask, whole), *_late(ask, whole))


def _once(readings: Iterable[Reading]) -> list[Reading]:
    """The first of each metric and place: where several pages tell of it, it is told once."""
    found: dict[tuple[object, ...], Reading] = {}
    for each in readings:
        if each.group is None:
            of = each.selection
            place = of.area, of.district, of.agency, of.level, of.field, of.channel
            found.setdefault((each.metric.id, *place), each)
    return list(found.values())


def _standing(ask: Ask, readings: Sequence[Reading]) -> Iterator[str]:
    judged = [r for r in readings if r.target is not None and r.value is not None]
    if not judged:
        return
    count = {status: sum(r.status is status for r in judged) for status in Status}
    yield ask.words(
        "Trong {n} chỉ số có mục tiêu, {met} chỉ số đạt, {watch} cần chú ý (từ {near} mục tiêu), "
        "{missed} chưa đạt.",
        n=len(judged),
        met=count[Status.MET],
        watch=count[Status.WATCH],
        missed=count[Status.MISSED],
        near=fmt.percent(ask.view.province.watch_from, 0, ask.words.lang),
    )


def _behind(ask: Ask, readings: Sequence[Reading]) -> Iterator[str]:
    """Furthest from its target first."""
    behind = [r for r in readings if r.status in (Status.MISSED, Status.WATCH)]
    behind.sort(key=_distance, reverse=True)
    for each in behind[:MOST]:
        higher = (each.value or 0.0) > (each.target or 0.0)
        said = mark("{metric}: {value}, cao hơn mục tiêu {target}.")
        if not higher:
            said = mark("{metric}: {value}, thấp hơn mục tiêu {target}.")
        target = cells.aimed(ask, each).text
        yield ask.words(said, metric=label(each, ask.words), value=_value(ask, each), target=target)
    if len(behind) > MOST:
        yield ask.words("Còn {n} chỉ số khác dưới mục tiêu, nêu trong bảng.", n=len(behind) - MOST)


def _distance(reading: Reading) -> float:
    target = reading.target or 0.0
    return abs((reading.value or 0.0) - target) / (abs(target) or 1.0)


def _moved(ask: Ask, readings: Sequence[Reading]) -> Iterator[str]:
    """What moved most, and, of the first of these, who moved it."""
    ratios = [r for r in readings if r.metric.unit is Unit.RATIO and r.change is not None]
    moved = [r for r in ratios if abs(r.change or 0.0) >= LEAST_POINTS]
    moved.sort(key=lambda r: abs(r.change or 0.0), reverse=True)
    for place, each in enumerate(moved[: MOST - 1]):
        yield _change_said(ask, each)
        if place == 0:
            yield from _drivers(ask, each)


def _change_said(ask: Ask, reading: Reading) -> str:
    change = reading.change or 0.0
    text = mark("{metric} tăng {points} điểm % so với {before}, nay {value}.")
    if change < 0:
        text = mark("{metric} giảm {points} điểm % so với {before}, nay {value}.")
    places = fmt.decimals_of(reading.metric)
    return ask.words(
        text,
        metric=label(reading, ask.words),
        points=fmt.number(abs(change) * 100, places, ask.words.lang),
        before=ask.before_said(),
        value=_value(ask, reading),
    )


def _drivers(ask: Ask, reading: Reading) -> Iterator[str]:
    """Units that pushed the same way, by the share of the change that each has added."""
    for by in (By.DISTRICT, By.AGENCY, By.AREA):
        if not understands(reading.metric, reading.selection, by):
            continue
        try:
            split = ask.view.change_by(reading.metric, reading.selection, by)
        except NotKept:
            continue
        if isinstance(split, Split) and len(split.parts) > 1:
            yield ask.words(
                "Đóng góp nhiều nhất vào thay đổi này: {units}.",
                units=_units(ask, split, by, reading.metric),
            )
            return


def _units(ask: Ask, split: Split, by: By, about: Metric) -> str:
    same = [p for p in split.parts if p.change * split.total > 0][:DRIVERS]
    places = max(fmt.decimals_of(about), 2)
    return "; ".join(
        ask.words(
            "{unit} ({points} điểm %)",
            unit=_named(ask, by, part.code),
            points=fmt.delta(float(part.change), about.unit, places, ask.words.lang),
        )
        for part in same
    )


def _named(ask: Ask, by: By, code: str) -> str:
    if code == REST:
        return ask.words(OUTSIDE.get(by, OUTSIDE[By.FIELD]))
    return group_for(ask.view.snap.places, by, code).label


def _unknown(ask: Ask, readings: Sequence[Reading]) -> Iterator[str]:
    """What has no value, by why; then of which figures not every unit has reported."""
    missing: dict[Reason | None, list[str]] = {}
    for each in readings:
        if each.value is None:
            missing.setdefault(each.reason, []).append(label(each, ask.words))
    for reason, names in missing.items():
        why = ask.words(REASONS_LONG[reason]) if reason else ask.words("Chưa có dữ liệu")
        yield ask.words("{why}: {metrics}.", why=why, metrics="; ".join(names))
    yield from _incomplete(ask, readings)


def _incomplete(ask: Ask, readings: Sequence[Reading]) -> Iterator[str]:
    """Figures of one source of which equally many units have reported are told of together."""
    shares: dict[tuple[str, float], list[str]] = {}
    for each in readings:
        if each.value is not None and each.completeness is not None and each.completeness < 1:
            key = each.metric.source, each.completeness
            shares.setdefault(key, []).append(label(each, ask.words))
    for (source, share), names in shares.items():
        view = ask.source_named(source) if source in ask.sources else None
        yield ask.words(
            "Nguồn {source}: {share} đơn vị đã báo cáo ({metrics}).",
            source=view.label if view else source,
            share=fmt.percent(share, 1, ask.words.lang),
            metrics=_few(ask, names),
        )


def _few(ask: Ask, names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return "; ".join(names)
    return ask.words("{n} chỉ số", n=len(names))


def _late(ask: Ask, readings: Sequence[Reading]) -> Iterator[str]:
    """Sources whose newest figures are older than they may be."""
    names = dict.fromkeys(r.metric.source for r in readings)
    for view in (ask.source_named(name) for name in names if name in ask.sources):
        if view.age in (Age.LATE, Age.STALE) and view.as_of is not None:
            yield ask.words(
                "Nguồn {source} chậm: số liệu chỉ đến {moment}.",
                source=view.label,
                moment=fmt.moment(view.as_of),
            )


def _value(ask: Ask, reading: Reading) -> str:
    return cells.valued(ask, reading).text
