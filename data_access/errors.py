"""Errors that name the thing and the remedy, in both languages. Boundaries catch only these."""

from collections.abc import Iterable
from difflib import get_close_matches


class TamNhinError(Exception):
    """Base of everything we raise on purpose. `vi` is for the screen; the API gives `en` beside."""

    def __init__(self, *, vi: str, en: str) -> None:
        super().__init__(vi)
        self.vi = vi
        self.en = en


class UnknownFilter(TamNhinError):
    """A filter value that does not exist; carries the ones that do."""

    def __init__(self, name: str, value: str, valid: Iterable[str]) -> None:
        self.name = name
        self.value = value
        self.valid = tuple(valid)
        shown = ", ".join(self.valid[:12]) + (" …" if len(self.valid) > 12 else "")
        super().__init__(
            vi=f"Bộ lọc {name}: không có giá trị '{value}'. Giá trị hợp lệ: {shown}",
            en=f"Filter {name}: no value '{value}'. Valid values: {shown}",
        )


class UnknownMetric(TamNhinError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        known = list(known)
        close = get_close_matches(name, known, n=1)
        self.closest = close[0] if close else None
        hint_vi = f" Ý bạn là '{self.closest}'?" if self.closest else " Xem: tamnhin metrics"
        hint_en = f" Did you mean '{self.closest}'?" if self.closest else " See: tamnhin metrics"
        super().__init__(
            vi=f"Không có chỉ số '{name}'.{hint_vi}", en=f"No metric '{name}'.{hint_en}"
        )


class NotReady(TamNhinError):
    """The database cannot answer yet: not there, not migrated, or empty."""


class DatabaseAway(NotReady):
    """It cannot be reached, or the connection broke."""


class DatabaseBusy(NotReady):
    """It is there, but somebody else holds what we need, for longer than we wait."""


class DatabaseFull(TamNhinError):
    """No room, or the disk itself fails; nothing of the transaction was written."""


class DatabaseReadOnly(TamNhinError):
    """It may be read but not written."""


class DatabaseDamaged(TamNhinError):
    """Its file is no database, or no longer a sound one."""


class DatabaseRefused(TamNhinError):
    """It takes no such row: a constraint of the tables speaks against it."""
