"""ChartNote: what a picture or a file of a chart must say about itself once it leaves the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartNote:
    """`filters`, `source` and `as_of` as they are read: 'Năm 2024, huyện Lệ Thủy', 'Một cửa',
    '27/12/2024 08:40'. `demo`: the figures are synthetic."""

    title: str
    filters: str
    source: str
    as_of: str
    demo: bool

    def meta(
        self, columns: Sequence[str] = (), rows: Sequence[Sequence[Any]] = ()
    ) -> Mapping[str, Any]:
        """`layout.meta` of a figure; `columns` and `rows` are what its CSV holds. The page says
        its filters for all of its charts: one that they do not change is then not drawn anew."""
        return {
            "title": self.title,
            "source": self.source,
            "as_of": self.as_of,
            "demo": self.demo,
            "columns": list(columns),
            "rows": [list(row) for row in rows],
        }
