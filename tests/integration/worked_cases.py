"""The table of worked cases in docs/clock.md, as rows to load and what must come of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.settings import ROOT
from data_access.days import NEVER, WAITING

LATER = "30/06/2025"
_DEADLINES = {"unknown": NEVER, "waiting": WAITING}


@dataclass(frozen=True, slots=True)
class Case:
    cells: dict[str, str]

    @property
    def name(self) -> str:
        return self.cells["case"]

    @property
    def statutory(self) -> int | None:
        return int(self.cells["statutory"]) if self.cells["statutory"] else None

    @property
    def row(self) -> dict[str, Any]:
        """To be loaded; each case is a field of its own, so that a figure can be asked of it."""
        state = int(self.cells["state"])
        pauses, other = self.cells["pauses"], self.cells["returned or closed"] or None
        return {
            "code": self.name,
            "procedure_code": None if self.statutory is None else f"P{self.statutory}",
            "agency_code": "TP",
            "field": self.name,
            "channel": "direct",
            "state": state,
            "received_at": self.cells["received"],
            "due_at": self.cells["due"] or None,
            "finished_at": self.cells["finished"] or None,
            "returned_at": other if state == 10 else None,
            "closed_at": other if state in (7, 8) else None,
            "paused_days": int(pauses) if pauses.isdigit() else None,
            "pauses": _intervals(pauses) if "→" in pauses else None,
        }

    @property
    def worked_out(self) -> tuple[int, bool, bool, int | None]:
        """deadline_day, late, early, duration_days."""
        deadline, days = self.cells["deadline"], self.cells["working days"]
        return (
            _DEADLINES[deadline] if deadline in _DEADLINES else _day(deadline),
            self.cells["late"] == "yes",
            self.cells["early"] == "yes",
            int(days) if days else None,
        )

    @property
    def counted(self) -> dict[str, str]:
        """Last day of a period that began in 2024 → the part in which it is counted."""
        parts = [part.strip() for part in self.cells["counted"].split(";")]
        if ": " not in parts[0]:
            return {LATER: parts[0]}
        days_and_parts = (part.partition(": ") for part in parts)
        return {day: counted_as for day, _, counted_as in days_and_parts}


def _intervals(text: str) -> str:
    return ";".join("/".join(_iso(end) for end in each.split("→")) for each in text.split(";"))


def _iso(text: str) -> str:
    text = text.strip()
    return f"{datetime.strptime(text, '%d/%m/%Y %H:%M'):%Y-%m-%dT%H:%M}" if text else ""


def _day(text: str) -> int:
    return int(f"{datetime.strptime(text, '%d/%m/%Y'):%Y%m%d}")


def worked_cases() -> list[Case]:
    text = (ROOT / "docs/clock.md").read_text(encoding="utf-8").split("## Worked cases")[1]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [Case(dict(zip(header, row, strict=True))) for row in rows]
