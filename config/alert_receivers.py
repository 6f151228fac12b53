"""Who is told of alerts: e-mail and webhooks of `config/alerts.toml`. Secrets are not in the file:
entries that end in `_env` name the environment variable that holds one."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

EVENTS = ("raised", "cleared", "assigned")
PRIORITIES = ("urgent", "high", "normal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    host: str
    port: int
    sender: str
    starttls: bool = True
    user: str = ""
    password_env: str = ""

    @property
    def password(self) -> str:
        return os.environ.get(self.password_env, "") if self.password_env else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """`scope` as of an account: 'province', 'agency:H46.01'. `to`: addresses, or one URL."""

    name: str
    kind: Literal["email", "webhook"]
    to: tuple[str, ...]
    priorities: tuple[str, ...] = ("urgent", "high")
    events: tuple[str, ...] = ("raised",)
    scope: str = "province"
    secret_env: str = ""
    lang: Literal["vi", "en"] = "vi"

    @property
    def secret(self) -> str:
        return os.environ.get(self.secret_env, "") if self.secret_env else ""


def read_receivers(data: Mapping[str, Any]) -> tuple[Smtp | None, tuple[Receiver, ...]]:
    """Raises ValueError, KeyError, TypeError, naming the entry."""
    smtp = Smtp(**data["smtp"]) if "smtp" in data else None
    found = tuple(_receiver(name, of) for name, of in data.get("receivers", {}).items())
    if smtp is None and any(each.kind == "email" for each in found):
        raise ValueError("[smtp]: thiếu, cần cho thư / missing, needed by e-mail")
    return smtp, found


def _receiver(name: str, of: Mapping[str, Any]) -> Receiver:
    where = f"[receivers.{name}]"
    try:
        lists = {key: _listed(of[key]) for key in ("to", "priorities", "events") if key in of}
        made = Receiver(**{"name": name, **of, **lists})
    except TypeError as error:
        raise ValueError(f"{where} {error}") from error
    for key, valid in (("priorities", PRIORITIES), ("events", EVENTS)):
        wrong = [each for each in getattr(made, key) if each not in valid]
        if wrong:
            raise ValueError(f"{where} {key} '{wrong[0]}': {', '.join(valid)}")
    if not re.fullmatch(r"province|(agency|district|commune):\S+", made.scope):
        raise ValueError(f"{where} scope '{made.scope}': province, agency:…, district:…, commune:…")
    if made.kind not in ("email", "webhook"):
        raise ValueError(f"{where} kind '{made.kind}': email, webhook")
    wrong = [each for each in made.to if not _reachable(made.kind, each)]
    if wrong or not made.to:
        raise ValueError(f"{where} to '{wrong[0] if wrong else ''}'")
    return made


def _listed(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(str(each) for each in given)


def _reachable(kind: str, to: str) -> bool:
    if kind == "email":
        return re.fullmatch(r"[^@\s]+@[^@\s]+", to) is not None
    parts = urlsplit(to)
    return parts.scheme in ("http", "https") and bool(parts.hostname)
