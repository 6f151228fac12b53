"""Who asks now. Set once for each request, at the gate; commands are started by whoever may."""

from __future__ import annotations

import getpass

from flask import g, has_request_context

from access.errors import NotAllowed, SignInFirst
from access.roles import Right, Role
from access.viewer import Kind, Viewer
from data_access.scope import Scope


def viewer() -> Viewer:
    """Raises SignInFirst where the gate has let nobody in."""
    found: Viewer | None = g.get("viewer") if has_request_context() else command()
    if found is None:
        raise SignInFirst
    return found


def scope() -> Scope:
    """For the desk: nothing is read for a request that nobody is known to have sent."""
    if not has_request_context():  # a stream that has left its request behind, a thread
        raise SignInFirst
    return viewer().scope


def may(right: Right) -> bool:
    found: Viewer | None = g.get("viewer") if has_request_context() else command()
    return found is not None and found.may(right)


def signed_in() -> bool:
    """Whether there is a name to be shown."""
    found = g.get("viewer") if has_request_context() else None
    return found is not None and found.kind is Kind.ACCOUNT


def audience() -> tuple[str, bool]:
    """What pages look alike for: the role, and whether somebody is signed in. Scopes are a part of
    all that is kept anyway."""
    return str(viewer().role), signed_in()


def require(right: Right) -> Viewer:
    """Raises SignInFirst, NotAllowed."""
    found = viewer()
    if not found.may(right):
        raise NotAllowed
    return found


def command() -> Viewer:
    """Whoever may start commands on the server has the rights of its user there."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in containers
        name = "?"
    return Viewer(kind=Kind.COMMAND, id=0, name=name, role=Role.ADMINISTRATOR)
