"""Work that one of several processes does, for those who do it and know nothing of the others."""

from __future__ import annotations

from collections.abc import Callable

# Asks for a share by its name; the second is called whenever it becomes ours. What says whether it
# is ours now.
Share = Callable[[str, Callable[[], object]], Callable[[], bool]]


def by_oneself(_name: str, _gained: Callable[[], object]) -> Callable[[], bool]:
    """Where nobody else is asked: a command that is run by hand."""
    return lambda: True
