"""[source] of a mapping file, as far as it is about files: each setting fixes what would otherwise
be guessed."""

from __future__ import annotations

import codecs
from collections.abc import Mapping as Dict
from typing import Any

from ingest.wording import bad

FILE_SETTINGS = (
    "encoding",
    "delimiter",
    "sheet",
    "header_row",
    "header_rows",
    "decimal",
    "total_rows",
)
_DEEPEST = 3


def file_settings(source: Dict[str, Any], where: str) -> dict[str, Any]:
    """The settings that are given, checked. Raises TamNhinError for one that cannot be."""
    checks = {
        "encoding": (_is_encoding, "bảng mã, ví dụ utf-8, utf-16, cp1258", "an encoding"),
        "delimiter": (_is_delimiter, "một ký tự, ví dụ ';' hoặc '\\t'", "one character"),
        "sheet": (_is_text, "tên trang tính", "the name of a sheet"),
        "header_row": (_is_row, "số dòng, từ 1", "a line number, from 1"),
        "header_rows": (_is_depth, f"từ 1 đến {_DEEPEST}", f"1 to {_DEEPEST}"),
        "decimal": (lambda v: v in (",", "."), "',' hoặc '.'", "',' or '.'"),
        "total_rows": (lambda v: v in ("skip", "keep"), "skip hoặc keep", "skip or keep"),
    }
    given = {name: source[name] for name in FILE_SETTINGS if name in source}
    for name, value in given.items():
        good, wanted, wanted_en = checks[name]
        if not good(value):
            raise bad(name, value, wanted, wanted_en, where)
    if "encoding" in given:
        given["encoding"] = _with_mark(given["encoding"])
    return given


def _is_encoding(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(codecs.lookup(value)._is_text_encoding)
    except (LookupError, ValueError):
        return False


def _with_mark(encoding: str) -> str:
    """UTF-8 may begin with a byte-order mark or not."""
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def _is_delimiter(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 1 and value not in '"\r\n'


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_row(value: Any) -> bool:
    return type(value) is int and value >= 1


def _is_depth(value: Any) -> bool:
    return type(value) is int and 1 <= value <= _DEEPEST
