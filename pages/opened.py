"""A page as it is opened: HTML for its first paint, and the living one that takes its place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from access.current import require
from access.roles import Right
from components.first_paint import first_paint
from data_access.errors import TamNhinError
from metrics.desk import View
from pages.asking import ask, query_of
from pages.chrome import desk_frame
from pages.kept import Passing, kept
from pages.page import Ask, Page
from pages.slots import slots
from pages.told import signed, told
from pages.trouble import trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """`text`: the living page in JSON."""

    html: str
    text: str

    @property
    def living(self) -> Any:
        return json.loads(self.text)


def opened(view: View, page: Page, item: str, path: str, search: str) -> Opened:
    try:
        require(Right.WALL if page.wall else page.needs)
        asked = ask(view, search, wall=page.wall, item=item)
        if not page.stands:
            return _whole(page, asked, search)
        minute = asked.view.snap.clock.replace(second=0, microsecond=0)  # is said on the page
        return kept(page, asked, ("opened", search, minute), lambda: _whole(page, asked, search))
    except TamNhinError as error:
        asked = ask(view, "", wall=page.wall, item=item)
        notice = trouble(error, path, query_of(search), asked)
        return _both(desk_frame(page, None, asked, search=search, notice=notice))


def _whole(page: Page, asked: Ask, search: str) -> Opened:
    content = page.content(asked)
    had = signed(told("", slots(page, content)))
    found = _both(desk_frame(page, content, asked, search=search, had=had))
    if content.passing and page.stands:
        raise Passing(found)
    return found


def _both(tree: Component) -> Opened:
    return Opened(html=first_paint(tree), text=to_json_plotly(tree))
