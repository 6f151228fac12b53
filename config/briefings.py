"""Briefings that are made again and again: `[briefings.NAME]` of briefings.toml."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.alert_receivers import Smtp
from config.settings import SettingsError

PERIODS = ("week", "month", "quarter", "year", "so_far")
FORMATS = ("pptx", "docx", "xlsx", "pdf")
FILTERS = ("district", "area", "agency", "level", "field", "channel")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_PAGES = 30
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_AT = re.compile(r"(?:(mon|tue|wed|thu|fri|sat|sun|[1-9]|1\d|2[0-8]) )?([01]\d|2[0-3]):([0-5]\d)")
_ENTRIES = ("label", "label_en", "period", "pages", "filters", "formats", "at", "lang")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Each day, or on `weekday` (Monday is 0), or on `day` of the month."""

    hour: int
    minute: int
    weekday: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebDav:
    """A folder of files over HTTP; `password_env` names the variable that holds the password."""

    url: str
    user: str = ""
    password_env: str = ""

    @property
    def password(self) -> str:
        return os.environ.get(self.password_env, "") if self.password_env else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Only by file: what is put where is not for a form to say."""

    folder: str = ""
    email: tuple[str, ...] = ()
    webdav: WebDav | None = None

    @property
    def ways(self) -> tuple[str, ...]:
        """Those in which it is delivered."""
        every = {"folder": self.folder, "email": self.email, "webdav": self.webdav}
        return tuple(name for name, to in every.items() if to)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingSpec:
    """`at` as it is written; `when` is what it means."""

    name: str
    label: str
    label_en: str
    pages: tuple[str, ...]
    period: str
    formats: tuple[str, ...]
    filters: Mapping[str, str] = field(default_factory=dict)
    at: str = ""
    lang: str = "vi"
    delivery: Delivery = Delivery()

    @property
    def when(self) -> When | None:
        found = _AT.fullmatch(self.at)
        if not found:
            return None
        on, hour, minute = found.groups()
        weekday = DAYS.index(on) if on in DAYS else None
        day = int(on) if on and on not in DAYS else None
        return When(hour=int(hour), minute=int(minute), weekday=weekday, day=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefings:
    named: Mapping[str, BriefingSpec] = field(default_factory=dict)
    smtp: Smtp | None = None


def read_briefings(folder: Path) -> Briefings:
    """Raises SettingsError; of a province without such a file there are none."""
    path = folder / "briefings.toml"
    if not path.exists():
        return Briefings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        smtp = Smtp(**data["smtp"]) if "smtp" in data else None
        named = {name: _of_file(name, of) for name, of in data.get("briefings", {}).items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{path}: {error}. So với tệp đi kèm chương trình. / Compare with the file shipped."
        ) from error
    if smtp is None and any(each.delivery.email for each in named.values()):
        raise SettingsError(f"{path}: thiếu [smtp], cần cho thư / [smtp] is missing, for e-mail")
    return Briefings(named=named, smtp=smtp)


def _of_file(name: str, data: Mapping[str, Any]) -> BriefingSpec:
    own = {key: value for key, value in data.items() if key in _ENTRIES}
    put = {key: value for key, value in data.items() if key not in _ENTRIES}
    if "webdav" in put:
        put["webdav"] = WebDav(**put["webdav"])
        if urlsplit(put["webdav"].url).scheme not in ("http", "https"):
            raise wrong(name, f"webdav '{put['webdav'].url}'", "http://… , https://…")
    if "email" in put:
        put["email"] = tuple(put["email"])
    return read_briefing(name, own, Delivery(**put))


def read_briefing(
    name: str, data: Mapping[str, Any], delivery: Delivery = Delivery()
) -> BriefingSpec:
    """Raises SettingsError, naming the briefing, what is wrong in it and what is right."""
    if not _NAME.fullmatch(name):
        raise wrong(name, f"tên '{name}'", "chữ thường không dấu, chữ số, gạch nối")
    for key in data:
        _among(name, key, _ENTRIES)
    pages = tuple(str(each) for each in data.get("pages", ()))
    if not 1 <= len(pages) <= MOST_PAGES or not all(each.startswith("/") for each in pages):
        raise wrong(name, f"trang {list(pages)}", f"từ 1 đến {MOST_PAGES} địa chỉ, như '/dossiers'")
    formats = tuple(str(each) for each in data.get("formats", ("docx",)))
    for each in formats or ("",):
        _among(name, each, FORMATS)
    filters = {key: str(value) for key, value in data.get("filters", {}).items() if value}
    for key in filters:
        _among(name, key, FILTERS)
    at = str(data.get("at", ""))
    if at and not _AT.fullmatch(at):
        raise wrong(name, f"giờ '{at}'", "'mon 06:00', '1 06:00', '06:00'")
    label = str(data.get("label") or name)[:80]
    return BriefingSpec(
        name=name,
        label=label,
        label_en=str(data.get("label_en") or label)[:80],
        pages=pages,
        period=_among(name, str(data.get("period", "month")), PERIODS),
        formats=formats,
        filters=filters,
        at=at,
        lang=_among(name, str(data.get("lang", "vi")), ("vi", "en")),
        delivery=delivery,
    )


def _among(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise wrong(name, f"'{value}'", ", ".join(known))
    return value


def wrong(name: str, what: str, right: str) -> SettingsError:
    return SettingsError(
        f"Báo cáo '{name}': {what} không dùng được; đúng là: {right}."
        f" / Briefing '{name}': {what} cannot be; right is: {right}."
    )
