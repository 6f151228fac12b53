"""Files that cannot be read at all: what is said of them."""

from __future__ import annotations

from pathlib import Path

from data_access.errors import TamNhinError


def missing(path: Path) -> TamNhinError:
    return TamNhinError(
        vi=f"Không đọc được tệp '{path}'. Kiểm tra đường dẫn và quyền đọc.",
        en=f"Cannot read the file '{path}'. Check the path and its permissions.",
    )
