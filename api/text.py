"""The same figures as plain tables for a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:  # what is told of has been imported by who found it
    from ingest.proof import Difference, Proof
    from ingest.report import LoadReport
    from metrics.checkup import Finding

NO_VALUE = "—"


def figure_table(found: dict[str, Any] | list[dict[str, Any]]) -> str:
    rows = found if isinstance(found, list) else [found]
    shown = plain_table(
        ("", "Giá trị", "Tử số", "Mẫu số", "Mục tiêu", "Trạng thái", "Kỳ trước"),
        (
            (
                (row["by"] or {}).get("label", row["metric"]),
                _value(row["value"], row["unit"]) if row["value"] is not None else row["reason"],
                _number(row["numerator"]),
                _number(row["denominator"]),
                _value(row["target"], row["unit"]),
                row["status"],
                _value(row["previous"], row["unit"]),
            )
            for row in rows
        ),
    )
    said = dict.fromkeys(note for row in rows for note in row.get("notes", ()))
    said |= dict.fromkeys([*_besides(rows), *_of_source(rows[:1])])
    if any(row["synthetic"] for row in rows):
        said["Dữ liệu trình diễn"] = None
    return "\n".join([shown, *(f"  {line}" for line in said)])


_SAID = {
    "reconciled": "= đã đối soát",
    "unreconciled": "≠ chưa đối soát",
    "not_comparable": "không so được",
}
_LATE = {"late": ", nguồn chậm", "silent": ", DỮ LIỆU CŨ", "never": ", chưa có dữ liệu"}


def _besides(rows: Iterable[dict[str, Any]]) -> Iterable[str]:
    for row in rows:
        found = row.get("reconciliation")
        if found:
            name = (row["by"] or {}).get("label", row["metric"])
            reported = _value(found["reported"], row["unit"])
            who = ", ".join(found["reported_by"])
            yield f"{name}: báo cáo {reported} ({who}), {_SAID[found['state']]}"


def _of_source(rows: Iterable[dict[str, Any]]) -> Iterable[str]:
    """How old the figures are; a set frozen by an older program may not say."""
    for row in rows:
        if row["as_of"]:
            when = row["as_of"][:16].replace("T", " ")
            yield f"Số liệu đến {when}{_LATE.get(row.get('source_state', ''), '')}"


def metrics_table(found: Iterable[dict[str, Any]]) -> str:
    columns = ("id", "label", "unit", "direction", "source", "basis")
    return plain_table(columns, ([row[name] for name in columns] for row in found))


def findings_table(findings: Iterable[Finding]) -> str:
    rows = (("✕" if each.grave else "!", each.about, each.vi) for each in findings)
    return plain_table(("", "Ở đâu", "Cách sửa"), rows)


def proof_text(proof: Proof) -> str:
    about = f"{proof.cells:,} ô, phiên bản {proof.data_version}, {proof.seconds:.1f} s"
    if proof.holds:
        return f"Bảng tổng hợp khớp từng ô với các dòng gốc ({about})."
    rows = (
        (f"{each.table}: {proof.wrong[each.table]:,} ô", *_differing(each)) for each in proof.shown
    )
    table = plain_table(("Bảng tổng hợp, số ô sai", "Ví dụ", "Đang giữ", "Đúng ra"), rows)
    return (
        f"Bảng tổng hợp KHÔNG khớp với các dòng gốc ({about}):\n{table}\n"
        "  Dựng lại từ các dòng gốc: tamnhin check --mend"
    )


def _differing(difference: Difference) -> tuple[str, str, str]:
    sides = (difference.cell, difference.held, difference.true)
    cell, held, true = (
        NO_VALUE if side is None else ", ".join(f"{name}={value}" for name, value in side.items())
        for side in sides
    )
    return cell, held, true


def report_line(report: LoadReport, *, dry_run: bool) -> str:
    what = "Chạy thử, không ghi gì: " if dry_run else ""
    return "\n".join([f"{what}{report.line}", *note_lines(report)])


def note_lines(report: LoadReport) -> list[str]:
    return [f"  · {note.vi}\n    {note.en}" for note in report.notes]


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return NO_VALUE
    return f"{value * 100:.2f} %" if unit == "ratio" else _number(value)


def _number(value: float | None) -> str:
    return NO_VALUE if value is None else f"{value:,.10g}"


def plain_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    table = Table(*headers, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*row)
    text = io.StringIO()
    Console(file=text, width=160).print(table)
    return text.getvalue().rstrip()
