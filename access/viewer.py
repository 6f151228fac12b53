"""Viewer: whoever asks, as this request has shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from access.roles import RIGHTS, Right, Role
from data_access.scope import EVERYTHING, Scope

# Of the WSGI environment, which no header can set: told by this program itself.
GIVEN = "tamnhin.viewer"


class Kind(StrEnum):
    ACCOUNT = "account"
    DISPLAY = "display"
    KEY = "key"
    GUEST = "guest"  # where the doors are left open
    COMMAND = "command"  # who may start commands on the server


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """`name`: as the audit tells it; `playlist`: of a display. `token`: the hash of what this
    viewer has shown, by which it is told from others of the same account."""

    kind: Kind
    id: int
    name: str
    role: Role
    scope: Scope = EVERYTHING
    playlist: str = ""
    token: str = ""

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]

    @property
    def who(self) -> str:
        """'account:an.nguyen'."""
        return f"{self.kind}:{self.name}"
