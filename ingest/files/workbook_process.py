"""The other end of `sheet_reader`: starts it, and takes what it prints."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from data_access.errors import TamNhinError
from ingest.files.archive import locked

_PROGRAM = Path(__file__).with_name("sheet_reader.py")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`left`: columns before its first; `rows`: its first ones; `merged`: first and last row of
    each merged cell."""

    name: str
    left: int
    height: int
    rows: list[list[Any]]
    merged: list[list[int]]


def read_heads(path: Path, name: str | None) -> tuple[dict[str, bool], list[Sheet]]:
    """Every sheet → whether it is hidden, and the beginnings of those that come into question."""
    with _running(path, "heads", [name] if name else []) as documents:
        sheets = next(documents)["sheets"]
        return sheets, [Sheet(**head) for head in documents]


def read_rows(path: Path, name: str) -> Iterator[list[list[Any]] | int]:
    """Rows, or how many blank ones there are in their place."""
    with _running(path, "rows", [name]) as documents:
        yield from documents


@contextmanager
def _running(path: Path, what: str, names: list[str]) -> Iterator[Iterator[Any]]:
    command = [sys.executable, "-I", str(_PROGRAM), what, str(path.absolute()), *names]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield _documents(path, process)
        finally:
            process.kill()


def _documents(path: Path, process: subprocess.Popen[bytes]) -> Iterator[Any]:
    for line in process.stdout or ():
        document = json.loads(line, object_hook=_stamp)
        if isinstance(document, dict) and "error" in document:
            raise locked(path) if document["error"] == "password" else _damaged(path)
        yield document
    if process.wait():
        raise _damaged(path)


def _stamp(found: dict[str, Any]) -> Any:
    return datetime.fromisoformat(found["t"]) if found.keys() == {"t"} else found


def _damaged(path: Path) -> TamNhinError:
    return TamNhinError(
        vi=f"Không đọc được sổ tính '{path}': tệp hỏng, hoặc có ô ở quá xa. Mở bằng Excel, chép "
        "bảng sang sổ mới rồi lưu thành .xlsx, hoặc lưu thành CSV (UTF-8).",
        en=f"Cannot read the workbook '{path}': it is damaged, or has a cell too far away. Open it "
        "in Excel, copy the table to a new workbook, save that; or save it as CSV (UTF-8).",
    )
