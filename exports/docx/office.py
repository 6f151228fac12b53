"""Who issues a report, as its first and last lines say; and the day it is dated."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.days import to_local
from exports.briefing import Head
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """`superior`: the body above the one that issues; `signer`: the post of who signs."""

    superior: str
    issuer: str
    place: str
    signer: str
    recipients: tuple[str, ...]


def office_of(head: Head) -> Office:
    """What can be known of it: the province's committee and its operations centre."""
    words = head.words
    return Office(
        superior=words("UBND {province}", province=_within(head)),
        issuer=words("Trung tâm Điều hành"),
        place=place_of(head),
        signer=words("Giám đốc"),
        recipients=(
            words("UBND {province} (để báo cáo)", province=_within(head)),
            words("Các cơ quan, đơn vị liên quan"),
            words("Lưu: VT, TTĐH"),
        ),
    )


def place_of(head: Head) -> str:
    """'Tỉnh Quảng Bình' → 'Quảng Bình'."""
    name = head.province
    for kind in ("Tỉnh ", "Thành phố "):
        name = name.removeprefix(kind)
    for kind in (" province", " city"):
        name = name.removesuffix(kind)
    return name


def dated(head: Head, words: Words, place: str) -> str:
    """'Quảng Bình, ngày 05 tháng 01 năm 2025': a nought before days under 10, January, February."""
    day = to_local(head.made_at)
    month = f"{day:%B}" if words.lang == "en" else f"{day:%m}" if day.month < 3 else day.month
    return words(
        "{place}, ngày {day} tháng {month} năm {year}",
        place=place,
        day=f"{day:%d}",
        month=month,
        year=day.year,
    )


def _within(head: Head) -> str:
    """As it is written within a name: 'tỉnh Quảng Bình'."""
    kind, _, rest = head.province.partition(" ")
    return f"{kind.lower()} {rest}" if kind in ("Tỉnh", "Thành") else head.province
