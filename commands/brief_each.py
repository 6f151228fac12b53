"""One briefing a unit, all in one ZIP: each agency's, district's or commune's own sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from data_access.selection import By, Selection
from exports.briefing import Briefing
from exports.formats import Format
from exports.rendering import Renderer
from ingest.progress import loading
from metrics.desk import View

EACH = (By.AGENCY, By.DISTRICT, By.AREA)
SAYS = "Phiếu đơn vị / unit sheets"
STILL = (1980, 1, 1, 0, 0, 0)  # the same briefings are the same ZIP
Of = Callable[[dict[str, str]], Briefing]


def write_each(view: View, out: Path, by: By, query: dict[str, str], of: Of, format: Format) -> int:
    """One at a time, so that memory does not grow with their number; their count. Written beside
    `out` first: what is there is whole. Raises NotMade, UnknownFilter."""
    codes = list(units(view, by, query))
    half = out.with_name(f".{out.name}.part")
    try:
        with ZipFile(half, "w", ZIP_STORED) as file, Renderer() as renderer, loading(SAYS) as step:
            for done, code in enumerate(codes, start=1):
                made = renderer.render(of({**query, str(by): code}), format)
                file.writestr(ZipInfo(f"{by}-{code}.{format.name}", STILL), made)
                step(done, len(codes))
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)
    return len(codes)


def units(view: View, by: By, query: dict[str, str]) -> Iterator[str]:
    """Codes of those that there are in the selection's period, within its place and scope."""
    chosen = view.checked(Selection.from_query(query, today=view.anchor))
    places, period = view.snap.places, chosen.period
    if by is By.AGENCY:
        near = places.agency_codes(chosen)
        every = places.agencies_during(period.start, period.end)
        yield from (each.code for each in every if near is None or each.code in near)
    elif by is By.DISTRICT:
        yield from (each.key for each in places.districts_on(chosen.units or view.anchor))
    else:
        near = places.commune_codes(chosen)
        every_area = places.communes_on(chosen.units or period.end)
        yield from (each.key for each in every_area if near is None or each.code in near)
