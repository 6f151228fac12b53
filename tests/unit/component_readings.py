"""A metric and a reading for tests of components."""

from datetime import date
from typing import Any

from data_access.selection import Level, Period, Selection
from metrics.metric import Direction, Metric, Observed, Unit
from metrics.reading import Point, Reading, Status

METRIC = Metric(
    id="online_submit",
    label="Hồ sơ nộp trực tuyến",
    label_en="Dossiers submitted online",
    label_wall=("Hồ sơ nộp", "trực tuyến"),
    description="Hồ sơ nộp trực tuyến trên hồ sơ tiếp nhận",
    description_en="Dossiers submitted online over dossiers received",
    why="",
    unit=Unit.RATIO,
    direction=Direction.HIGHER_IS_BETTER,
    formula=Observed(),
    basis="QĐ 766/QĐ-TTg",
    source="one_stop",
    owner="",
)


def reading_of(**changes: Any) -> Reading:
    period = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
    plain: dict[str, Any] = {
        "metric": METRIC,
        "selection": Selection(period=period, level=Level.COMMUNE),
        "group": None,
        "value": 0.762,
        "numerator": 762.0,
        "denominator": 1000.0,
        "previous": 0.748,
        "last_year": None,
        "target": 0.7,
        "status": Status.MET,
        "reason": None,
        "as_of": None,
        "completeness": 0.992,
        "data_version": 1,
        "series": tuple(Point(month=202400 + m, value=m / 20) for m in range(1, 13)),
    }
    return Reading(**(plain | changes))
