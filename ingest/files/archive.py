"""The archive that a workbook is: checked whole before it is opened, and asked what the reader of
sheets does not tell: cells whose formula has no value, and from which day its dates count."""

from __future__ import annotations

import html
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data_access.errors import TamNhinError
from ingest.files.trouble import misnamed, packed_badly, too_much

_LARGEST = 100 << 20
_BLOCK = 1 << 20
_SAVE = "Lưu thành CSV (UTF-8) rồi nạp tệp CSV."
_SAVE_EN = "Save it as CSV (UTF-8) and load that."
_BOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    OSError,
)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_NO_VALUE = re.compile(rb"<(?:\w+:)?f\b(?!.*<(?:\w+:)?v>[^<])", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')

Holes = dict[int, list[tuple[int, str]]]  # row → (column, what is wrong), both from 0


@dataclass(frozen=True, slots=True)
class Archive:
    """`from_1904`: its serial dates count from 1904; `sheets`: name → member of the archive."""

    path: Path
    from_1904: bool = False
    sheets: dict[str, str] = field(default_factory=dict)

    def holes(self, sheet: str) -> Holes:
        """Cells of a sheet that show a value in Excel and have none in the file, or an error."""
        found: Holes = {}
        if sheet in self.sheets:
            with zipfile.ZipFile(self.path) as archive:
                for attributes, content in _cells(archive, self.sheets[sheet]):
                    _note_hole(found, attributes, content)
        return found


def check_archive(path: Path) -> Archive:
    """Reads all of it once, and no more than a bound. Raises TamNhinError for one that is damaged,
    no workbook, or unpacks without end."""
    if not zipfile.is_zipfile(path):
        return _old_format(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_members(path, archive)
            if "xl/workbook.xml" not in archive.namelist():
                return Archive(path)
            book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
            from_1904 = re.search(r'\bdate1904="(?:1|true)"', book) is not None
            return Archive(path, from_1904, _sheets(archive, book))
    except _DAMAGED as error:
        raise packed_badly(path, str(error)) from error


def _old_format(path: Path) -> Archive:
    """Excel 97: not packed, so its size is what it takes."""
    with path.open("rb") as file:
        if file.read(2) == b"PK":
            raise packed_badly(path, "mất phần cuối, cut off")
    if path.stat().st_size > _LARGEST:
        raise too_much(path, _LARGEST >> 20, _SAVE, _SAVE_EN)
    return Archive(path)


def _check_members(path: Path, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if not any(member.filename in _BOOKS for member in members):
        raise misnamed(path, "tệp nén ZIP, không phải sổ tính", "a ZIP, no workbook", ".zip")
    if any(member.flag_bits & 1 for member in members):
        raise locked(path)
    if sum(member.file_size for member in members) > _LARGEST:
        raise too_much(path, _LARGEST >> 20, _SAVE, _SAVE_EN)
    for member in members:
        with archive.open(member) as file:
            while file.read(_BLOCK):
                pass


def locked(path: Path) -> TamNhinError:
    return TamNhinError(
        vi=f"'{path}' đặt mật khẩu. Bỏ mật khẩu bằng Excel rồi lưu lại.",
        en=f"'{path}' is protected by a password. Take it off in Excel and save it again.",
    )


def _sheets(archive: zipfile.ZipFile, book: str) -> dict[str, str]:
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.namelist():
        return {}
    targets = {}
    for each in _tags(archive.read(relations).decode("utf-8", "replace"), "Relationship"):
        target = each.get("Target", "")
        targets[each.get("Id")] = target[1:] if target.startswith("/") else f"xl/{target}"
    found = {}
    for each in _tags(book, "sheet"):
        member = targets.get(next((v for k, v in each.items() if k.endswith(":id")), None))
        if member in archive.namelist():
            found[each.get("name", "")] = str(member)
    return found


def _tags(text: str, name: str) -> Iterator[dict[str, str]]:
    for tag in re.finditer(rf"<(?:\w+:)?{name}\b([^>]*)>", text):
        yield {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(tag[1])}


def _cells(archive: zipfile.ZipFile, member: str) -> Iterator[tuple[bytes, bytes]]:
    """Attributes and content of the cells that hold a formula or an error."""
    rest = b""
    with archive.open(member) as file:
        while block := file.read(_BLOCK):
            rest += block
            cut = rest.rfind(b"</row>") + 1
            part, rest = rest[:cut], rest[cut:]
            if b"<f" in part or b":f" in part or b't="e"' in part:
                for cell in _CELL.finditer(part):
                    yield cell[1], cell[2] or b""


def _note_hole(found: Holes, attributes: bytes, content: bytes) -> None:
    error = b't="e"' in attributes
    place = _PLACE.search(attributes)
    if place and (error or _NO_VALUE.search(content)):
        name = (place[1] + place[2]).decode()
        what = "là lỗi của Excel" if error else "là công thức chưa có giá trị"
        column = 0
        for letter in place[1]:
            column = column * 26 + letter - 64
        found.setdefault(int(place[2]) - 1, []).append((column - 1, f"ô {name} {what}"))
