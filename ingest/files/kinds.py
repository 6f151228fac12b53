"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from pathlib import Path

from ingest.files.trouble import empty, misnamed, missing, no_text

TEXTS = (".csv", ".csv.gz", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_ZIP, _OLE, _GZIP = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b"
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3", b"\x7fELF", b"Rar!", b"7z")


def check_kind(path: Path) -> None:
    """Raises TamNhinError for a file that is missing, empty, or something else than its name says,
    with the name it should have."""
    try:
        with path.open("rb") as file:
            first = file.read(512)
    except OSError as error:
        raise missing(path) from error
    if not first:
        raise empty(path)
    if first.startswith(_NO_TABLES):
        raise no_text(path)
    if path.name.lower().endswith(WORKBOOKS):
        _check_workbook(path, first)
    else:
        _check_text(path, first)


def _check_workbook(path: Path, first: bytes) -> None:
    if first.startswith((_ZIP, _OLE)):
        return
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise misnamed(path, "trang HTML hoặc XML", "HTML or XML", ".xlsx (bằng Excel, by Excel)")
    raise misnamed(path, "không phải sổ tính", "no workbook", ".csv hoặc .xlsx")


def _check_text(path: Path, first: bytes) -> None:
    packed = path.name.lower().endswith(".gz")
    if first.startswith((_ZIP, _OLE)):
        raise misnamed(path, "sổ tính hoặc tệp nén ZIP", "a workbook or ZIP archive", ".xlsx")
    if first.startswith(_GZIP) and not packed:
        raise misnamed(path, "tệp nén gzip", "packed by gzip", ".csv.gz")
    if packed and not first.startswith(_GZIP):
        raise misnamed(path, "tệp không nén gzip", "not packed by gzip", ".csv")
