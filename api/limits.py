"""How often somebody may knock, ask and carry away. Counted in Redis where several machines share
one, else by each process for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask, g, request
from flask_limiter import Limiter, RateLimitExceeded

from access.errors import TooMany
from access.links import PATH as ONCE
from api.problems import problem

if TYPE_CHECKING:
    from config.access import AccessRules

EXPORTS = (".csv", ".pptx", ".docx", ".xlsx", ".pdf", ".zip")
API = "/api/"
BACKGROUND = "/api/v1/version"
KNOCKS = ("/signin", "/pair")


def limit(server: Flask, rules: AccessRules, cache_url: str | None) -> None:
    """After the gate, which says who asks."""
    limiter = Limiter(
        _whose, app=server, storage_uri=cache_url or "memory://", headers_enabled=False,
        swallow_errors=True, in_memory_fallback_enabled=bool(cache_url),
    )  # fmt: skip

    @server.before_request
    def counted() -> Any:
        name, rule = _rule(rules)
        if not rule:
            return None
        try:
            with limiter.limit(rule, key_func=lambda: f"{name}:{_whose()}"):
                return None
        except RateLimitExceeded as error:
            seconds = error.limit.limit.get_expiry() if error.limit else 60
            answer = problem(TooMany(seconds))
            answer.headers["Retry-After"] = str(seconds)
            return answer


def _rule(rules: AccessRules) -> tuple[str, str]:
    path = request.path
    if path.startswith(KNOCKS):
        knocks = request.method == "POST" or path.startswith((ONCE, "/pair", "/signin/oidc"))
        return ("door", rules.sign_in_limit) if knocks else ("", "")
    if path == BACKGROUND or not path.startswith(API):
        return "", ""
    if path.endswith(EXPORTS):
        return "export", rules.export_limit
    return "api", rules.api_limit


def _whose() -> str:
    found = g.get("viewer")
    return found.token or found.who if found is not None else str(request.remote_addr)
