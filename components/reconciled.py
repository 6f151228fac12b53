"""What was reported beside a figure that rows give: a quiet mark, and words."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html

from components.glyph import glyph
from metrics.metric import Metric, Unit
from metrics.reading import Agreement, Reading, Reconciliation
from wording import format as fmt
from wording.readings import unit_text
from wording.shapes import Shape
from wording.words import Words, mark

AGREEMENTS: dict[Agreement, tuple[Shape, str]] = {
    Agreement.RECONCILED: ("equal", mark("Đã đối soát")),
    Agreement.UNRECONCILED: ("unequal", mark("Chưa đối soát")),
    Agreement.NOT_COMPARABLE: ("nodata", mark("Không so được")),
}


def beside(reading: Reading, words: Words) -> html.P | None:
    """Under a figure: 'Khớp báo cáo 76,2', or in two lines 'Chưa đối soát' and 'Báo cáo 63,0,
    lệch −1,7'."""
    found = reading.reconciliation
    if found is None or found.reported is None:
        return None
    shape, said = AGREEMENTS[found.state]
    first, second = words(said), reported_said(reading.metric, found, words)
    if found.state is Agreement.RECONCILED:
        value = figure(reading.metric, found.reported, words)
        first, second = words("Khớp báo cáo {value}", value=value), ""
    return html.P(
        [
            html.Span([glyph(shape), first], className="beside-state"),
            html.Span(second) if second else None,
        ],
        className="beside",
        title=explained(reading.metric, found, words),
    )


def beside_mark(reading: Reading, words: Words) -> html.Span | None:
    """In a row of a table, where only disagreement is marked."""
    found = reading.reconciliation
    if found is None or found.state is not Agreement.UNRECONCILED:
        return None
    said = explained(reading.metric, found, words)
    return html.Span(
        [glyph("unequal"), html.Span(said, className="visually-hidden")],
        className="beside-mark",
        title=said,
    )


def beside_key(readings: Iterable[Reading], words: Words) -> html.P | None:
    """What the marks of a table mean, where it has any."""
    if not any(beside_mark(reading, words) for reading in readings):
        return None
    said = words("chưa đối soát: đơn vị báo cáo khác với số tính từ dữ liệu")
    return html.P([glyph("unequal"), said], className="sub foot beside-key")


def reported_said(metric: Metric, found: Reconciliation, words: Words) -> str:
    """'Báo cáo 63,0, lệch −1,7', in the metric's unit; points for a ratio."""
    shown = figure(metric, found.reported, words)
    if found.state is not Agreement.UNRECONCILED or found.difference is None:
        return words("Báo cáo {value}", value=shown)
    return words("Báo cáo {value}, lệch {by}", value=shown, by=difference(metric, found, words))


def difference(metric: Metric, found: Reconciliation, words: Words) -> str:
    return fmt.delta(found.difference, metric.unit, fmt.decimals_of(metric), words.lang)


def explained(metric: Metric, found: Reconciliation, words: Words) -> str:
    """One sentence with reporter, values and, where it has them, the report's own counts."""
    said = [words(AGREEMENTS[found.state][1]), reported_said(metric, found, words)]
    if metric.unit is not Unit.RATIO:
        said[-1] += f" {unit_text(metric.unit, words)}"
    if found.numerator is not None and found.denominator is not None:
        above, below = (fmt.number(n, 0, words.lang) for n in (found.numerator, found.denominator))
        said.append(words("tử, mẫu số báo cáo {above} / {below}", above=above, below=below))
    if found.own_counts is not None:
        own = figure(metric, found.own_counts, words)
        said.append(words("tử, mẫu số của chính báo cáo cho {value}", value=own))
    if found.reported_by:
        said.append(words("nơi báo cáo: {who}", who=", ".join(found.reported_by)))
    return "; ".join(said)


def figure(metric: Metric, value: float | None, words: Words) -> str:
    return fmt.figure(value, metric.unit, fmt.decimals_of(metric), words.lang)
