"""How large the databases are, and how often each thing is done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Dossiers: `small` is made by one run of the generator, the others by several. `pages`: how
    often a page is shown in each of the `rounds`; a table is counted in `tables` of them only."""

    small: int
    middle: int
    large: int
    rounds: int
    pages: int
    tables: int
    changes: int

    @property
    def sizes(self) -> tuple[int, int, int]:
        return self.small, self.middle, self.large


FULL = Scale(
    small=1_000_000, middle=5_000_000, large=20_000_000,
    rounds=4, pages=15, tables=2, changes=10_000,
)  # fmt: skip
# Large enough to see that everything works and agrees; too small for most ratios to hold.
SMALL = Scale(small=20_000, middle=60_000, large=120_000, rounds=1, pages=8, tables=1, changes=500)
