"""Applicants: read one at a time, for who may, and never kept by any cache."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from data_access.schema import applicants
from data_access.snapshot import Snapshot

APPLICANTS = applicants.name
HIDDEN = "•••"
SHOWN_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """'' where nothing is known."""

    name: str
    address: str
    phone: str

    @property
    def masked(self) -> Applicant:
        """So much that one who has the person before them can tell whether it is the same: initials
        and the last digits."""
        initials = " ".join(f"{word[0]}{HIDDEN}" for word in self.name.split())
        digits = self.phone[-SHOWN_DIGITS:] if len(self.phone) > 2 * SHOWN_DIGITS else ""
        return Applicant(
            name=initials,
            address=HIDDEN if self.address else "",
            phone=f"{HIDDEN}{digits}" if self.phone else "",
        )


def applicant_of(snap: Snapshot, dossier: str) -> Applicant | None:
    found = snap.connection.execute(
        select(applicants).where(applicants.c.dossier_code == dossier)
    ).one_or_none()
    if found is None:
        return None
    return Applicant(name=found.name or "", address=found.address or "", phone=found.phone or "")
