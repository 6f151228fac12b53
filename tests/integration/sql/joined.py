"""Theirs and ours, and how one becomes the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from data_access.engine import reading
from data_access.schema import dossiers, pulls, quarantine
from ingest.load import load_file
from ingest.reading import Wish
from ingest.report import LoadReport
from tests.integration.sql.theirs import Theirs


@dataclass(frozen=True, slots=True)
class Joined:
    theirs: Theirs
    ours: Engine
    mapping: Path

    def load(self, wish: Wish | None = None, **options: Any) -> LoadReport:
        report = load_file(
            self.ours, "dossiers", self.theirs.url, mapping_path=self.mapping, wish=wish, **options
        )
        parts = (report.inserted, report.updated, report.unchanged, report.quarantined)
        assert report.read == sum(parts)
        return report

    def codes(self) -> list[str]:
        with reading(self.ours) as connection:
            return sorted(connection.scalars(select(dossiers.c.code)))

    def row(self, code: str) -> Any:
        with reading(self.ours) as connection:
            return connection.execute(select(dossiers).where(dossiers.c.code == code)).one()

    def waiting(self) -> list[tuple[str, str]]:
        """What is in quarantine: key and reason."""
        with reading(self.ours) as connection:
            found = select(quarantine.c.row_key, quarantine.c.reason).order_by(quarantine.c.id)
            return [tuple(row) for row in connection.execute(found)]

    def pull(self) -> Any:
        with reading(self.ours) as connection:
            return connection.execute(select(pulls)).one()


def counts(report: LoadReport) -> tuple[int, int, int, int, int]:
    """Inserted, updated, unchanged, quarantined, deleted."""
    told = (report.inserted, report.updated, report.unchanged)
    return *told, report.quarantined, report.deleted
