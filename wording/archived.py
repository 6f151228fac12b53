"""What a list of rows lacks, said to people."""

from __future__ import annotations

from data_access.archived import Archived
from wording.words import Words


def archived_said(found: Archived, words: Words) -> str:
    said = words(
        "Dòng đã kết thúc, nhận từ tháng {first} đến {last}, không ở trong cơ sở dữ liệu mà ở"
        " {places}: con số tính cả chúng, danh sách này thì không",
        first=_month(found.first),
        last=_month(found.last),
        places=", ".join(found.places),
    )
    if not found.moved:
        return said
    return f"{said}. {words('Xem lại được sau khi khôi phục: tamnhin archive --restore')}"


def _month(key: int) -> str:
    return f"{key % 100:02}/{key // 100}"
