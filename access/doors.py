"""Doors: what every question of who and whether needs."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from access.store import Store
from config.access import AccessRules


def utc_now() -> datetime:
    """As stored: UTC, without a zone. The real clock, never the demonstration's."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    store: Store
    rules: AccessRules
    now: Callable[[], datetime] = utc_now


def new_token() -> str:
    """256 bits: no search finds it, so a plain hash keeps it."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
