"""Errors that name the thing and the remedy, in both languages. Boundaries catch only these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any


class TamNhinError(Exception):
    """Base of everything we raise on purpose. `vi` is for the screen; the API gives `en` beside."""

    def __init__(self, *, vi: str, en: str) -> None:
        super().__init__(vi)
        self.vi = vi
        self.en = en

    def __reduce__(self) -> tuple[Callable[..., TamNhinError], tuple[Any, ...]]:
        """From one process to another: Python would call it anew, with its text alone."""
        return _as_it_was, (type(self), self.__dict__)


def _as_it_was(kind: type[TamNhinError], state: dict[str, Any]) -> TamNhinError:
    error = kind.__new__(kind, state["vi"])
    error.__dict__.update(state)
    return error


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


class NotKept(TamNhinError):
    """No rollup knows this combination of filters for part of a month."""

    def __init__(self, needed: Iterable[str]) -> None:
        names = ", ".join(sorted(needed))
        super().__init__(
            vi=f"Bộ lọc {names} cùng lúc chỉ có theo tháng tròn. Hãy chọn trọn tháng, hoặc bỏ bớt"
            " một bộ lọc. Nơi có kho phân tích (TAMNHIN_ANALYTICS_URL) xem được cả theo ngày.",
            en=f"Filters {names} together are kept by whole months only. Choose whole months, or"
            " drop one filter. Where there is an analytical store (TAMNHIN_ANALYTICS_URL) they can"
            " be seen by days as well.",
        )


class MirrorTrouble(NotKept):
    """No rollup knows it, and the analytical store, which would, cannot be asked."""

    def __init__(self, *, vi: str, en: str) -> None:
        TamNhinError.__init__(self, vi=vi, en=en)


class NotMirrored(MirrorTrouble):
    """What the store holds is not this version of the data."""


class StoreAway(MirrorTrouble):
    """The store cannot be reached, does not answer in time, or refuses."""


class NotReady(TamNhinError):
    """The database cannot answer yet: not there, not migrated, or empty."""


class DatabaseTrouble(NotReady):
    """The database, or what it stands on, keeps us from reading or writing."""


class DatabaseAway(DatabaseTrouble):
    """It cannot be reached, or the connection broke."""


class DatabaseBusy(DatabaseTrouble):
    """It is there, but somebody else holds what we need, for longer than we wait."""


class DatabaseFull(DatabaseTrouble):
    """No room, or the disk itself fails; nothing of the transaction was written."""


class DatabaseReadOnly(DatabaseTrouble):
    """It may be read but not written, or not even read."""


class DatabaseDamaged(DatabaseTrouble):
    """Its file is no database, or no longer a sound one."""


class DatabaseSilent(DatabaseTrouble):
    """It has not answered since `since`, as the province's clock shows it, and what is asked for
    was not kept from the last version."""

    def __init__(self, since: str) -> None:
        super().__init__(
            vi=f"Cơ sở dữ liệu không trả lời từ {since}. Số liệu đang chọn chưa được tính trước lúc"
            " đó nên chưa xem được; trang tự hiện lại khi cơ sở dữ liệu trả lời.",
            en=f"The database has not answered since {since}. The figures you ask for had not been"
            " computed before, so they cannot be shown; the page comes back with the database.",
        )


class DatabaseRefused(TamNhinError):
    """It takes no such row: a constraint of the tables speaks against it."""
