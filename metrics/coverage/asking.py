"""What the agreement of estimate and reports rests on, and who works it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_access.selection import Selection
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


def confusion_soon(view: View, selection: Selection, *, wait: float) -> Confusion | None:
    """From a process of its own; None while it is being worked out."""

    def held() -> Held:
        stations = view.stations(selection)
        return Held(villages=view.every_village(selection), stations=stations)

    found: Confusion | None = view.beside(("agreement", selection), RESTS_ON, held, wait=wait)
    return found
