"""Where nobody has ever sent rows of a metric, totals that somebody reports stand in for them."""

from __future__ import annotations

from collections.abc import Iterable

from data_access.empty import families_without_rows
from data_access.snapshot import Snapshot
from metrics.catalogue import as_reported
from metrics.compute import family_of
from metrics.metric import Metric


def as_told(snap: Snapshot, metrics: Iterable[Metric]) -> tuple[Metric, ...]:
    """Each as this database can tell it. A report never stands in for some rows that are missing,
    only for rows that there are none of at all."""
    asked = tuple(metrics)
    if not any(metric.reported for metric in asked):
        return asked
    empty = families_without_rows(snap)
    return tuple(
        as_reported(metric.id) if metric.reported and family_of(metric) in empty else metric
        for metric in asked
    )
