"""Open data: every metric, month by month, as tidy CSV. A file is a breakdown and a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from data_access.days import month_key, to_local
from data_access.errors import UnknownFilter
from data_access.selection import By, Period, Selection
from metrics.catalogue import CATALOGUE
from metrics.compute import understands
from metrics.desk import View
from metrics.evaluate import evaluate
from metrics.published.csv_lines import line
from metrics.reading import Reading
from metrics.values import Asked

YEARS = 3
BREAKDOWNS: Mapping[str, By | None] = {
    "province": None,
    "level": By.LEVEL,
    "district": By.DISTRICT,
    "agency": By.AGENCY,
}
# Name -> (type of a Table Schema, what it holds).
COLUMNS: Mapping[str, tuple[str, str]] = {
    "metric": ("string", "Mã chỉ số, như trong /api/v1/metrics"),
    "label": ("string", "Tên chỉ số"),
    "month": ("yearmonth", "Tháng"),
    "code": ("string", "Mã cấp, huyện hoặc cơ quan; trống là toàn tỉnh"),
    "name": ("string", "Tên cấp, huyện hoặc cơ quan"),
    "value": ("number", "Giá trị; tỷ lệ là phân số (0.762); trống là không có dữ liệu"),
    "numerator": ("number", "Tử số"),
    "denominator": ("number", "Mẫu số"),
    "unit": ("string", "Đơn vị tính"),
    "target": ("number", "Mục tiêu, cùng đơn vị với giá trị"),
    "status": ("string", "met, watch, missed, no_target hoặc no_data"),
    "reason": ("string", "Vì sao không có giá trị"),
    "completeness": ("number", "Phần đơn vị đã báo cáo, từ 0 đến 1"),
    "source": ("string", "Hệ thống nguồn"),
    "as_of": ("datetime", "Dữ liệu nguồn đến lúc nào"),
    "data_version": ("integer", "Phiên bản dữ liệu"),
    "synthetic": ("boolean", "true: dữ liệu trình diễn, không phải số liệu thật"),
}


def years(view: View) -> list[int]:
    """Newest first."""
    return [view.anchor.year - back for back in range(YEARS)]


def checked(view: View, breakdown: str, year: str) -> tuple[By | None, int]:
    """Raises UnknownFilter, naming the valid ones."""
    if breakdown not in BREAKDOWNS:
        raise UnknownFilter("breakdown", breakdown, list(BREAKDOWNS))
    valid = [str(each) for each in years(view)]
    if year not in valid:
        raise UnknownFilter("year", year, valid)
    return BREAKDOWNS[breakdown], int(year)


def lines(view: View, by: By | None, year: int) -> Iterator[str]:
    """A month at a time, each kept for all who ask until the data change."""
    yield _text([list(COLUMNS)])
    last = month_key(view.snap.today)
    for month in range(year * 100 + 1, year * 100 + 13):
        if month <= last:
            yield _month(view, by, month)


def _month(view: View, by: By | None, month: int) -> str:
    def compute() -> str:
        selection = view.checked(Selection(period=Period.month(month)))
        metrics = [each for each in CATALOGUE.values() if understands(each, selection, by)]
        asked = Asked(compare=False)
        found = evaluate(view.snap, view.province, metrics, selection, by=by, asked=asked)
        synthetic = str(view.snap.synthetic).lower()
        return _text([_row(reading, month, synthetic) for reading in found])

    return view.kept(("published", by, month), compute)


def _row(reading: Reading, month: int, synthetic: str) -> list[object]:
    group, metric = reading.group, reading.metric
    return [
        metric.id,
        metric.label,
        f"{month // 100}-{month % 100:02d}",
        group.code if group else "",
        group.label if group else "",
        reading.value,
        reading.numerator,
        reading.denominator,
        metric.unit,
        reading.target,
        reading.status,
        reading.reason,
        reading.completeness,
        metric.source,
        reading.as_of and to_local(reading.as_of).isoformat(timespec="seconds"),
        reading.data_version,
        synthetic,
    ]


def _text(rows: Sequence[Sequence[object]]) -> str:
    return "".join(map(line, rows))
