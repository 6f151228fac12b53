"""The catalogue: every metric, by id. One file a business area; a new file is one line here."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from data_access.errors import UnknownMetric
from metrics.catalogue import (
    coverage,
    deadlines,
    digitisation,
    documents,
    dossiers,
    facilities,
    networks,
    online_services,
    petitions,
    portals,
    rankings,
    security,
    service_index,
    services,
    society,
    synchronisation,
    tasks,
)
from metrics.metric import Metric

REPORTS = "reports"  # the source of totals
_AREAS = (
    *(dossiers, deadlines, online_services, services, synchronisation, digitisation, service_index),
    *(
        documents,
        tasks,
        coverage,
        facilities,
        society,
        networks,
        portals,
        security,
        petitions,
        rankings,
    ),
)

CATALOGUE: Mapping[str, Metric] = MappingProxyType(
    {metric.id: metric for area in _AREAS for metric in area.METRICS}
)


def metric(name: str) -> Metric:
    """Raises UnknownMetric with the closest id."""
    if name not in CATALOGUE:
        raise UnknownMetric(name, CATALOGUE)
    return CATALOGUE[name]


@cache
def as_reported(name: str) -> Metric:
    """The same metric where it is known from reports alone."""
    known = metric(name)
    return replace(known, formula=known.reported or known.formula, source=REPORTS)


def business_areas() -> dict[str, tuple[Metric, ...]]:
    """Metrics by the file that declares them, in the order above."""
    return {area.__name__.rpartition(".")[2]: tuple(area.METRICS) for area in _AREAS}
