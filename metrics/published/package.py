"""The metadata of open data: a Frictionless Data Package (specs.frictionlessdata.io)."""

from __future__ import annotations

from typing import Any

from data_access.days import to_local
from metrics.catalogue import CATALOGUE
from metrics.desk import View
from metrics.published.tables import BREAKDOWNS, COLUMNS, years

HERE = "/api/v1/open-data"
KEY = ["metric", "month", "code"]
TITLES = {
    "province": "Toàn tỉnh",
    "level": "Theo cấp chính quyền",
    "district": "Theo huyện",
    "agency": "Theo cơ quan",
}
DEMONSTRATION = "Dữ liệu trình diễn: không phải số liệu thật."


# Measurements of signal, for one, are in none of these files.
_USED = frozenset(metric.source for metric in CATALOGUE.values())


def path_of(breakdown: str, year: int) -> str:
    return f"{HERE}/{breakdown}/{year}.csv"


def package(view: View) -> dict[str, Any]:
    """`synthetic`, `stale_since` and `as_of` are members of our own, as the standard allows."""
    province, snap = view.province, view.snap
    newest = max((each.as_of for each in view.sources().values() if each.as_of), default=None)
    said = f"Mọi chỉ số của {province.title('vi')}, từng tháng. Tỷ lệ là phân số."
    found: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": f"tam-nhin-{province.code}",
        "title": f"Số liệu điều hành {province.title('vi')}",
        "description": f"{said} {DEMONSTRATION}" if snap.synthetic else said,
        "version": str(snap.version),
        "created": to_local(snap.clock).isoformat(timespec="seconds"),
        "as_of": newest and to_local(newest).isoformat(timespec="seconds"),
        "synthetic": snap.synthetic,
        "licenses": _licences(view),
        "contributors": [{"title": province.open_data.publisher, "role": "publisher"}],
        "sources": [
            {
                "title": status.spec.label,
                "name": status.spec.name,
                "as_of": status.as_of and to_local(status.as_of).isoformat(timespec="seconds"),
                "state": str(status.state),
            }
            for status in view.sources().values()
            if status.spec.name in _USED
        ],
        "resources": [_resource(name, year) for name in BREAKDOWNS for year in years(view)],
    }
    return found


def _licences(view: View) -> list[dict[str, str]]:
    about = view.province.open_data
    named = {"name": about.licence, "path": about.licence_url, "title": about.licence_title}
    return [{key: text for key, text in named.items() if text}] if about.licence else []


def _resource(breakdown: str, year: int) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": f"{breakdown}-{year}",
        "title": f"{TITLES[breakdown]}, {year}",
        "path": path_of(breakdown, year).removeprefix(f"{HERE}/"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": name, "type": kind, "description": said}
                for name, (kind, said) in COLUMNS.items()
            ],
            "missingValues": [""],
            "primaryKey": KEY,
        },
    }
