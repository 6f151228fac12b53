"""`config/access.toml`: how people sign in, and for how long."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from config.settings import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Oidc:
    """A provider of OpenID Connect. `claim`: which of its claims is an account's name here. Its
    secret comes from TAMNHIN_OIDC_SECRET, never from a file."""

    issuer: str
    client_id: str
    label: str
    label_en: str
    claim: str = "preferred_username"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRules:
    """`idle`: without anything that a person does; what a page does by itself keeps no session
    alive. Limits in the words of Flask-Limiter: '10 per minute'."""

    passwords: bool = True
    session: timedelta = timedelta(hours=24)
    idle: timedelta = timedelta(hours=2)
    link: timedelta = timedelta(hours=24)
    pairing: timedelta = timedelta(minutes=10)
    shortest_password: int = 12
    failures: int = 5
    locked: timedelta = timedelta(minutes=1)
    sign_in_limit: str = "20 per minute"
    api_limit: str = "600 per minute"
    export_limit: str = "30 per minute"
    oidc: Oidc | None = None


def read_access(config_dir: Path) -> AccessRules:
    """Raises SettingsError, naming the file and what is wrong in it. Without the file the rules
    that stand above."""
    path = config_dir / "access.toml"
    if not path.exists():
        return AccessRules()
    try:
        return _rules(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{path}: thiếu hoặc sai mục {error}. So với tệp đi kèm chương trình."
            f" / {path}: an entry is missing or wrong: {error}. Compare with the file shipped."
        ) from error


def _rules(data: dict[str, Any]) -> AccessRules:
    session, limits = data.get("session", {}), data.get("limits", {})
    password = data.get("password", {})
    given = {
        "passwords": password.get("allowed"),
        "shortest_password": password.get("shortest"),
        "failures": password.get("failures"),
        "locked": _span(password, "locked_minutes", "minutes"),
        "session": _span(session, "hours", "hours"),
        "idle": _span(session, "idle_minutes", "minutes"),
        "link": _span(session, "link_hours", "hours"),
        "pairing": _span(session, "pairing_minutes", "minutes"),
        "sign_in_limit": limits.get("sign_in"),
        "api_limit": limits.get("api"),
        "export_limit": limits.get("export"),
        "oidc": Oidc(**data["oidc"]) if "oidc" in data else None,
    }
    known: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    return AccessRules(**known)


def _span(section: dict[str, Any], name: str, unit: str) -> timedelta | None:
    return timedelta(**{unit: section[name]}) if name in section else None
