"""One briefing a unit, all in one ZIP: each agency's, district's or commune's own sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data_access.selection import By
from exports.formats import Format
from exports.zipped import zipped
from ingest.progress import loading
from metrics.desk import View
from pages.briefing.each import Of, sheets, units

SAYS = "Phiếu đơn vị / unit sheets"


def write_each(view: View, out: Path, by: By, query: dict[str, str], of: Of, format: Format) -> int:
    """Their count. Written beside `out` first: what is there is whole. Raises NotMade,
    UnknownFilter."""
    codes = list(units(view, by, query))
    half = out.with_name(f".{out.name}.part")
    try:
        with half.open("wb") as file:
            for piece in zipped(_each(codes, by, query, of, format)):
                file.write(piece)
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)
    return len(codes)


def _each(
    codes: list[str], by: By, query: dict[str, str], of: Of, format: Format
) -> Iterator[tuple[str, bytes]]:
    with loading(SAYS) as step:
        for done, sheet in enumerate(sheets(codes, by, query, of, format), start=1):
            if sheet.failed:
                raise sheet.failed
            yield sheet.file
            step(done, len(codes))
