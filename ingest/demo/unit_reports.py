"""Totals of every agency that are reported from outside: by the national portal, by those rated."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from ingest.demo.reports import reports_file
from ingest.demo.unit_dossiers import dossier_counts
from ingest.demo.unit_procedures import Counted, procedure_counts
from ingest.demo.unit_ratings import rating_counts
from ingest.demo.unit_shares import qualities, unit_file

_SPAN = ["metric", "period_from", "period_to", "reported_by"]
_COUNTS = ["numerator", "denominator"]


def unit_reports_frame(
    rng: np.random.Generator,
    staff: pd.DataFrame,
    dossiers: pd.DataFrame,
    reported: pd.DataFrame,
    *,
    years: int,
    today: date,
) -> pd.DataFrame:
    """Rows for table `observations`: by agency, by level, and of the whole where it is not in
    `reported`, which is of months and the whole province."""
    spec, quality = unit_file(), qualities(rng, staff)
    counted = [
        *procedure_counts(rng, staff, quality, spec["procedures"], years=years, today=today),
        *dossier_counts(
            rng, staff, quality, dossiers, spec["dossiers"], years=years, today=today
        ),
    ]  # fmt: skip
    portal = pd.concat(_by_agency(staff, each, spec["by"]) for each in counted)
    ratings = rating_counts(
        rng, staff, quality, reported, spec["ratings"], years=years, today=today
    )  # fmt: skip
    by = reports_file()["monthly"]["by"]
    rated = [_by_agency(staff, each, by).query("denominator > 0") for each in ratings]
    whole = portal.groupby(_SPAN, sort=False)[_COUNTS].sum().reset_index()
    every = pd.concat([portal, *rated], ignore_index=True)
    parts = pd.concat([every.drop(columns="level"), _by_level(every), whole], ignore_index=True)
    return parts.fillna({"level": "", "agency_code": ""}).assign(area_code="", value=None)


def _by_agency(staff: pd.DataFrame, counted: Counted, by: str) -> pd.DataFrame:
    metric, start, end, above, below = counted
    return pd.DataFrame(
        {
            "metric": metric,
            "period_from": start,
            "period_to": end,
            "reported_by": by,
            "agency_code": staff.code.to_numpy(),
            "level": staff.level.to_numpy(),
            "numerator": above,
            "denominator": below,
        }
    )


def _by_level(every: pd.DataFrame) -> pd.DataFrame:
    return every.groupby([*_SPAN, "level"], sort=False)[_COUNTS].sum().reset_index()
