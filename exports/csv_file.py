"""A table's figures as CSV: one row of titles, values in full, nothing around them."""

from __future__ import annotations

from exports.briefing import Cell, Table
from metrics.published.csv_lines import BOM, line


def csv_file(of: Table) -> bytes:
    """UTF-8 with BOM. A ratio is a fraction; a value that there is none of is empty."""
    titles = line([column.title for column in of.columns])
    rows = "".join(line([_raw(cell) for cell in row]) for row in of.rows)
    return f"{BOM}{titles}{rows}".encode()


def _raw(cell: Cell) -> object:
    """Text where a cell is text; of a figure, never the words that it is shown in."""
    if cell.value is not None:
        return repr(cell.value) if cell.value % 1 else str(int(cell.value))
    if cell.unit is not None or cell.reading is not None:
        return None
    return cell.text
