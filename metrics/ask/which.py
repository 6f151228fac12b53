"""Which metrics a set of ideas names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data_access.selection import Channel
from metrics.ask.vocabulary import Naming, namings
from metrics.metric import Metric, Unit

_AS_CHANNEL = {"online", "submit"}  # 'đúng hạn của hồ sơ nộp trực tuyến'
_BY_CHANNEL = "one_stop"  # the source whose figures know how a dossier came
_NEAREST = 4


@dataclass(frozen=True, slots=True)
class Named:
    """All of `metrics` are named equally well. `near`: where none is, those that come closest."""

    metrics: tuple[Metric, ...] = ()
    channel: Channel | None = None
    near: tuple[Metric, ...] = ()


def named(ideas: frozenset[str], metrics: Iterable[Metric] = ()) -> Named:
    """`metrics`: those that are called by their own label."""
    own = tuple(dict.fromkeys(metrics))
    if own:
        return _of_own(own, ideas)
    found = _best(ideas)
    if found:
        return _right(found, ideas)
    if "online" in ideas:
        rest = tuple(m for m in _best(ideas - _AS_CHANNEL) if m.source == _BY_CHANNEL)
        if rest:
            return _right(rest, ideas, Channel.ONLINE)
    return Named(near=_nearest(ideas))


def _of_own(own: tuple[Metric, ...], ideas: frozenset[str]) -> Named:
    [first, *others] = own
    known = next(each for each in namings() if each.metric is first)
    beside = known.also.union(*known.ways)
    return Named(near=own) if others or not ideas <= beside else _right((first,), ideas)


def _best(ideas: frozenset[str]) -> tuple[Metric, ...]:
    sizes = [(each.fits(ideas), each.metric) for each in namings()]
    largest = max((size for size, _ in sizes), default=0)
    return tuple(metric for size, metric in sizes if size == largest) if largest else ()


def _right(metrics: tuple[Metric, ...], ideas: frozenset[str], by: Channel | None = None) -> Named:
    """A rate that is asked of a count is none of its readings."""
    right = tuple(m for m in metrics if m.unit is Unit.RATIO or "rate" not in ideas)
    if right:
        return Named(metrics=right, channel=by)
    known = {each.metric.id: each for each in namings()}
    near = [name for m in metrics for name in (m.id, *known[m.id].near) if name in known]
    return Named(near=tuple(known[name].metric for name in dict.fromkeys(near)), channel=by)


def _nearest(ideas: frozenset[str]) -> tuple[Metric, ...]:
    scored = [(_overlap(each, ideas), each.metric) for each in namings()]
    best = max((score for score, _ in scored), default=0)
    return tuple(metric for score, metric in scored if score == best and best > 0)[:_NEAREST]


def _overlap(naming: Naming, ideas: frozenset[str]) -> int:
    """How many of the ideas that tell metrics apart a way of naming it shares, less those it
    lacks."""
    told = ideas - {"rate", "count", "still", "dossier", "person", "resolve"}
    return max(
        (2 * len(way & told) - len(way - ideas) for way in naming.ways if way & told), default=0
    )
