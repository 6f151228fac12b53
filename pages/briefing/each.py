"""One briefing a unit: each agency's, district's or commune's own sheet."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from data_access.errors import TamNhinError, UnknownFilter
from data_access.selection import By, Selection
from exports.briefing import Briefing
from exports.formats import Format
from exports.rendering import NotMade, Renderer
from metrics.desk import View

EACH = (By.AGENCY, By.DISTRICT, By.AREA)
Of = Callable[[dict[str, str]], Briefing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file, or why there is none."""

    name: str
    data: bytes = b""
    failed: TamNhinError | None = None

    @property
    def file(self) -> tuple[str, bytes]:
        """The file itself; in place of one that could not be made, what is wrong."""
        if self.failed is None:
            return self.name, self.data
        return f"{self.name}.loi.txt", f"{self.failed.vi}\n{self.failed.en}\n".encode()


def each_named(name: str) -> By:
    """Raises UnknownFilter."""
    for by in EACH:
        if str(by) == name:
            return by
    raise UnknownFilter("each", name, [str(by) for by in EACH])


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


def sheets(
    codes: Iterable[str], by: By, query: dict[str, str], of: Of, format: Format
) -> Iterator[Sheet]:
    """One at a time, so that memory does not grow with their number. One that fails keeps no other
    from being made."""
    waiting = deque(codes)
    while waiting:
        with Renderer() as renderer:
            while waiting:
                code = waiting.popleft()
                name = f"{by}-{code}.{format.name}"
                try:
                    told = of({**query, str(by): code})
                    yield Sheet(name=name, data=renderer.render(told, format))
                except TamNhinError as error:
                    yield Sheet(name=name, failed=error)
                    if isinstance(error, NotMade):
                        break  # its process has ended
