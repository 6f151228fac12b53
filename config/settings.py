"""Settings: what the environment decides. Read once, at start, never at import."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import Literal

from config.logs import Log

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"


Access = Literal["closed", "open"]


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
    access: Access = "closed"
    proxies: int = 0
    oidc_secret: str | None = None
    log: Log = "text"
    secret_key_before: tuple[str, ...] = ()
    cache_dir: Path = VAR / "cache"
    analytics_url: str | None = None

    @property
    def secret_key_given(self) -> bool:
        """Not made here and kept in a file of this machine."""
        path = VAR / "secret_key"
        return not path.exists() or path.read_text().strip() != self.secret_key

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        return cls(
            database_url=environ.get("TAMNHIN_DATABASE_URL") or f"sqlite:///{VAR / 'tamnhin.db'}",
            cache_url=environ.get("TAMNHIN_CACHE_URL") or None,
            secret_key=environ.get("TAMNHIN_SECRET_KEY") or _kept_secret(VAR / "secret_key"),
            host=environ.get("TAMNHIN_HOST") or "127.0.0.1",
            port=_port(environ.get("TAMNHIN_PORT") or "8050"),
            config_dir=Path(environ.get("TAMNHIN_CONFIG") or ROOT / "config"),
            access=_access(environ.get("TAMNHIN_ACCESS") or "closed"),
            proxies=_proxies(environ.get("TAMNHIN_PROXIES") or "0"),
            oidc_secret=environ.get("TAMNHIN_OIDC_SECRET") or None,
            log=_log(environ.get("TAMNHIN_LOG") or ""),
            secret_key_before=tuple(environ.get("TAMNHIN_SECRET_KEY_BEFORE", "").split()),
            cache_dir=Path(environ.get("TAMNHIN_CACHE_DIR") or VAR / "cache"),
            analytics_url=environ.get("TAMNHIN_ANALYTICS_URL") or None,
        )


def _access(text: str) -> Access:
    if text == "closed":
        return "closed"
    if text == "open":
        return "open"
    raise SettingsError(
        f"TAMNHIN_ACCESS: '{text}' không phải closed hay open."
        f" / '{text}' is neither closed nor open."
    )


def _log(text: str) -> Log:
    """Unless it is said: as whoever reads it likes it."""
    if text == "text" or (not text and sys.stderr.isatty()):
        return "text"
    if text in ("json", ""):
        return "json"
    raise SettingsError(
        f"TAMNHIN_LOG: '{text}' không phải text hay json. / '{text}' is neither text nor json."
    )


def _proxies(text: str) -> int:
    if not text.isdecimal() or int(text) > 9:
        raise SettingsError(
            f"TAMNHIN_PROXIES: '{text}' không phải số máy chủ đứng trước (0–9)."
            f" / '{text}' is no number of servers in front (0–9)."
        )
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not int(text) < 65536:
        raise SettingsError(
            f"TAMNHIN_PORT: '{text}' không phải số cổng (0–65535)."
            f" / '{text}' is not a port number (0–65535)."
        )
    return int(text)


def _kept_secret(path: Path) -> str:
    """Made on the first start and kept for its owner only, so that there is no built-in default."""
    try:
        if not path.exists():
            _make_secret(path)
        return path.read_text().strip()
    except OSError as error:
        raise SettingsError(
            f"Không đọc hay ghi được khóa bí mật {path} ({error}). Sửa quyền của thư mục, hoặc đặt"
            " TAMNHIN_SECRET_KEY."
            f" / Cannot read or write the secret key {path}. Mend the folder's rights, or set"
            " TAMNHIN_SECRET_KEY."
        ) from error


def _make_secret(path: Path) -> None:
    """Put in place whole: of two that start at once, both read the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, part = mkstemp(dir=path.parent)  # mode 600
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        path.hardlink_to(part)
    Path(part).unlink()
