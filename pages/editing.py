"""Who may change targets on screen."""

from __future__ import annotations

from access.current import may
from access.roles import Right


def may_edit() -> bool:
    """Of this request."""
    return may(Right.TARGETS)
