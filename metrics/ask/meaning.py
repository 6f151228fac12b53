"""What a question may mean, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode

from data_access.selection import By, Selection
from metrics.metric import Metric


class Order(StrEnum):
    HIGH = "high"  # the largest values first
    LOW = "low"


class Against(StrEnum):
    PERIOD = "period"  # the equally long one before
    YEAR = "year"  # the same one a year before


class Certainty(StrEnum):
    SURE = "sure"  # every meaning is what was asked for
    CHOICE = "choice"  # one of the meanings is
    UNKNOWN = "unknown"  # none is: the meanings are only the nearest there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """`top`: so many of a breakdown, in `order`; all of them where it is None. `told`: what was
    asked beside the value, 'meaning' or 'target'."""

    metric: Metric
    selection: Selection
    by: By | None = None
    order: Order | None = None
    top: int | None = None
    against: Against | None = None
    told: str = ""

    def to_query(self) -> dict[str, str]:
        """As the interface for programs takes it."""
        query = self.selection.to_query()
        return query | ({"by": str(self.by)} if self.by else {})

    @property
    def page(self) -> str:
        """The address of the page that shows it, every unit of its breakdown among them."""
        query = self.selection.to_query()
        if self.by in (By.DISTRICT, By.AGENCY, By.AREA):
            query["unit"] = str(self.by)
        return f"/metric/{quote(self.metric.id)}?{urlencode(query)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """`left`: words that nothing is known of; `guessed`: words taken for mistyped ones."""

    certainty: Certainty
    meanings: tuple[Meaning, ...] = ()
    left: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
