"""`config/alerts.toml`: what raises an alert, and who is told, as types."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from config.alert_receivers import Receiver, Smtp, read_receivers
from config.settings import SettingsError


class Kind(StrEnum):
    THRESHOLD = "threshold"
    CHANGE = "change"
    TARGET = "target"
    SOURCE = "source"
    INCIDENT = "incident"
    PETITION = "petition"
    VILLAGE = "village"


class Priority(StrEnum):
    """Three, as EEMUA 191 advises: more are not told apart. Gravest first."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"


class Measured(StrEnum):
    """What a limit is given in. Of a share, percent are the share itself, points a difference."""

    PERCENT = "percent"
    POINTS = "points"
    COUNT = "count"
    HOURS = "hours"
    TIMES = "times"


class Side(StrEnum):
    """`fall` and `rise`: of a change against the days before."""

    ABOVE = "above"
    BELOW = "below"
    FALL = "fall"
    RISE = "rise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """In alarm where what is measured lies beyond `limit` on `side`; it leaves only beyond the
    `dead_band`. Shares are fractions. `delay` and `clear`: how long the condition must have held,
    or been gone. `minimum_volume`: rows below which nothing is judged. `by`: '' the province."""

    name: str
    kind: Kind
    label: str
    label_en: str
    act: str
    act_en: str
    priority: Priority
    side: Side
    measured: Measured
    limit: float
    dead_band: float = 0.0
    delay: timedelta = timedelta()
    clear: timedelta = timedelta()
    minimum_volume: int = 0
    metric: str = ""
    by: str = ""
    window_days: int = 1
    past_due_days: int = 0
    severity: str = ""
    in_office_hours: bool = False

    @property
    def falls(self) -> bool:
        """Whether less is worse."""
        return self.side in (Side.BELOW, Side.FALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSettings:
    """`every`: how often conditions are looked at. `longest_shelving`: nothing is put aside for
    ever."""

    every: timedelta = timedelta(minutes=1)
    longest_shelving: timedelta = timedelta(days=7)
    rules: tuple[Rule, ...] = ()
    smtp: Smtp | None = None
    receivers: tuple[Receiver, ...] = ()

    def rule(self, name: str) -> Rule | None:
        return next((each for each in self.rules if each.name == name), None)


_LIMITS: Mapping[Kind, str] = {
    Kind.THRESHOLD: r"(above|below)_(percent|count)",
    Kind.CHANGE: r"(fall|rise)_(percent|points)",
    Kind.TARGET: r"(above)_(percent)",
    Kind.SOURCE: r"(above)_(times)",
    Kind.INCIDENT: r"(above)_(hours)",
    Kind.PETITION: r"(above)_(count)",
    Kind.VILLAGE: r"(above)_(count)",
}
_NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.THRESHOLD: ("metric", "window_days"),
    Kind.CHANGE: ("metric", "window_days"),
    Kind.INCIDENT: ("severity",),
}
_PLAIN = ("label", "label_en", "act", "act_en", "metric", "by", "severity")
_NUMBERS = ("minimum_volume", "window_days", "past_due_days")
_BYS = ("", "agency", "district", "area")
_SHARES = (Measured.PERCENT, Measured.POINTS)


def read_alerts(config_dir: Path) -> AlertSettings:
    """Raises SettingsError, naming the file, the entry and what is wrong in it. Without the file
    nothing raises an alert."""
    path = config_dir / "alerts.toml"
    if not path.exists():
        return AlertSettings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        smtp, receivers = read_receivers(data)
        return AlertSettings(
            every=timedelta(seconds=data["every_seconds"]),
            longest_shelving=timedelta(hours=data["longest_shelving_hours"]),
            rules=tuple(_rule(name, of) for name, of in data.get("rules", {}).items()),
            smtp=smtp,
            receivers=receivers,
        )
    except OSError as error:
        raise SettingsError(
            f"Không đọc được {path} ({error}). Kiểm tra TAMNHIN_CONFIG."
            f" / Cannot read {path}. Check TAMNHIN_CONFIG."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{path}: thiếu hoặc sai mục {error}. So với tệp đi kèm chương trình."
            f" / {path}: an entry is missing or wrong: {error}. Compare with the file shipped."
        ) from error


def _rule(name: str, of: Mapping[str, Any]) -> Rule:
    where = f"[rules.{name}]"
    if not re.fullmatch(r"[a-z0-9_]{1,60}", name):
        raise ValueError(f"{where}: a-z, 0-9, _")
    try:
        return _made(name, of)
    except KeyError as error:
        raise ValueError(f"{where} {error}") from error
    except (ValueError, TypeError) as error:
        raise ValueError(f"{where} {error}") from error


def _made(name: str, of: Mapping[str, Any]) -> Rule:
    kind = Kind(of["kind"])
    limits = [key for key in of if re.fullmatch(_LIMITS[kind], key)]
    if len(limits) != 1:
        raise ValueError(f"{_LIMITS[kind]}: một mục / one entry")
    side, measured = limits[0].split("_")
    scale = 100 if measured in _SHARES else 1
    band = f"dead_band_{'points' if measured == Measured.PERCENT else measured}"
    known = {
        *("kind", "priority", "delay_minutes", "clear_minutes", "in_office_hours"),
        *(limits[0], band, *_PLAIN, *_NUMBERS),
    }
    _check_entries(of, known, ("label", "label_en", "act", "act_en", *_NEEDED.get(kind, ())))
    given: dict[str, Any] = {key: str(of[key]) for key in _PLAIN if key in of}
    given |= {key: int(_positive(key, of[key])) for key in _NUMBERS if key in of}
    return Rule(
        name=name,
        kind=kind,
        priority=Priority(of["priority"]),
        side=Side(side),
        measured=Measured(measured),
        limit=float(of[limits[0]]) / scale,
        dead_band=_positive(band, of.get(band, 0)) / scale,
        delay=timedelta(minutes=_positive("delay_minutes", of.get("delay_minutes", 0))),
        clear=timedelta(minutes=_positive("clear_minutes", of.get("clear_minutes", 0))),
        in_office_hours=bool(of.get("in_office_hours", False)),
        **given,
    )


def _check_entries(of: Mapping[str, Any], known: set[str], needed: tuple[str, ...]) -> None:
    unknown = sorted(set(of) - known)
    if unknown:
        raise ValueError(f"{unknown[0]}: không biết mục này / unknown entry")
    missing = [key for key in needed if not of.get(key)]
    if missing:
        raise ValueError(f"{missing[0]}: thiếu / missing")
    if of.get("by", "") not in _BYS:
        raise ValueError(f"by = '{of['by']}': agency, district, area")


def _positive(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(f"{name} = {value!r}: cần một số từ 0 / a number from 0 up")
    return float(value)
