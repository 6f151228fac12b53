"""What the agreement of estimate and reports rests on, and who works it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from config.coverage import CoverageSettings
from data_access.elevation import read_elevation
from data_access.selection import Period, Selection
from data_access.stations import Station
from data_access.villages import Village
from metrics.coverage.confusion import Confusion, confusion
from metrics.coverage.links import links_for

if TYPE_CHECKING:
    from metrics.desk import View

RESTS_ON = ("villages", "stations", "areas")  # tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Villages of a selection, and all stations on air; rasters of elevation, if there are any.
    `settings`: what the province reckons with."""

    villages: Sequence[Village]
    stations: Sequence[Station]
    elevation: Sequence[Path] = ()
    settings: CoverageSettings = field(default_factory=CoverageSettings)

    def answered(self) -> Confusion:
        """Raises UnreadableElevation, OutsideModel."""
        from metrics.coverage.estimate import estimated

        links, ground = links_for(self.settings), read_elevation(self.elevation)
        return confusion(estimated(self.villages, self.stations, links, ground))


def on_the_ground(view: View, selection: Selection) -> Selection:
    """What villages and stations know of a selection: the day of its end, and the place. Raises
    UnknownFilter, OutOfScope."""
    chosen = view.checked(selection)
    day = chosen.period.until(view.snap.today).end
    return Selection(
        period=Period(start=day, end=day),
        area=chosen.area,
        district=chosen.district,
        units=chosen.units,
    )


def confusion_soon(view: View, selection: Selection, *, wait: float) -> Confusion | None:
    """From a process of its own; None while it is being worked out."""

    near = on_the_ground(view, selection)

    def held() -> Held:
        return Held(
            villages=view.every_village(near),
            stations=view.stations(near),
            elevation=view.province.elevation,
            settings=view.province.coverage,
        )

    asked = ("agreement", near, stamped(view.province.elevation), view.province.coverage)
    found: Confusion | None = view.beside(asked, RESTS_ON, held, wait=wait)
    return found


def stamped(paths: Sequence[Path]) -> tuple[tuple[str, int, int], ...]:
    """Another raster is another question."""
    stats = [(path, path.stat()) for path in paths if path.exists()]
    return tuple((str(path), at.st_mtime_ns, at.st_size) for path, at in stats)
