"""Packages of office files in which the same content is the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NEVER = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can name
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def still(data: bytes) -> bytes:
    """Repacked: members in their order, without the time of packing. The workbooks behind the
    charts of a presentation lose the time at which they were made, too."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            target.writestr(_undated(member.filename), _inner(member.filename, source))
    return packed.getvalue()


def _undated(name: str) -> ZipInfo:
    info = ZipInfo(name, NEVER)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    return info


def _inner(name: str, source: ZipFile) -> bytes:
    content = source.read(name)
    return still(_timeless(content)) if name.endswith(".xlsx") else content


def _timeless(workbook: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member.filename)
            if member.filename == "docProps/core.xml":
                content = _WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            target.writestr(member.filename, content)
    return packed.getvalue()
