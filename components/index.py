"""The HTML document around every page: language, theme and surface are right before any script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dash import Dash
from flask import request

from components import ids
from config.build import build
from config.packed import PLOTLY

TEMPLATE = """<!doctype html>
<html lang="{lang}" data-theme="{theme}" data-bs-theme="{theme}" data-surface="{surface}"{moment}
 data-build="{build}">
<head>{metas}<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"><title>{title}</title>{css}{ahead}</head>
<body>{painted}{app_entry}<footer>{config}{answers}{scripts}{renderer}</footer></body>
</html>"""


PRELOADED = '<link {when} href="{href}" {kind}>'
FONT = 'as="font" type="font/woff2" crossorigin'
SOON = 'rel="preload"'
# What a map will ask for once it is drawn, named in the page's own words.
FETCHED = 'as="fetch" fetchpriority="low" crossorigin'
_SLASH = r"\u002f"  # as the answer has it
_OUTLINES = re.compile(r"\\u002f(?:outlines|spots)(?:\\u002f|[\w.-])+json")
# plotly.js runs as soon as it is there, beside the others; where nothing is drawn it only comes.
DRAWN = '<script async fetchpriority="low" id="plotly-ahead" src="{href}"></script>'
LATER = '<link rel="prefetch" as="script" id="plotly-ahead" href="{href}">'
CHART = 'class="graph"'
FONTS = ("bevietnampro-400.woff2", "bevietnampro-600.woff2", "tnso-400.woff2")
# The grid's script is a third of all others together, and pages with lists alone need it: links to
# them open a document of their own where it is not there (row_list.js).
LISTS = ("/rows",)
_GRID = re.compile(r"<script[^>]*/dash_ag_grid/[^>]*></script>")
_TABLE = re.compile(r"<script[^>]*/dash_table/[^>]*></script>")  # comes with Dash; no page has one
# Dash would ask for the part that draws charts once it has seen one.
_CORE = re.compile(r'(<script src="[^"]*/dash/dcc/)dash_core_components(\.v[^"]*"></script>)')
_GRAPH = r"\1async-graph\2\g<0>"
# browser: told.js answers from these what Dash asks for first.
ANSWER = '<script type="application/json" data-answers="{name}">{text}</script>'
LAYOUT, CALLBACKS, UPDATE = "_dash-layout", "_dash-dependencies", "_dash-update-component"


class TamNhin(Dash):
    """`moment` gives the server's clock in ms since 1970 and the data version, or None while there
    is nothing to read. `ahead`: links to what the page will ask for, so that it is on its way;
    `plotly`: the address of plotly.js. `opened` gives the page that is asked for, as HTML and as
    the answer that puts the living one in its place: no round trip lies between the two."""

    moment: Callable[[], tuple[int, int] | None] = staticmethod(lambda: None)
    ahead: str = ""
    plotly: str = ""
    opened: Callable[[], tuple[str, str]] = staticmethod(lambda: ("", ""))

    def interpolate_index(self, *_: Any, **parts: Any) -> str:
        wall = request.path.startswith("/wall")
        moment = self._moment()  # before the page: told a newer version, it would not ask for it
        painted, living = self.opened()
        drawn = wall or CHART in painted
        if not request.path.startswith(LISTS):
            parts["scripts"] = _GRID.sub("", parts["scripts"])
        parts["scripts"] = _TABLE.sub("", parts["scripts"])
        if drawn:
            parts["scripts"] = _CORE.sub(_GRAPH, parts["scripts"])
        return TEMPLATE.format(
            lang=language(),
            theme="dark" if wall else theme(),
            surface="wall" if wall else "desk",
            moment=moment,
            build=build(),
            ahead=self.ahead + outlines_ahead(living) + self._plotly(drawn=drawn),
            painted=painted,
            answers=self._answers(living),
            **parts,
        )

    def _plotly(self, *, drawn: bool) -> str:
        return (DRAWN if drawn else LATER).format(href=self.plotly) if self.plotly else ""

    def _answers(self, living: str) -> str:
        told = {
            LAYOUT: self.serve_layout().get_data(as_text=True),  # type: ignore[no-untyped-call]
            CALLBACKS: self.dependencies().get_data(as_text=True),
        }
        if living:
            put = f'{{"{ids.SHELL}":{{"children":{living}}}}}'
            told[UPDATE] = f'{{"multi":true,"response":{put}}}'
        return "".join(ANSWER.format(name=name, text=_closed(told[name])) for name in told)

    def _moment(self) -> str:
        found = self.moment()
        return f' data-server-time="{found[0]}" data-version="{found[1]}"' if found else ""


def _closed(text: str) -> str:
    """JSON that cannot end the script which holds it."""
    return text.replace("<", "\\u003c")


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


def fonts_ahead(asset: Callable[[str], str], vendor: Path) -> str:
    """Letters are asked for at once. Before set-up there is nothing to name."""
    fonts = [name for name in FONTS if (vendor / name).exists()]
    return "".join(
        PRELOADED.format(when=SOON, href=asset(f"1-vendor/{name}"), kind=FONT) for name in fonts
    )


def outlines_ahead(living: str) -> str:
    """Of the page's maps: outlines and spots come beside the scripts that draw them."""
    return "".join(
        PRELOADED.format(when=SOON, href=address.replace(_SLASH, "/"), kind=FETCHED)
        for address in dict.fromkeys(_OUTLINES.findall(living))
    )


def plotly_address(asset: Callable[[str], str], vendor: Path) -> str:
    """`plotly_vi.js` tells Dash where plotly.js is."""
    file = vendor / PLOTLY
    return f"{asset(f'1-vendor/{PLOTLY}')}?m={file.stat().st_mtime}" if file.exists() else ""
