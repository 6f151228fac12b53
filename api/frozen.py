"""Frozen sets as JSON, and the making of one from figures as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from api.figures import figure_json
from data_access.days import to_local
from data_access.errors import TamNhinError
from data_access.fetch import NotKept
from data_access.frozen import FrozenHead, FrozenSet
from data_access.selection import Selection
from metrics.catalogue import CATALOGUE
from metrics.desk import View
from metrics.reading import Reason


def frozen_now(
    view: View, name: str, metrics: Sequence[str], query: Mapping[str, str]
) -> FrozenSet:
    """Figures of one version; without `metrics` of all that can be had for the selection."""
    selection = view.checked(Selection.from_query(query, today=view.anchor))
    asked = selection.to_query() | ({"by": query["by"]} if query.get("by") else {})
    figures = _every(view, asked) if not metrics else _each(view, metrics, asked)
    head = FrozenHead(
        name=name,
        made_at=view.snap.now,
        data_version=view.snap.version,
        selection=selection.to_query(),
        by=query.get("by", ""),
        metrics=tuple(figures),
    )
    return FrozenSet(head=head, figures=figures)


def _each(view: View, metrics: Iterable[str], query: Mapping[str, str]) -> dict[str, Any]:
    return {name: figure_json(view, name, query) for name in metrics}


def _every(view: View, query: Mapping[str, str]) -> dict[str, Any]:
    """Without those that are kept by whole months only, where the period is none."""
    found: dict[str, Any] = {}
    for name in CATALOGUE:
        with suppress(NotKept):
            figure = figure_json(view, name, query)
            if not (isinstance(figure, dict) and figure.get("reason") == Reason.WHOLE_MONTHS):
                found[name] = figure
    return found


def frozen_figure(view: View, name: str, metric: str, query: Mapping[str, str]) -> Any:
    """The very object that was kept. A set has its own selection, so none can be given."""
    if query:
        raise TamNhinError(
            vi=f"Bộ số liệu chốt '{name}' có phạm vi riêng; bỏ {', '.join(query)}.",
            en=f"The frozen set '{name}' has its own selection; leave out {', '.join(query)}.",
        )
    return view.frozen_set(name).figure(metric)


def head_json(head: FrozenHead) -> dict[str, Any]:
    return {
        "name": head.name,
        "made_at": to_local(head.made_at).isoformat(),
        "data_version": head.data_version,
        "selection": dict(head.selection),
        "by": head.by or None,
        "metrics": list(head.metrics),
    }


def frozen_json(view: View) -> list[dict[str, Any]]:
    return [head_json(head) for head in view.frozen()]


def frozen_set_json(view: View, name: str) -> dict[str, Any]:
    found = view.frozen_set(name)
    return {**head_json(found.head), "figures": dict(found.figures)}
