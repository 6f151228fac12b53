"""Settings: what the environment decides. Read once, at start, never at import."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"


class SettingsError(ValueError):
    """A setting that cannot be right, named with what would be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every field is documented in README.md; a test holds the two together."""

    database_url: str
    cache_url: str | None
    secret_key: str
    host: str
    port: int
    config_dir: Path

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        return cls(
            database_url=environ.get("TAMNHIN_DATABASE_URL") or f"sqlite:///{VAR / 'tamnhin.db'}",
            cache_url=environ.get("TAMNHIN_CACHE_URL") or None,
            secret_key=environ.get("TAMNHIN_SECRET_KEY") or _kept_secret(VAR / "secret_key"),
            host=environ.get("TAMNHIN_HOST") or "127.0.0.1",
            port=_port(environ.get("TAMNHIN_PORT") or "8050"),
            config_dir=Path(environ.get("TAMNHIN_CONFIG") or ROOT / "config"),
        )


def _port(text: str) -> int:
    if not text.isdecimal() or not int(text) < 65536:
        raise SettingsError(
            f"TAMNHIN_PORT: '{text}' không phải số cổng (0–65535)."
            f" / '{text}' is not a port number (0–65535)."
        )
    return int(text)


def _kept_secret(path: Path) -> str:
    """Made on the first start and kept for its owner only, so that there is no built-in default."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
