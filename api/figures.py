"""Figures as JSON: the object of `tamnhin figure --json` and of `/api/v1/figures/<metric>`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from data_access.days import to_local
from data_access.errors import UnknownFilter
from data_access.selection import By, Selection
from metrics.catalogue import CATALOGUE, metric
from metrics.desk import View
from metrics.metric import Metric
from metrics.reading import Reading, Reconciliation
from wording.readings import conversions
from wording.words import words_in

SELECTING = ("from", "to", "area", "district", "agency", "level", "field", "channel", "by")


def figure_json(
    view: View, name: str, query: Mapping[str, str | None]
) -> dict[str, Any] | list[dict[str, Any]]:
    """One object, or with `by` a list of them. Raises UnknownMetric and UnknownFilter."""
    for given in query:
        if given not in SELECTING:
            raise UnknownFilter("query", given, SELECTING)
    found = metric(name)
    by = _by(query.get("by"))
    selection = view.checked(Selection.from_query(query, today=view.anchor))
    readings = view.readings([found], selection, by=by)
    source = view.sources().get(found.source)
    about: dict[str, Any] = {
        "synthetic": view.snap.synthetic,
        "source_state": str(source.state) if source else None,
    }
    if view.snap.stale_since is not None:
        about["stale_since"] = to_local(view.snap.stale_since).isoformat(timespec="seconds")
    shaped = [reading_json(reading) | about for reading in readings]
    return shaped if by else shaped[0]


def _by(text: str | None) -> By | None:
    if not text:
        return None
    if text not in list(By):
        raise UnknownFilter("by", text, list(By))
    return By(text)


def reading_json(reading: Reading) -> dict[str, Any]:
    """A ratio is a fraction; times are ISO 8601 with the province's offset."""
    group = reading.group
    shaped: dict[str, Any] = {
        "metric": reading.metric.id,
        "selection": reading.selection.to_query(),
        "by": None if group is None else {str(group.by): group.code, "label": group.label},
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "unit": str(reading.metric.unit),
        "target": reading.target,
        "status": str(reading.status),
        "previous": reading.previous,
        "last_year": reading.last_year,
        "as_of": reading.as_of and to_local(reading.as_of).isoformat(),
        "completeness": reading.completeness,
        "source": reading.metric.source,
        "data_version": reading.data_version,
        "reconciliation": reconciliation_json(reading.reconciliation),
    }
    if reading.reason:
        shaped["reason"] = str(reading.reason)
    return shaped | _changes(reading)


def _changes(reading: Reading) -> dict[str, Any]:
    """Only where a unit has changed: what was done about it, also in words."""
    found = {
        "conversion": reading.conversion,
        "compared": reading.compared,
        "year_ago": reading.year_ago,
    }
    shaped: dict[str, Any] = {
        name: {"changed_on": each.on.isoformat(), "crosswalk": each.covered}
        for name, each in found.items()
        if each
    }
    said = [conversions(reading, words_in(lang)) for lang in ("vi", "en")]
    names = ("notes", "notes_en")
    return shaped | (dict(zip(names, said, strict=True)) if any(said) else {})


def reconciliation_json(found: Reconciliation | None) -> dict[str, Any] | None:
    """What was reported beside; `difference` is the figure minus the report."""
    return None if found is None else {**asdict(found), "state": str(found.state)}


def metric_json(of: Metric) -> dict[str, Any]:
    return {
        "id": of.id,
        "label": of.label,
        "label_en": of.label_en,
        "unit": str(of.unit),
        "direction": str(of.direction),
        "description": of.description,
        "description_en": of.description_en,
        "basis": of.basis,
        "source": of.source,
        "owner": of.owner,
    }


def metrics_json() -> list[dict[str, Any]]:
    return [metric_json(each) for each in CATALOGUE.values()]
