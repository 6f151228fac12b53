"""Shapes of the API's answers, as JSON Schema. Tests hold them against real answers."""

from __future__ import annotations

from typing import Any

from data_access.selection import By, Channel, Level
from metrics.metric import Direction, Unit
from metrics.reading import Reason, Status

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
MAYBE_TIME: Schema = {"type": ["string", "null"], "format": "date-time"}
COUNT: Schema = {"type": "integer"}
YES_OR_NO: Schema = {"type": "boolean"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def record(properties: dict[str, Schema], *optional: str) -> Schema:
    """Nothing but these; all of them unless `optional`."""
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def listed(of: Schema) -> Schema:
    return {"type": "array", "items": of}


_CHANGE = record({"changed_on": {"type": "string", "format": "date"}, "crosswalk": YES_OR_NO})
_NOTES = listed(TEXT)
_OPTIONAL = ("reason", "conversion", "compared", "year_ago", "notes", "notes_en", "stale_since")
READING = record(
    {
        "metric": TEXT,
        "selection": {"type": "object", "additionalProperties": TEXT},
        "by": {"type": ["object", "null"], "additionalProperties": TEXT},
        "value": {**MAYBE_NUMBER, "description": "Tỷ lệ là phân số: 0.762 là 76,2 %"},
        "numerator": MAYBE_NUMBER,
        "denominator": MAYBE_NUMBER,
        "unit": one_of(*Unit),
        "target": MAYBE_NUMBER,
        "status": one_of(*Status),
        "previous": {**MAYBE_NUMBER, "description": "Kỳ trước dài bằng"},
        "last_year": {**MAYBE_NUMBER, "description": "Cùng kỳ năm trước"},
        "as_of": MAYBE_TIME,
        "completeness": {**MAYBE_NUMBER, "description": "Phần đơn vị đã báo cáo"},
        "source": TEXT,
        "data_version": COUNT,
        "reconciliation": {"type": ["object", "null"]},
        "synthetic": {**YES_OR_NO, "description": "Dữ liệu trình diễn"},
        "source_state": MAYBE_TEXT,
        "reason": one_of(*Reason),
        "conversion": _CHANGE,
        "compared": _CHANGE,
        "year_ago": _CHANGE,
        "notes": _NOTES,
        "notes_en": _NOTES,
        "stale_since": MAYBE_TIME,
    },
    *_OPTIONAL,
)
METRIC = record(
    {
        "id": TEXT,
        "label": TEXT,
        "label_en": TEXT,
        "unit": one_of(*Unit),
        "direction": one_of(*Direction),
        "description": TEXT,
        "description_en": TEXT,
        "basis": TEXT,
        "source": TEXT,
        "owner": TEXT,
    }
)
VERSION = record({"data_version": COUNT, "as_of": MAYBE_TIME, "server_time": MAYBE_TIME})
PROBLEM: Schema = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "status", "title", "title_en"],
    "properties": {
        "type": TEXT,
        "status": COUNT,
        "title": TEXT,
        "title_en": TEXT,
        "parameter": TEXT,
        "value": TEXT,
        "valid": {**listed(TEXT), "description": "Các giá trị đúng"},
        "closest": TEXT,
    },
}
ANY: Schema = {"type": "object"}
SCHEMAS = {"Reading": READING, "Metric": METRIC, "Version": VERSION, "Problem": PROBLEM}

_DAY: Schema = {"type": "string", "format": "date"}
# Filters of a figure: name -> (schema, what it does).
FILTERS: dict[str, tuple[Schema, str]] = {
    "from": (_DAY, "Ngày đầu kỳ; mặc định là đầu năm"),
    "to": (_DAY, "Ngày cuối kỳ; mặc định là cuối năm"),
    "area": (TEXT, "Mã xã"),
    "district": (TEXT, "Mã huyện"),
    "agency": (TEXT, "Mã cơ quan giải quyết"),
    "level": (one_of(*Level), "Cấp chính quyền"),
    "field": (TEXT, "Lĩnh vực"),
    "channel": (one_of(*Channel), "Kênh nộp"),
    "units": (
        _DAY,
        "Theo địa giới của ngày này (2025-07-01: xã mới); mặc định cuối kỳ",
    ),
    "by": (one_of(*By), "Tách theo; khi có, câu trả lời là danh sách"),
    "frozen": (TEXT, "Tên bộ số liệu chốt"),
}
