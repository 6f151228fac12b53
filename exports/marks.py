"""A status as a drawn shape, as on screen: it is never told by colour alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import unquote

from exports.palette import TOKENS, status_colour
from metrics.reading import Status
from wording.readings import STATUS_SHAPES

_GLYPH = re.compile(r'--glyph-([\w-]+): url\("data:image/svg\+xml,([^"]+)"\)')


def glyph(status: Status) -> str:
    """An SVG in the status' colour; '' where screens have no shape for it either."""
    svg = _glyphs().get(STATUS_SHAPES[status], "")
    return svg.replace("<path", f"<path fill='#{status_colour(status)}'", 1)


@lru_cache(maxsize=1)
def _glyphs() -> Mapping[str, str]:
    found = _GLYPH.findall(TOKENS.read_text(encoding="utf-8"))
    return {name: unquote(data) for name, data in found}
