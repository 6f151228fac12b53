"""The catalogue: every metric, by id. One file a business area; a new file is one line here."""

from collections.abc import Mapping
from types import MappingProxyType

from data_access.errors import UnknownMetric
from metrics.catalogue import (
    coverage,
    deadlines,
    digitisation,
    documents,
    dossiers,
    infrastructure,
    online_services,
)
from metrics.metric import Metric

_AREAS = (dossiers, deadlines, online_services, digitisation, documents, coverage, infrastructure)

CATALOGUE: Mapping[str, Metric] = MappingProxyType(
    {metric.id: metric for area in _AREAS for metric in area.METRICS}
)


def metric(name: str) -> Metric:
    """Raises UnknownMetric with the closest id."""
    if name not in CATALOGUE:
        raise UnknownMetric(name, CATALOGUE)
    return CATALOGUE[name]


def business_areas() -> dict[str, tuple[Metric, ...]]:
    """Metrics by the file that declares them, in the order above."""
    return {area.__name__.rpartition(".")[2]: tuple(area.METRICS) for area in _AREAS}
