"""What Flask-Login carries: the token of a session or a screen, and whose it is."""

from __future__ import annotations

from flask_login import UserMixin

from access.viewer import Viewer

DISPLAY = "display:"  # what begins the token that a screen keeps


class Bearer(UserMixin):  # type: ignore[misc]
    """`id` is kept in the signed cookie."""

    def __init__(self, token: str, viewer: Viewer) -> None:
        self.id = token
        self.viewer = viewer
