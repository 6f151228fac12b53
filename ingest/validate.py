"""Checks over more than one column of a row."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from ingest import times
from ingest.crosswalk import check_crosswalk
from ingest.faults import Faults
from ingest.listed_sites import check_sites
from ingest.measured import check_measurements, check_places
from ingest.outlines import check_lines, check_outlines
from ingest.reasons import Reason, detail
from ingest.references import References
from ingest.tables import TableSpec

FINISHED_STATES = (9, 10)


def check_rows(
    rows: pd.DataFrame,
    given: pd.DataFrame,
    spec: TableSpec,
    faults: Faults,
    references: References,
) -> None:
    """Marks faults, and completes what the checks work out: fields, outlines."""
    references.resolve(rows, spec, faults)
    _check_order(rows, given, spec, faults)
    extra = _EXTRA.get(spec.name)
    if extra:
        extra(rows, faults, references)


def _check_order(rows: pd.DataFrame, given: pd.DataFrame, spec: TableSpec, faults: Faults) -> None:
    for earlier, later in spec.before:
        if later not in given:
            continue
        wrong = times.is_before(rows[later], rows[earlier])
        faults.mark(wrong, Reason.FINISH_BEFORE_RECEIPT, _ordered(given, earlier, later))


def _ordered(given: pd.DataFrame, earlier: str, later: str) -> Callable[[int], str]:
    def describe(position: int) -> str:
        return detail(
            Reason.FINISH_BEFORE_RECEIPT,
            column=later,
            value=given[later].iloc[position],
            wanted=f"{earlier} '{given[earlier].iloc[position]}'",
        )

    return describe


def _dossiers(rows: pd.DataFrame, faults: Faults, references: References) -> None:
    fields = {code: field for code, (field, _) in references.procedures.items()}
    rows["field"] = rows["field"].where(rows["field"].notna(), rows["procedure_code"].map(fields))
    _missing(rows["field"].isna(), "field", faults)
    ended = rows["finished_at"].notna() | rows["returned_at"].notna()
    finished = rows["state"].isin(FINISHED_STATES).fillna(False)
    _missing(finished & ~ended, "finished_at", faults)


def _observations(rows: pd.DataFrame, faults: Faults, _: References) -> None:
    counted = rows["numerator"].notna()
    _missing(~counted & rows["value"].isna(), "value", faults)
    _check_period(rows, faults)


def _check_period(rows: pd.DataFrame, faults: Faults) -> None:
    def describe(at: int) -> str:
        value = f"{rows['period_to'].iloc[at]:%d/%m/%Y}"
        wanted = f"trước period_from {rows['period_from'].iloc[at]:%d/%m/%Y}"
        return detail(Reason.IMPOSSIBLE_DATE, column="period_to", value=value, wanted=wanted)

    wrong = (rows["period_to"] < rows["period_from"]).to_numpy()
    faults.mark(wrong, Reason.IMPOSSIBLE_DATE, describe)


def _targets(rows: pd.DataFrame, faults: Faults, _: References) -> None:
    _check_period(rows, faults)


def _houses(rows: pd.DataFrame, faults: Faults, _: References) -> None:
    """Of agencies: a point, or none; not half of one."""
    check_places(rows, faults)
    east, north = rows["longitude"].isna(), rows["latitude"].isna()
    _missing(east & ~north, "longitude", faults)
    _missing(north & ~east, "latitude", faults)


def _missing(where: pd.Series, name: str, faults: Faults) -> None:
    mask = where.to_numpy(dtype=bool)
    faults.mark(mask, Reason.MISSING, lambda _: detail(Reason.MISSING, column=name))


_EXTRA: dict[str, Callable[[pd.DataFrame, Faults, References], None]] = {
    "dossiers": _dossiers,
    "observations": _observations,
    "targets": _targets,
    "boundaries": check_outlines,
    "cables": check_lines,
    "agencies": _houses,
    "crosswalk": check_crosswalk,
    "sites": check_sites,
    "measurements": check_measurements,
    "facilities": check_places,
}
