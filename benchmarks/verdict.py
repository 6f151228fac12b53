"""Measured figures against what was promised of them, and the file that keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """`value` and `against` are in `unit`; a promise is about their `ratio`. With `judged` false
    the promise is about another scale than the one measured: it is shown, not held against us."""

    name: str
    value: float
    unit: str
    against: float
    ratio: float
    at_least: float | None = None
    at_most: float | None = None
    judged: bool = True

    @property
    def holds(self) -> bool | None:
        """None: nothing was promised for what was measured."""
        if not self.judged or (self.at_least is None and self.at_most is None):
            return None
        enough = self.at_least is None or self.ratio >= self.at_least
        return enough and (self.at_most is None or self.ratio <= self.at_most)

    def as_json(self) -> dict[str, Any]:
        bounds = {"at_least": self.at_least, "at_most": self.at_most}
        return {
            "value": round(self.value, 3),
            "unit": self.unit,
            "against": round(self.against, 3),
            "ratio": round(self.ratio, 3),
            **{name: bound for name, bound in bounds.items() if bound is not None},
            "holds": self.holds,
        }


def write(path: Path, figures: Iterable[Measured]) -> None:
    """One flat object: figure name -> what was measured, against what, and whether it holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {figure.name: figure.as_json() for figure in figures}
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def failed(figures: Iterable[Measured]) -> list[Measured]:
    return [figure for figure in figures if figure.holds is False]
