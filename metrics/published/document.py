"""The API's own OpenAPI document."""

from __future__ import annotations

from functools import cache
from typing import Any

from apispec import APISpec

from metrics.published.operations import OPERATIONS, shaped
from metrics.published.schemas import SCHEMAS

OPENAPI = "3.1.0"
VERSION = "1.0"
HEALTH = ("/healthz", "/readyz")
KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "Khóa do quản trị viên tạo tại /admin/keys; trong trình duyệt, phiên đăng nhập",
}


@cache
def document() -> dict[str, Any]:
    spec = APISpec(
        title="Tầm Nhìn",
        version=VERSION,
        openapi_version=OPENAPI,
        security=[{"key": []}],
        info={
            "description": "Cùng những con số như trên màn hình, cho chương trình khác."
            " Lỗi là văn bản RFC 9457, có tên tiếng Việt và tiếng Anh."
        },
    )
    for name, schema in SCHEMAS.items():
        spec.components.schema(name, schema)
    spec.components.security_scheme("key", KEY)
    for path, operation in OPERATIONS.items():
        free: dict[str, Any] = {"security": []} if path in HEALTH else {}
        spec.path(path=path, operations={"get": shaped(operation) | free})
    found: dict[str, Any] = spec.to_dict()
    return found
