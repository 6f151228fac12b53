"""What the file of a briefing is called: `tam-nhin-44-dossiers-20241227-v41.pptx`."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from config.province import Province
from data_access.days import to_local
from exports.briefing import Briefing
from exports.formats import Format


def file_name(province: Province, of: Briefing, format: Format) -> str:
    """By page, day and version of the data, so that two of them do not hide one another."""
    head = of.head
    page = urlsplit(head.link).path.strip("/").replace("/", "-") or "tong-quan"
    stem = named(province, page, head.made_at, version=head.data_version, synthetic=head.synthetic)
    return f"{stem}.{format.name}"


def named(
    province: Province, what: str, made_at: datetime, *, version: int, synthetic: bool
) -> str:
    """Without its ending; `made_at` in UTC."""
    shown = "-trinh-dien" if synthetic else ""
    return f"tam-nhin-{province.code}-{what}-{to_local(made_at):%Y%m%d}-v{version}{shown}"
