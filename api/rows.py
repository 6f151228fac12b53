"""The rows behind a figure: a page as JSON, or all of them as CSV, as they are read."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from components.row_cells import bare, cell
from components.row_columns import COLUMNS
from data_access.archived import Archived
from data_access.days import to_local
from data_access.errors import TamNhinError, UnknownFilter
from data_access.records import Key, Order
from data_access.selection import Selection
from metrics.catalogue import metric
from metrics.desk import View
from metrics.published.csv_lines import BOM, line
from metrics.row_list import RowList
from metrics.rows import Part, parts_of
from wording import format as fmt
from wording.archived import archived_said
from wording.words import Words

SELECTING = ("from", "to", "area", "district", "agency", "level", "field", "channel", "part")
PAGING = ("cursor", "limit")
LIMIT, MOST = 100, 1000
SEPARATOR = ";"  # the one that a Vietnamese Excel expects: its comma is the decimal point


class NoRows(TamNhinError):
    def __init__(self, name: str) -> None:
        super().__init__(
            vi=f"Chỉ số '{name}' là tổng số do đơn vị báo cáo, không có danh sách đằng sau.",
            en=f"Figure '{name}' is a total that units report; there are no rows behind it.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where a page ended, and in which data version."""

    key: Key
    version: int
    seen: int

    def written(self) -> str:
        text = json.dumps([list(self.key), self.version, self.seen])
        return base64.urlsafe_b64encode(text.encode()).decode()

    @classmethod
    def read(cls, text: str) -> Cursor:
        try:
            key, version, seen = json.loads(base64.urlsafe_b64decode(text.encode()))
            return cls(key=tuple(key), version=int(version), seen=int(seen))
        except (ValueError, TypeError) as error:
            raise UnknownFilter("cursor", text, ["next"]) from error


def row_list(view: View, name: str, query: Mapping[str, str]) -> RowList:
    """Raises UnknownMetric, UnknownFilter, and NoRows where nothing but a total is known."""
    about = metric(name)
    for given in query:
        if given not in (*SELECTING, *PAGING):
            raise UnknownFilter("query", given, (*SELECTING, *PAGING))
    parts = parts_of(about)
    if not parts:
        raise NoRows(name)
    part = query.get("part") or str(parts[0])
    if part not in parts:
        raise UnknownFilter("part", part, [str(each) for each in parts])
    selection = Selection.from_query(query, today=view.anchor)
    return view.row_list(about, Part(part), selection)


def rows_json(view: View, name: str, query: Mapping[str, str]) -> dict[str, Any]:
    """`changed` where data have moved on since the page before: the rows after it are those of the
    newer version. `next` is absent on the last page."""
    found = row_list(view, name, query)
    limit = _limit(query.get("limit"))
    cursor = Cursor.read(query["cursor"]) if query.get("cursor") else None
    seen = cursor.seen if cursor else 0
    after = cursor.key if cursor else None
    records = found.page(Order(), after=after, start=seen, limit=limit)
    columns = COLUMNS[found.table]
    answer: dict[str, Any] = {
        **_head(view, found),
        "rows": [
            {each.name: bare(each, record.values) for each in columns}
            | ({"share": record.share} if found.found.parted else {})
            for record in records
        ],
    }
    if cursor is not None and cursor.version != view.snap.version:
        answer["changed"] = {"from": cursor.version, "to": view.snap.version}
    seen += len(records)
    if records and len(records) == limit and seen != found.rows:
        key = records[-1].key
        answer["next"] = Cursor(key=key, version=view.snap.version, seen=seen).written()
    return answer


def _head(view: View, found: RowList) -> dict[str, Any]:
    source = view.sources().get(found.metric.source)
    return {
        "metric": found.metric.id,
        "part": str(found.part),
        "selection": found.reading.selection.to_query(),
        "count": found.count,
        "source": found.metric.source,
        "as_of": source and source.as_of and to_local(source.as_of).isoformat(),
        "data_version": view.snap.version,
        "synthetic": view.snap.synthetic,
        **({"archived": _archived(found.archived)} if found.archived else {}),
        **({"reason": str(found.reason)} if found.reason else {}),
    }


def _archived(found: Archived) -> dict[str, Any]:
    """Rows that the figure may count and the list lacks, and where they are."""
    return {"months": [found.first, found.last], "places": list(found.places)}


def _limit(text: str | None) -> int:
    if not text:
        return LIMIT
    if not text.isdigit() or not 1 <= int(text) <= MOST:
        raise UnknownFilter("limit", text, [f"1–{MOST}"])
    return int(text)


def rows_csv(view: View, name: str, query: Mapping[str, str]) -> Iterator[str]:
    """First what the list is about and how old it is, then a line a row; never held whole."""
    words, found = Words("vi"), row_list(view, name, query)
    columns = COLUMNS[found.table]
    yield BOM
    for said in _said(view, found, words):
        yield line(said, SEPARATOR)
    shared = [words("Phần tính")] if found.found.parted else []
    yield line([*(words(each.title) for each in columns), *shared], SEPARATOR)
    for record in found.everything():
        cells = [_cell(cell(each, record.values, words, found.names)) for each in columns]
        share = [fmt.number(record.share, 4)] if found.found.parted else []
        yield line([*cells, *share], SEPARATOR)


def _cell(text: str) -> str:
    return "" if text == fmt.NO_VALUE else text


def _said(view: View, found: RowList, words: Words) -> list[list[str]]:
    source = view.sources().get(found.metric.source)
    selection = found.reading.selection
    until = fmt.moment(fmt.epoch_ms(source.as_of)) if source and source.as_of else ""
    said = [
        [words.label(found.metric), PARTS[found.part]],
        ["Kỳ", f"{fmt.day(selection.period.start)} – {fmt.day(selection.period.end)}"],
        *([name, value] for name, value in _filters(view, found)),
        ["Con số", fmt.number(found.count, 0 if found.found.ones else 1)],
        ["Nguồn", source.spec.label if source else found.metric.source],
        ["Số liệu đến", until],
        ["Phiên bản dữ liệu", str(view.snap.version)],
        *([["Trong kho lưu trữ", archived_said(found.archived, words)]] if found.archived else []),
    ]
    return [*said, *([["Dữ liệu trình diễn"]] if view.snap.synthetic else []), []]


PARTS = {
    Part.COUNTED: "",
    Part.NUMERATOR: "Tử số",
    Part.DENOMINATOR: "Mẫu số",
    Part.REST: "Phần còn lại: trong mẫu số, ngoài tử số",
}


def _filters(view: View, found: RowList) -> list[tuple[str, str]]:
    chosen, places = found.reading.selection, view.snap.places
    units = [places.areas[key].name for key in (chosen.district, chosen.area) if key]
    agency = [places.agencies[chosen.agency].name] if chosen.agency else []
    said = [*units, *agency, *(str(v) for v in (chosen.level, chosen.field, chosen.channel) if v)]
    return [("Bộ lọc", ", ".join(said))] if said else []
