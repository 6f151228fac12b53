"""Names and last values at the ends of lines, moved apart where they would touch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.line import Line, shown
from components.look import Look
from components.theme import text_px, tokens
from metrics.metric import Unit
from wording import format as fmt

PLOT_PX = {"desk": 240, "phone": 200, "wall": 320}  # roughly how high lines have room


def end_labels(
    lines: Sequence[Line], unit: Unit, look: Look, decimals: int
) -> list[dict[str, Any]]:
    """Plotly annotations, one for each line that has a value."""
    ends = [(line, *end) for line in lines if (end := _end(line, unit))]
    px = PLOT_PX[look.size] / (_span(lines, unit) or 1.0)
    lifts = spread(
        [value * px for _, _, value in ends], text_px(look.size) * (3.0 if look.wall else 1.4)
    )
    return [
        _label(line, month, value, look, decimals) | {"yshift": lift}
        for (line, month, value), lift in zip(ends, lifts, strict=True)
    ]


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """How far each label moves up (or, below zero, down) so that none stands on another; their
    order is kept, and labels that push one another stay around the middle of their lines."""
    lifts = [0.0] * len(heights)
    crowd: list[int] = []
    floor = float("-inf")
    for i in sorted(range(len(heights)), key=lambda i: heights[i]):
        if heights[i] >= floor:
            _centre(lifts, crowd)
            crowd = []
        crowd.append(i)
        lifts[i] = max(floor - heights[i], 0.0)
        floor = heights[i] + lifts[i] + gap
    _centre(lifts, crowd)
    return lifts


def _centre(lifts: list[float], crowd: Sequence[int]) -> None:
    half = max((lifts[i] for i in crowd), default=0.0) / 2
    for i in crowd:
        lifts[i] -= half


def bare(text: str) -> str:
    """A label's text without its weight."""
    return text.replace("<b>", "").replace("</b>", "")


def _end(line: Line, unit: Unit) -> tuple[int, float] | None:
    known = [(p.month, value) for p in line.points if (value := shown(p.value, unit)) is not None]
    return known[-1] if known else None


def _span(lines: Sequence[Line], unit: Unit) -> float:
    values = [v for line in lines for p in line.points if (v := shown(p.value, unit)) is not None]
    floor = min(values, default=0.0) if unit is Unit.RATIO else 0.0
    return max(values, default=1.0) - floor


def _label(line: Line, month: int, value: float, look: Look, decimals: int) -> dict[str, Any]:
    colour = tokens(look.theme)
    figure = fmt.number(value, decimals, look.words.lang)
    apart = "<br>" if look.wall else " "
    said = line.name if line.kind == "plan" else f"{line.name}{apart}<b>{figure}</b>"
    return {
        "x": fmt.month(month, look.words),
        "y": value,
        "text": said,
        "align": "left",
        "showarrow": False,
        "xanchor": "left",
        "xshift": 20 if look.wall else 7,
        "font": {"color": colour["ink" if line.kind == "actual" else "ink-2"]},
    }
