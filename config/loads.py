"""What `tamnhin watch` loads again and again: the entries [[sources.NAME.load]]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from config.durations import parse_duration
from config.settings import SettingsError

_KEYS = ("table", "address", "mapping", "every", "at", "cron")
_WHEN = ("every", "at", "cron")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSpec:
    """`address`: a database's URL as "env:NAME", a file, or a pattern of files. Exactly one of
    `every`, `at` (a local time of day) and `cron` (five fields) says when."""

    source: str
    table: str
    address: str
    mapping: Path | None = None
    every: timedelta | None = None
    at: time | None = None
    cron: str | None = None


def read_loads(source: str, entries: object, folder: Path) -> tuple[LoadSpec, ...]:
    """`folder`: of the configuration, where mappings are looked for first. Raises SettingsError."""
    where = f"[[sources.{source}.load]]"
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise SettingsError(f"{where}: hai ngoặc vuông mỗi mục / two brackets for each entry")
    return tuple(_load(source, each, folder, where) for each in entries)


def _load(source: str, entry: Mapping[str, Any], folder: Path, where: str) -> LoadSpec:
    unknown = [key for key in entry if key not in _KEYS]
    absent = [key for key in ("table", "address") if not isinstance(entry.get(key), str)]
    if unknown or absent:
        raise SettingsError(
            f"{where}: {', '.join(unknown or absent)}? Các khóa / keys: {', '.join(_KEYS)}"
        )
    if len([key for key in _WHEN if key in entry]) != 1:
        raise SettingsError(f'{where}: một trong / one of: every = "10m", at = "06:00", cron')
    return LoadSpec(
        source=source,
        table=entry["table"],
        address=entry["address"],
        mapping=_mapping(entry.get("mapping"), folder),
        cron=entry.get("cron"),
        **_when(entry, where),
    )


def _when(entry: Mapping[str, Any], where: str) -> dict[str, Any]:
    try:
        if "every" in entry:
            return {"every": parse_duration(entry["every"])}
        return {"at": time.fromisoformat(entry["at"])} if "at" in entry else {}
    except (ValueError, TypeError) as error:
        raise SettingsError(
            f'{where}: every = "10m" (s, m, h, d), at = "06:00"; {error}'
        ) from error


def _mapping(name: str | None, folder: Path) -> Path | None:
    if name is None:
        return None
    beside = folder / name
    return beside if beside.exists() else Path(name)
