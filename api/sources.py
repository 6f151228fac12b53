"""Sources as JSON: freshness and completeness of every one, and what waits to be mended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from components.quarantine_words import reason_said
from data_access.arrivals import Arrival, Held, Pull
from data_access.days import to_local
from data_access.errors import UnknownFilter
from data_access.monthly import Completeness, Reports, Unit
from data_access.selection import Selection
from metrics.desk import Supply, View
from wording.words import Words

VI, EN = Words("vi"), Words("en")


def sources_json(view: View) -> list[dict[str, Any]]:
    """Completeness is that of the year up to now."""
    selection = Selection.from_query({}, today=view.anchor)
    return [source_json(view.supply(spec, selection)) for spec in view.province.sources.values()]


def tables_of(view: View, source: str | None) -> tuple[str, ...] | None:
    """The tables of a source; None for all, also those of no source. Raises UnknownFilter for a
    source that there is not."""
    specs = view.province.sources
    if not source:
        return None
    if source not in specs:
        raise UnknownFilter("source", source, specs)
    return specs[source].tables


def source_json(supply: Supply) -> dict[str, Any]:
    status = supply.status
    spec, arrivals = status.spec, supply.arrivals
    return {
        "name": spec.name,
        "label": spec.label,
        "label_en": spec.label_en,
        "tables": list(spec.tables),
        "as_of": _time(status.as_of),
        "arrived_at": _time(status.arrived_at),
        "expected_every_seconds": int(spec.expected_every.total_seconds()),
        "stale_after_seconds": int(spec.stale_after.total_seconds()),
        "state": str(status.state),
        "rows": status.rows,
        "read": sum(last.read for last in arrivals) if arrivals else None,
        "quarantined": status.quarantined,
        "reasons": [_held(each) for each in supply.held],
        "loads": [_arrival(each) for each in supply.arrivals],
        "pulls": [_pull(each) for each in supply.pulls],
        "completeness": [_completeness(each) for each in supply.reported],
    }


def _arrival(of: Arrival) -> dict[str, Any]:
    return {
        "table": of.table,
        "source": of.source,
        "started_at": _time(of.started_at),
        "seconds": of.seconds,
        "read": of.read,
        "inserted": of.inserted,
        "updated": of.updated,
        "unchanged": of.unchanged,
        "deleted": of.deleted,
        "quarantined": of.quarantined,
        "data_version": of.data_version,
        "notes": [{"vi": guess.vi, "en": guess.en} for guess in of.guesses],
    }


def _pull(of: Pull) -> dict[str, Any]:
    return {
        "table": of.table,
        "source": of.source,
        "tried_at": _time(of.tried_at),
        "succeeded_at": _time(of.succeeded_at),
        "failures": of.failures,
        "problem": of.problem,
    }


def _held(of: Held) -> dict[str, Any]:
    said = {"label": reason_said(of.reason, VI), "label_en": reason_said(of.reason, EN)}
    return {"table": of.table, "reason": of.reason, **said, "rows": of.rows}


def _completeness(of: Completeness) -> dict[str, Any]:
    """Months as '2024-03'. `complete` of `units` have nothing missing; `never` are not among
    them."""
    behind = of.behind
    return {
        "table": of.table,
        "from": _month(of.months[0]),
        "to": _month(of.months[-1]),
        "running": _month(of.running) if of.running else None,
        "nobody": [_month(month) for month in of.nobody],
        "units": len(of.units),
        "complete": len(of.units) - len(behind),
        "behind": [_behind(each) for each in behind],
        "never": [_unit(unit) for unit in of.never],
    }


def _behind(of: Reports) -> dict[str, Any]:
    return {**_unit(of.unit), "missing": [_month(month) for month in of.missing]}


def _unit(of: Unit) -> dict[str, Any]:
    return {"code": of.code, "name": of.name, "level": of.level and str(of.level)}


def _month(key: int) -> str:
    return f"{key // 100}-{key % 100:02d}"


def _time(moment: datetime | None) -> str | None:
    return to_local(moment).isoformat() if moment else None
