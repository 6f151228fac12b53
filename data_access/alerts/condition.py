"""A condition: what one rule finds of one unit at one moment. Metrics make them, the writer keeps
what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an alert is about. `key` tells it from others of its rule: '' for the province,
    'agency:H46.01', 'area:18880', 'source:one_stop'. `area`: the key of a unit. What belongs to no
    unit is the whole province's."""

    key: str = ""
    agency: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`alarm` None: it cannot be told now, so nothing changes. `value` and `limit` in the unit of
    the rule, shares as fractions."""

    rule: str
    about: About
    alarm: bool | None
    value: float | None
    limit: float
    numerator: float | None = None
    denominator: float | None = None
    text: str = ""
    text_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All conditions at one moment (`at`, by the dataset's clock; `real`, by the real one).
    `rules`: those looked at. What stands of them without a condition is gone; what stands of
    others is left alone."""

    at: datetime
    real: datetime
    rules: frozenset[str]
    conditions: tuple[Condition, ...]
