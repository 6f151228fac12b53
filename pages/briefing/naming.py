"""What the file of a briefing is called: `tam-nhin-44-dossiers-20241227-v41.pptx`."""

from __future__ import annotations

from urllib.parse import urlsplit

from config.province import Province
from data_access.days import to_local
from exports.briefing import Briefing
from exports.formats import Format


def file_name(province: Province, of: Briefing, format: Format) -> str:
    """By page, day and version of the data, so that two of them do not hide one another."""
    head = of.head
    page = urlsplit(head.link).path.strip("/").replace("/", "-") or "tong-quan"
    shown = "-trinh-dien" if head.synthetic else ""
    day = f"{to_local(head.made_at):%Y%m%d}"
    stem = f"tam-nhin-{province.code}-{page}-{day}-v{head.data_version}{shown}"
    return f"{stem}.{format.name}"
