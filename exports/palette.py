"""Colours of files: the light ones of the screens, read from where screens have them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from config.settings import ROOT
from metrics.reading import Status

TOKENS = ROOT / "assets/2-app/tokens.css"
_LIGHT = re.compile(r'\[data-theme="light"\] \{(.*?)\n\}', re.DOTALL)
_COLOUR = re.compile(r"--([\w-]+):\s*#([0-9A-Fa-f]{6})")
STATUS_TOKENS = {
    Status.MET: "status-met",
    Status.WATCH: "status-watch",
    Status.MISSED: "status-missed",
    Status.NO_TARGET: "ink-3",
    Status.NO_DATA: "status-stale",
}
# Shapes that differ without colour, and that every office typeface has.
STATUS_SIGNS = {
    Status.MET: "●",
    Status.WATCH: "▲",
    Status.MISSED: "■",
    Status.NO_TARGET: "○",
    Status.NO_DATA: "○",
}


@lru_cache(maxsize=1)
def palette() -> Mapping[str, str]:
    """RRGGBB by a token's name without its dashes: `palette()["ink"]`."""
    found = _LIGHT.search(TOKENS.read_text(encoding="utf-8"))
    return dict(_COLOUR.findall(found[1])) if found else {}


def status_colour(status: Status) -> str:
    return palette()[STATUS_TOKENS[status]]
