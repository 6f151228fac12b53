"""The HTML document around every page: language, theme and surface are right before any script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dash import Dash
from flask import request

from config.packed import PLOTLY

TEMPLATE = """<!doctype html>
<html lang="{lang}" data-theme="{theme}" data-bs-theme="{theme}" data-surface="{surface}"{moment}>
<head>{metas}<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"><title>{title}</title>{css}{ahead}</head>
<body>{painted}{app_entry}<footer>{config}{scripts}{renderer}</footer></body>
</html>"""


PRELOADED = '<link {when} href="{href}" {kind}>'
FONT = 'as="font" type="font/woff2" crossorigin'
SCRIPT = 'as="script" id="plotly-ahead" fetchpriority="low"'
SOON, LATER = 'rel="preload"', 'rel="prefetch"'
CHART = 'class="graph"'
FONTS = ("bevietnampro-400.woff2", "bevietnampro-600.woff2", "tnso-400.woff2")
# The grid's script is a third of all others together, and pages with lists alone need it: links to
# them open a document of their own where it is not there (row_list.js).
LISTS = ("/rows",)
_GRID = re.compile(r"<script[^>]*/dash_ag_grid/[^>]*></script>")


class TamNhin(Dash):
    """`moment` gives the server's clock in ms since 1970 and the data version, or None while there
    is nothing to read. `ahead`: links to what the page will ask for, so that it is on its
    way; `painted` gives the page that is asked for as HTML."""

    moment: Callable[[], tuple[int, int] | None] = staticmethod(lambda: None)
    ahead: str = ""
    painted: Callable[[], str] = staticmethod(str)

    def interpolate_index(self, *_: Any, **parts: Any) -> str:
        wall = request.path.startswith("/wall")
        painted = self.painted()
        charts = SOON if wall or CHART in painted else LATER
        if not request.path.startswith(LISTS):
            parts["scripts"] = _GRID.sub("", parts["scripts"])
        return TEMPLATE.format(
            lang=language(),
            theme="dark" if wall else theme(),
            surface="wall" if wall else "desk",
            moment=self._moment(),
            ahead=self.ahead.format(charts=charts),
            painted=painted,
            **parts,
        )

    def _moment(self) -> str:
        found = self.moment()
        return f' data-server-time="{found[0]}" data-version="{found[1]}"' if found else ""


def language() -> str:
    """What the address asks for, else what this viewer chose before, else Vietnamese."""
    asked = request.args.get("lang") or request.cookies.get("tamnhin_lang")
    return "en" if asked == "en" else "vi"


def origin() -> str:
    """Of the address that this viewer uses: 'http://127.0.0.1:8050'."""
    return request.host_url.rstrip("/")


def theme() -> str:
    """What this viewer chose before, else light; a wall is always dark."""
    return "dark" if request.cookies.get("tamnhin_theme") == "dark" else "light"


def links_ahead(asset: Callable[[str], str], vendor: Path) -> str:
    """Charts come late in a page's scripts; plotly.js and the letters are asked for at once.
    `plotly_vi.js` tells Dash where plotly.js is. Before set-up there is nothing to name."""
    fonts = [name for name in FONTS if (vendor / name).exists()]
    links = [
        PRELOADED.format(when=SOON, href=asset(f"1-vendor/{name}"), kind=FONT) for name in fonts
    ]
    if (vendor / PLOTLY).exists():
        file = vendor / PLOTLY
        href = f"{asset(f'1-vendor/{PLOTLY}')}?m={file.stat().st_mtime}"
        links += [PRELOADED.format(when="{charts}", href=href, kind=SCRIPT)]
    return "".join(links)
