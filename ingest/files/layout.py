"""How a sheet is laid out, once its header is found: which columns count, and where rows begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data_access.errors import TamNhinError
from ingest.files.header import Header, Row, find_header, is_blank, numbering
from ingest.files.trouble import empty
from ingest.mapping import Mapping
from ingest.names import key_names, wanted_names
from ingest.notes import Notes
from ingest.tables import TableSpec

_SHOWN = 5
_WIDEST = 2_000


@dataclass(frozen=True, slots=True)
class Layout:
    """`header`: a name for each column that has one, as the mapping or the table calls it; `at`:
    their positions in the sheet; `width`: of the sheet; `body`: rows above the first of data;
    `keys`: positions, in the sheet, of what a row is known by; `asked`: name → position."""

    header: list[str]
    at: list[int]
    width: int
    body: int
    keys: list[int]
    asked: dict[str, int]


def lay_out(
    path: Path, head: Sequence[Row], found: Header | None, mapping: Mapping, spec: TableSpec
) -> Layout:
    """Raises TamNhinError where there is no header, or a name in it that two columns have."""
    if found is None or not any(found.names):
        raise _no_header(path, mapping)
    if len(found.names) > _WIDEST:
        raise TamNhinError(
            vi=f"'{path}' có {len(found.names)} cột, nhiều nhất là {_WIDEST}. Kiểm tra delimiter.",
            en=f"'{path}' has {len(found.names)} columns, at most {_WIDEST}. Check delimiter.",
        )
    for name, written in found.matched.doubtful.items():
        raise _twice(path, name, written)
    names = _unique(found)
    at = [position for position, name in enumerate(names) if name]
    body = found.first + found.depth
    keys = [found.matched.columns.get(name) for name in key_names(mapping, spec)]
    return Layout(
        header=[names[position] for position in at],
        at=at,
        width=max(len(cells) for _, cells in head[found.first : body]),
        body=body + int(body < len(head) and numbering(head[body][1])),
        keys=[key for key in keys if key is not None],
        asked=found.matched.columns,
    )


def best_header(
    head: Sequence[Row], mapping: Mapping, spec: TableSpec, spans: dict[int, int] | None = None
) -> Header | None:
    wanted = wanted_names(mapping, spec)
    return find_header(
        head, wanted, line=mapping.header_row, depth=mapping.header_rows, spans=spans
    )


def say_layout(notes: Notes, head: Sequence[Row], found: Header, layout: Layout) -> None:
    """What was guessed of the header."""
    above = sum(not is_blank(cells) for _, cells in head[: found.first])
    line, rows = head[found.first][0], found.depth
    if above or rows > 1:
        notes.say(
            vi=f"Tiêu đề cột ở dòng {line}{f', {rows} dòng gộp tên' if rows > 1 else ''}; "
            f"bỏ {above} dòng phía trên (khai header_row, header_rows nếu khác).",
            en=f"The header is on line {line}{f', {rows} rows joined' if rows > 1 else ''}; "
            f"{above} lines above it left out (set header_row, header_rows if it is another).",
        )
    if layout.body > found.first + found.depth:
        notes.say(
            vi="Bỏ dòng đánh số cột ngay dưới tiêu đề.",
            en="The row that numbers the columns, right below the header, is left out.",
        )
    written = {name: theirs for name, theirs in found.matched.written.items() if name != theirs}
    if written:
        shown = _shown(f"'{theirs}' = '{name}'" for name, theirs in written.items())
        notes.say(
            vi=f"Tên cột khớp gần đúng: {shown} (viết đúng tên trong [columns] để khỏi đoán).",
            en=f"Columns matched by similar names: {shown} (write them so in [columns]).",
        )


def _shown(texts: Iterable[str]) -> str:
    listed = list(texts)
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")


def _unique(found: Header) -> list[str]:
    """Asked columns by the name they are asked for; others that share one are numbered."""
    asked = {position: name for name, position in found.matched.columns.items()}
    names: list[str] = []
    taken = set(asked.values())
    for position, name in enumerate(found.names):
        chosen, again = asked.get(position, name), 2
        while position not in asked and name and chosen in taken:
            chosen, again = f"{name} ({again})", again + 1
        taken.add(chosen)
        names.append(chosen)
    return names


def _no_header(path: Path, mapping: Mapping) -> TamNhinError:
    if mapping.header_row is None:
        return empty(path)
    return TamNhinError(
        vi=f"'{path}': không có tiêu đề ở dòng {mapping.header_row} như header_row nói. Sửa số "
        "dòng trong [source] của tệp ánh xạ, hoặc bỏ đi để tự tìm.",
        en=f"'{path}': no header on line {mapping.header_row}, as header_row says. Mend it in "
        "[source] of the mapping file, or leave it out to have the header found.",
    )


def _twice(path: Path, name: str, written: list[str]) -> TamNhinError:
    shown = ", ".join(f"'{each}'" for each in dict.fromkeys(written))
    return TamNhinError(
        vi=f"'{path}': cột '{name}' có hai lần ({shown}). Đổi tên một cột.",
        en=f"'{path}': column '{name}' appears twice ({shown}). Rename one of them.",
    )
