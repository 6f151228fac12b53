"""Scoring schemes of config/schemes/*.toml: read, checked, refused with the line that is wrong."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

from config.scheme_reader import Reader
from config.scheme_types import Scheme
from config.settings import SettingsError

FOLDER = "schemes"


def read_schemes(folder: Path) -> dict[str, tuple[Scheme, ...]]:
    """By name, versions in the order of time. `folder`: of the configuration. Raises SettingsError
    that names file, line and remedy."""
    found: dict[str, list[Scheme]] = {}
    for file in sorted((folder / FOLDER).glob("*.toml")):
        scheme = read_scheme(file)
        found.setdefault(scheme.name, []).append(scheme)
    return {name: _in_time(versions) for name, versions in found.items()}


def _in_time(versions: list[Scheme]) -> tuple[Scheme, ...]:
    ordered = sorted(versions, key=lambda each: each.since)
    for one, other in pairwise(ordered):
        if one.since == other.since:
            raise SettingsError(
                f"{other.file}: '{other.name}' đã có bản từ {other.since} trong {one.file}, đổi"
                f" `from` / two versions of one day"
            )
    return tuple(ordered)


def in_force(versions: tuple[Scheme, ...], day: date) -> Scheme:
    """The version of a day; before the first, the first."""
    begun = [each for each in versions if each.since <= day]
    return begun[-1] if begun else versions[0]


def read_scheme(file: Path) -> Scheme:
    text = file.read_text(encoding="utf-8")
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file.name}: {error}") from error
    return Reader(file=file.name, lines=text.splitlines()).scheme(found)
