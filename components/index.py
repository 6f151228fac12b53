"""The HTML document around every page: language, theme and surface are right before any script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import Dash
from flask import request

TEMPLATE = """<!doctype html>
<html lang="{lang}" data-theme="{theme}" data-bs-theme="{theme}" data-surface="{surface}"{moment}>
<head>{metas}<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"><title>{title}</title>{css}</head>
<body>{app_entry}<footer>{config}{scripts}{renderer}</footer></body>
</html>"""


class TamNhin(Dash):
    """`moment` gives the server's clock in ms since 1970 and the data version, or None while there
    is nothing to read."""

    moment: Callable[[], tuple[int, int] | None] = staticmethod(lambda: None)

    def interpolate_index(self, *_: Any, **parts: Any) -> str:
        wall = request.path.startswith("/wall")
        return TEMPLATE.format(
            lang=language(),
            theme="dark" if wall else theme(),
            surface="wall" if wall else "desk",
            moment=self._moment(),
            **parts,
        )

    def _moment(self) -> str:
        found = self.moment()
        return f' data-server-time="{found[0]}" data-version="{found[1]}"' if found else ""


def language() -> str:
    """What the address asks for, else what this viewer chose before, else Vietnamese."""
    asked = request.args.get("lang") or request.cookies.get("tamnhin_lang")
    return "en" if asked == "en" else "vi"


def theme() -> str:
    """What this viewer chose before, else light; a wall is always dark."""
    return "dark" if request.cookies.get("tamnhin_theme") == "dark" else "light"
