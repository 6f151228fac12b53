"""Places over time: the first on top, and no line over a change of the scheme."""

from __future__ import annotations

import plotly.graph_objects as go

from components.bump import Places, bump_figure
from components.chart_note import ChartNote
from components.look import Look
from wording.words import Words

MOMENTS = ["T1/2024", "T2/2024", "T3/2024"]
UNITS = [
    Places(code="A", name="Sở A", ranks=[1, 2, 2]),
    Places(code="B", name="Sở B", ranks=[2, 1, None]),
]


def drawn(breaks: tuple[int, ...] = ()) -> go.Figure:
    look = Look(words=Words("vi"), theme="light", size="desk")
    note = ChartNote(title="Hạng", filters="", source="", as_of="", demo=False)
    return bump_figure(
        UNITS, MOMENTS, look=look, note=note, here="A", breaks=breaks, broken="Đổi thang điểm"
    )


def test_the_first_place_is_on_top() -> None:
    low, high = drawn().layout.yaxis.range
    assert low > high


def test_a_line_is_broken_where_another_version_begins_and_that_is_said() -> None:
    figure = drawn(breaks=(2,))
    [own] = [trace for trace in figure.data if trace.name == "Sở A"]
    assert list(own.y) == [1, 2, None, 2]
    assert "Đổi thang điểm" in [note.text for note in figure.layout.annotations]
    assert list(next(t for t in drawn().data if t.name == "Sở A").y) == [1, 2, 2]


def test_who_has_no_place_now_has_no_name_at_the_end() -> None:
    said = [note.text for note in drawn().layout.annotations]
    assert said == ["<b>Sở A</b>"]


def test_the_table_of_the_chart_has_every_place() -> None:
    assert drawn().layout.meta["rows"] == [["Sở A", 1, 2, 2], ["Sở B", 2, 1, None]]
