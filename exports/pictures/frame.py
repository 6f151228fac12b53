"""What stands around a picture that goes out alone: title, filters, source, age, version, link."""

from __future__ import annotations

from urllib.parse import urljoin

from exports.briefing import Drawn, Head
from exports.pictures.letters import HEADING, LEADING, PLAIN, SMALL, lines_of, width
from exports.pictures.sheet import Area, Sheet
from exports.provenance import BETWEEN, as_of, demonstration, version

EDGE = 14.0  # points around everything


def framed(sheet: Sheet, drawn: Drawn, head: Head) -> Area:
    """Writes it all, and says what is left for the plot."""
    inner = sheet.area.inside(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
    below = _foot(sheet, inner, drawn, head)
    above = _top(sheet, inner, drawn, head)
    return inner.inside(top=above + 10, bottom=below + 8)


def _top(sheet: Sheet, area: Area, drawn: Drawn, head: Head) -> float:
    y = area.top
    for line in lines_of(drawn.title, area.width, HEADING, 600):
        sheet.write(area.left, y, line, size=HEADING, weight=600, colour="ink", va="top")
        y -= HEADING * LEADING
    sub = BETWEEN.join(part for part in (drawn.sub, head.filters) if part)
    for line in lines_of(sub, area.width):
        sheet.write(area.left, y - 1, line, va="top")
        y -= PLAIN * LEADING
    return area.top - y


def _foot(sheet: Sheet, area: Area, drawn: Drawn, head: Head) -> float:
    label = demonstration(head)
    room = area.width - (width(label, SMALL, 600) + 14 if label else 0)
    lines = [line for text in _notes(drawn, head) for line in lines_of(text, room, SMALL)]
    height = len(lines) * SMALL * LEADING
    for i, line in enumerate(lines):
        y = area.bottom + height - (i + 1) * SMALL * LEADING + 2
        sheet.write(area.left, y, line, size=SMALL, colour="ink-3")
    if label:
        y = area.bottom + height - SMALL * LEADING + 2
        sheet.write(area.right, y, label, size=SMALL, weight=600, colour="ink-2", ha="right")
    sheet.rule(area.bottom + height + 5, area.left, area.right, "rule", 0.75)
    return height + 8


def _notes(drawn: Drawn, head: Head) -> list[str]:
    source = head.words("Nguồn: {said}", said=drawn.source) if drawn.source else ""
    said = (head.province, source, as_of(head), version(head))
    return [BETWEEN.join(part for part in said if part), urljoin(head.link, drawn.link)]
