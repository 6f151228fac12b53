"""Every DOM id. Scripts in assets/2-app know those marked 'browser' by name."""

from __future__ import annotations

from typing import Any, Final

LOCATION: Final = "location"
VERSION: Final = "data-version"  # browser: live.js writes the data version here
THEME: Final = "theme"  # browser: theme.js writes 'light' or 'dark' here
LINK_STATE: Final = "link-state"  # browser: live.js writes 'Mất kết nối từ 08:42' here
BROWSER_WORDS: Final = "browser-words"  # browser: the words that scripts say
PLACES: Final = "data-places"  # an attribute of a page's body: the places it was drawn for
FIND: Final = "find"  # browser: what find.js looks for
CHOICES: Final = "choices-for"  # browser: filters.js writes here what choices depend on
MAP_DATA: Final = "map-data"  # browser: map_points.js draws what it holds
MAP_FIND: Final = "map-find"  # browser: map_find.js looks for what is written here
MAP_FOUND: Final = "map-found"
AGAIN: Final = "again"  # asks a page again for what was not ready
SAID: Final = "data-filters"  # browser: an attribute of a page's body: its filters in words
SHOWN: Final = "data-shown"  # browser: an attribute of a page's body: version and day of its data
HAD: Final = "data-had"  # an attribute of a page's body: what its slots hold, a few letters each
ASK: Final = "ask"  # browser: ask.js opens the dialog, and what is in it
ASK_TEXT: Final = "ask-text"
ASK_SAID: Final = "ask-said"
ASK_LIST: Final = "ask-list"
ASK_OPTIONS: Final = "ask-options"
SHELL: Final = "shell"
CONTENT: Final = "content"
PERIOD: Final = "filter-period"
FROM: Final = "filter-from"
TO: Final = "filter-to"
DISTRICT: Final = "filter-district"
AGENCY: Final = "filter-agency"
FIELD: Final = "filter-field"
FILTERS: Final = (PERIOD, DISTRICT, AGENCY, FIELD)


def graph(name: str) -> str:
    """The id of a page's chart: `graph('coverage')`."""
    return f"graph-{name}"


def part(page: str, name: str) -> str:
    """The id of a part of a page that its callbacks fill: `part('overview', 'tiles')`."""
    return f"{page}-{name}"


def head(graph_name: str, part_name: str) -> str:
    """The id of the title or the line under it, of a chart's panel."""
    return f"{graph(graph_name)}-{part_name}"


def row_grid(token: Any) -> dict[str, Any]:
    """The grid of one list of rows, and what belongs to it; `token` may be a wildcard."""
    return {"type": "row-grid", "of": token}


def row_state(token: Any) -> dict[str, Any]:
    return {"type": "row-state", "of": token}


def row_note(token: Any) -> dict[str, Any]:
    return {"type": "row-note", "of": token}


def ask_option(place: int) -> str:
    """The id of a choice of the box for questions."""
    return f"ask-option-{place}"
