"""What the agreement of estimate and reports rests on, and who works it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_access.selection import Period, Selection
from data_access.stations import Station
from data_access.villages import Village
from metrics.coverage.confusion import Confusion, confusion

if TYPE_CHECKING:
    from metrics.desk import View

RESTS_ON = ("villages", "stations", "areas")  # tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Villages of a selection, and all stations on air."""

    villages: Sequence[Village]
    stations: Sequence[Station]

    def answered(self) -> Confusion:
        from metrics.coverage.estimate import estimated

        return confusion(estimated(self.villages, self.stations))


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
        return Held(villages=view.every_village(near), stations=view.stations(near))

    found: Confusion | None = view.beside(("agreement", near), RESTS_ON, held, wait=wait)
    return found
