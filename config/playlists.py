"""What a wall shows, in which order, how long and when: `[playlists.NAME]` of province.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from config.settings import SettingsError

DEFAULT = "default"  # of /wall; others have an address of their own, /wall/NAME
MOST_SCREENS = 20
MOST_OF_A_KIND = 6  # of those of which a playlist may hold several
DARKEST = 0.6  # below, the lesser letters have less contrast than 4.5
SECONDS = range(5, 3601)
SHIPPED = {"label": "Chính", "screens": ["overview", "coverage", "dossiers"]}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ONCE = ("overview", "coverage", "dossiers", "league", "targets", "alerts")
OFTEN = ("metric", "chart")  # which one is said beside it
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PANELS = re.compile(r"([1-6])x([1-4])")
_HOURS = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """`days`: Monday is 0; `start` and `end` in minutes of the day. Where `end` is not after
    `start` it is of the next morning."""

    days: tuple[int, ...] = tuple(range(7))
    start: int = 0
    end: int = 24 * 60

    @property
    def always(self) -> bool:
        return self == Hours()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSpec:
    """`of`: the metric of a screen 'metric', the chart of a screen 'chart'."""

    kind: str
    seconds: int
    of: str = ""
    hours: Hours = Hours()


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """When a wall is darker, and how bright it is then: 1 is as by day."""

    hours: Hours
    brightness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Playlist:
    """`panels`: columns and rows of a video wall; each panel shows a screen of its own."""

    name: str
    label: str
    screens: tuple[ScreenSpec, ...]
    night: Night | None = None
    panels: tuple[int, int] = (1, 1)


def read_playlist(name: str, data: Mapping[str, Any]) -> Playlist:
    """Raises SettingsError, naming the playlist, what is wrong in it and what is right."""
    if not _NAME.fullmatch(name):
        raise _wrong(name, f"tên '{name}'", "chữ thường không dấu, chữ số, gạch nối")
    _only(name, data, ("label", "seconds", "screens", "night", "panels"))
    seconds = _seconds(name, data.get("seconds", 30))
    screens = tuple(_screen(name, each, seconds) for each in data.get("screens", ()))
    _counted(name, screens)
    night = data.get("night")
    label = str(data.get("label") or name)[:80]
    return Playlist(
        name=name,
        label=label,
        screens=screens,
        night=_night(name, night) if night else None,
        panels=_panels(name, data.get("panels", "1x1")),
    )


def _screen(name: str, given: object, seconds: int) -> ScreenSpec:
    data = {"screen": given} if isinstance(given, str) else given
    if not isinstance(data, Mapping):
        raise _wrong(name, f"màn '{given}'", "tên màn, hoặc { screen = … }")
    kind = str(data.get("screen", ""))
    if kind not in (*ONCE, *OFTEN):
        raise _wrong(name, f"màn '{kind}'", ", ".join((*ONCE, *OFTEN)))
    of = (kind,) if kind in OFTEN else ()
    _only(name, data, ("screen", "seconds", "days", "hours", *of))
    if of and not data.get(kind):
        right = f"{{ screen = '{kind}', {kind} = … }}"
        raise _wrong(name, f"màn '{kind}' không nói {kind} nào", right)
    return ScreenSpec(
        kind=kind,
        of=str(data[kind]) if of else "",
        seconds=_seconds(name, data.get("seconds", seconds)),
        hours=_hours(name, data),
    )


def _counted(name: str, screens: tuple[ScreenSpec, ...]) -> None:
    kinds = [screen.kind for screen in screens]
    if not 1 <= len(screens) <= MOST_SCREENS:
        raise _wrong(name, f"{len(screens)} màn", f"từ 1 đến {MOST_SCREENS} màn")
    for kind in (*ONCE, *OFTEN):
        most = MOST_OF_A_KIND if kind in OFTEN else 1
        if kinds.count(kind) > most:
            raise _wrong(name, f"{kinds.count(kind)} màn '{kind}'", f"nhiều nhất {most}")
    if not any(screen.hours.always for screen in screens):
        raise _wrong(name, "mọi màn đều có giờ riêng", "ít nhất một màn chiếu cả ngày, cả tuần")


def _hours(name: str, data: Mapping[str, Any]) -> Hours:
    start, end = 0, 24 * 60
    if "hours" in data:
        found = _HOURS.fullmatch(str(data["hours"]))
        if not found:
            raise _wrong(name, f"giờ '{data['hours']}'", "'07:00-17:30'")
        a, b, c, d = map(int, found.groups())
        start, end = a * 60 + b, c * 60 + d
    days = data.get("days", DAYS)
    if not days or not set(days) <= set(DAYS):
        raise _wrong(name, f"ngày {days}", f"trong {list(DAYS)}")
    return Hours(days=tuple(i for i, day in enumerate(DAYS) if day in days), start=start, end=end)


def _night(name: str, data: Mapping[str, Any]) -> Night:
    _only(name, data, ("hours", "days", "brightness"))
    brightness = data.get("brightness", 0.6)
    if not isinstance(brightness, int | float) or not DARKEST <= brightness <= 1:
        raise _wrong(name, f"độ sáng {brightness}", f"từ {DARKEST} đến 1")
    return Night(hours=_hours(name, data), brightness=float(brightness))


def _panels(name: str, given: object) -> tuple[int, int]:
    found = _PANELS.fullmatch(str(given))
    if not found:
        raise _wrong(name, f"màn ghép '{given}'", "cột x hàng, từ '1x1' đến '6x4'")
    return int(found[1]), int(found[2])


def _seconds(name: str, given: object) -> int:
    if not isinstance(given, int) or given not in SECONDS:
        raise _wrong(
            name, f"{given} giây", f"từ {SECONDS.start} đến {SECONDS.stop - 1} giây một màn"
        )
    return given


def _only(name: str, data: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            raise _wrong(name, f"mục '{key}'", ", ".join(known))


def _wrong(name: str, what: str, right: str) -> SettingsError:
    return SettingsError(
        f"Danh sách chiếu '{name}': {what} không dùng được; đúng là: {right}."
        f" / Playlist '{name}': {what} cannot be; right is: {right}."
    )
