"""Whether a request comes from the machine that serves."""

from __future__ import annotations

from ipaddress import ip_address

from flask import request

_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")


def at_home() -> bool:
    """A proxy on the same machine passes on whoever comes, so what was passed on is nobody at this
    machine; and a name that is not this machine's may be anybody's."""
    passed_on = any(name in request.headers for name in _PASSED_ON)
    name = request.host.rsplit(":", 1)[0].strip("[]")
    return not passed_on and _loopback(request.remote_addr) and _loopback(name)


def _loopback(name: str | None) -> bool:
    if name == "localhost":
        return True
    try:
        return ip_address(name or "").is_loopback
    except ValueError:
        return False
