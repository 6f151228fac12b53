"""Components as HTML: what Block shows is what React would have built."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest
from dash import dcc, html

from components.attributes import attrs
from components.block import Block
from components.first_paint import first_paint
from components.markup import NotPlain, markup
from components.plot import plot


def test_attributes_are_written_as_browsers_know_them() -> None:
    written = markup(
        html.Label(
            ["<b> & ", 5.0, None, html.Br(), 0],
            className="x y",
            htmlFor="a",
            hidden=True,
            title='"q"',
            style={"--v": 76.2, "--t": 0},
            **attrs({"data-n": 0, "aria-label": None, "data-off": False}),
        )
    )
    assert written == (
        '<label class="x y" hidden="" for="a" style="--v:76.2;--t:0" title="&quot;q&quot;"'
        ' data-n="0">&lt;b&gt; &amp; 5<br>0</label>'
    )


def test_a_link_of_dash_becomes_one_that_loads_no_page() -> None:
    assert markup(dcc.Link("Hồ sơ", href="/dossiers?a=1&b=2")) == (
        '<a href="/dossiers?a=1&amp;b=2" data-link="">Hồ sơ</a>'
    )


def test_a_text_is_never_taken_for_markup() -> None:
    block = Block("<img src=x onerror=alert(1)>", id="b")
    assert block.children == "&lt;img src=x onerror=alert(1)&gt;"


def test_what_lives_in_the_browser_stays_a_component() -> None:
    chart = plot(go.Figure(), id="g")
    with pytest.raises(NotPlain):
        markup(chart)
    assert Block([chart]).children == [chart]
    button = html.Button("Lưu", id="save")
    assert Block(button).children is button, "a callback waits for a button that has an id"


def test_the_first_paint_has_figures_and_places_but_no_ids() -> None:
    select = html.Div([Block(html.P("76,2"), id="s", className="slot"), plot(go.Figure(), id="g")])
    assert first_paint(select) == (
        '<div id="first-paint"><div><div class="slot"><p>76,2</p></div>'
        '<div class="plot"><div class="graph"></div></div></div></div>'
    )
