"""A workbook under way: its looks, each made once, and what stands at the top of every sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from exports import lettering, provenance
from exports.briefing import Briefing, Piece
from exports.palette import palette

FONT, SIZE = "Arial", 10
TOP = 6  # rows above a table's heading
A4 = 9
LETTER = 7 / 96  # inches, of a column's width


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    of: Briefing
    workbook: Any
    _made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def look(self, **properties: Any) -> Any:
        """`look(bold=True, colour="ink-3")`; the colour by its token."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.workbook.add_format(_named(properties))
        return self._made[key]

    def sheet(self, name: str, title: str, piece: Piece | None = None, sub: str = "") -> Any:
        """With its title, its filters, source and version, the link and the label of made-up
        data."""
        made = self.workbook.add_worksheet(name)
        made.hide_gridlines(2)
        made.set_row(0, 24)
        made.write_string(0, 0, title, self.look(bold=True, font_size=14))
        muted = self.look(colour="ink-3")
        made.write_string(1, 0, sub, muted)
        made.write_string(2, 0, provenance.BETWEEN.join(provenance.parts(self.of, piece)), muted)
        self.linked(made, 3, 0, provenance.link(self.of, piece))
        made.write_string(4, 0, provenance.demonstration(self.of.head), self.look(bold=True))
        self._printed(made)
        return made

    def linked(self, sheet: Any, row: int, column: int, address: str, said: str = "") -> None:
        text = said or provenance.seen_on_screen(self.of.head.words)
        look = self.look(colour="accent", underline=1)
        if address.startswith(("http://", "https://", "internal:")):
            sheet.write_url(row, column, address, look, text)
        else:
            sheet.write_string(row, column, address)

    def heading(self, sheet: Any, titles: Sequence[str], right: Sequence[bool]) -> None:
        for column, (title, to_right) in enumerate(zip(titles, right, strict=True)):
            sheet.write_string(TOP, column, title, self.headed(column, to_right))

    def headed(self, column: int, to_right: bool) -> Any:
        align = "right" if to_right else "left"
        indent = {"indent": 1} if column else {}
        return self.look(
            bold=True,
            colour="ink-3",
            align=align,
            bottom=2,
            text_wrap=True,
            valign="bottom",
            **indent,
        )

    def _printed(self, sheet: Any) -> None:
        head = self.of.head
        label = provenance.demonstration(head)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        said = provenance.BETWEEN.join(p for p in (label, head.title) if p)[:120]
        sheet.set_header(f"&L&8{_plain(said)}&R&8{_plain(provenance.version(head))}")
        sheet.set_footer(f"&L&8{_plain(head.province)}&R&8&P / &N")


def tall(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Points of a row whose texts are wrapped in columns of so many letters. Excel would see to it
    by itself; others do not."""
    pairs = zip(texts, widths, strict=True)
    lines = (lettering.lines(text, SIZE, wide * LETTER - 0.1) for text, wide in pairs)
    most = max(lines, default=1)
    return most * SIZE * lettering.LEADING + 4


def _named(properties: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "valign": "top"}
    found |= {"colour": "ink"} | properties
    if "bottom" in found:
        found["bottom_color"] = f"#{palette()['rule']}"
    return found | {"font_color": f"#{palette()[found.pop('colour')]}"}


def _plain(text: str) -> str:
    """As it is, in a line where `&` begins an order. A number after an order's digits would be
    read with them."""
    return " " + text.replace("&", "&&")
