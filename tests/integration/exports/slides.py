"""What can be read back from a presentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pptx import Presentation

from exports.prose import NO_BREAK


def opened(data: bytes) -> Any:
    return Presentation(BytesIO(data))


def charts(deck: Any) -> list[Any]:
    return [shape for shape in shapes(deck) if shape.has_chart]


def tables(deck: Any) -> list[Any]:
    return [shape for shape in shapes(deck) if shape.has_table]


def shapes(deck: Any) -> Iterator[Any]:
    for slide in deck.slides:
        yield from slide.shapes


def said(slide: Any) -> str:
    """All of its text, tables' too."""
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    found = [shape for shape in slide.shapes if shape.has_table]
    return plain("\n".join([*texts, *(text for table in found for text in cells_of(table))]))


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def cells_of(shape: Any) -> list[str]:
    return [plain(cell.text) for row in shape.table.rows for cell in row.cells]


def drawn(deck: Any) -> set[float]:
    """Values of all charts."""
    series = [each for shape in charts(deck) for plot in shape.chart.plots for each in plot.series]
    return {value for each in series for value in each.values if value is not None}


def titled(deck: Any, title: str) -> Any:
    """The first slide of this title."""
    return next(s for s in deck.slides if plain(s.shapes.title.text_frame.text) == title)


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    """Members of which the content differs."""
    old, new = members(before), members(after)
    assert list(old) == list(new)
    return {name for name in old if old[name] != new[name]}


def addresses(data: bytes) -> set[str]:
    """Where links of slides lead."""
    rels = [content for name, content in members(data).items() if name.endswith(".rels")]
    found = re.findall(r'Target="([^"]+)" TargetMode="External"', b"".join(rels).decode())
    return {each.replace("&amp;", "&") for each in found}
