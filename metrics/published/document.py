"""The API's own OpenAPI document."""

from __future__ import annotations

from functools import cache
from typing import Any

from apispec import APISpec

from metrics.published.operations import OPERATIONS, shaped
from metrics.published.schemas import SCHEMAS

OPENAPI = "3.1.0"
VERSION = "1.0"


@cache
def document() -> dict[str, Any]:
    spec = APISpec(
        title="Tầm Nhìn",
        version=VERSION,
        openapi_version=OPENAPI,
        info={
            "description": "Cùng những con số như trên màn hình, cho chương trình khác."
            " Lỗi là văn bản RFC 9457, có tên tiếng Việt và tiếng Anh."
        },
    )
    for name, schema in SCHEMAS.items():
        spec.components.schema(name, schema)
    for path, operation in OPERATIONS.items():
        spec.path(path=path, operations={"get": shaped(operation)})
    found: dict[str, Any] = spec.to_dict()
    return found
