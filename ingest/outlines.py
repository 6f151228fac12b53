"""Table `boundaries`: which property of a file is the unit's code, and outlines that are usable.
Also the routes of table `cables`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import pandas as pd

from ingest.faults import Faults
from ingest.geometry import clockwise, flat_line
from ingest.notes import Notes
from ingest.reasons import Reason, detail
from ingest.references import References

# As ministries' and open data call the code, the best first; compared without accents and signs.
_CODES = ("areacode", "code", "maxa", "maphuongxa", "madvhc", "wardcode", "communecode", "ma")
_NAMED = 5  # units that a note names


def guessed_code(header: Iterable[str], notes: Notes) -> str | None:
    """The property that holds the unit's code, if one is called so. What was guessed is said."""
    plain = {_plain(name): name for name in reversed(list(header))}
    found = next((plain[name] for name in _CODES if name in plain), None)
    if found is not None and found != "area_code":
        notes.say(
            vi=f"Mã đơn vị lấy từ thuộc tính '{found}'. Nếu không phải, khai area_code trong"
            " [columns] của tệp ánh xạ.",
            en=f"The unit's code is taken from property '{found}'. If that is wrong, name area_code"
            " in [columns] of the mapping file.",
        )
    return found


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    return re.sub(r"[^a-z0-9]", "", bare.encode("ascii", "ignore").decode().lower())


def check_outlines(rows: pd.DataFrame, faults: Faults, references: References) -> None:
    """Every outline clockwise and flat; one that crosses itself is mended and said. A code that was
    used again means the unit of today, unless a day is given with it: '18880@2024-12-31'."""
    given = rows["area_code"]
    known = [None if code is None else references.outlined(code) for code in given]
    unknown = np.array([unit is None for unit in known], dtype=bool) & given.notna().to_numpy()
    faults.mark(
        unknown,
        Reason.UNKNOWN_AREA,
        lambda at: detail(Reason.UNKNOWN_AREA, column="area_code", value=given.iloc[at]),
    )
    rows["area_code"] = pd.Series(known, index=rows.index, dtype=object).where(~unknown, given)
    mended: dict[str, str] = {}
    for position in np.flatnonzero(faults.clean).tolist():
        at = rows.index[position]
        outline = clockwise(str(rows.at[at, "geometry"]))
        rows.at[at, "geometry"] = outline.geometry
        if outline.wrong:
            _mark(position, outline.wrong, faults)
        elif outline.mended:
            mended[str(rows.at[at, "area_code"])] = outline.mended
    if mended:
        _say_mended(mended, faults.notes)


def check_lines(rows: pd.DataFrame, faults: Faults, _: References) -> None:
    """Every route a flat line in degrees."""
    for position in np.flatnonzero(faults.clean).tolist():
        at = rows.index[position]
        line = flat_line(str(rows.at[at, "geometry"]))
        rows.at[at, "geometry"] = line.geometry
        if line.wrong:
            _mark(position, line.wrong, faults)


def _mark(position: int, wrong: str, faults: Faults) -> None:
    only = np.arange(len(faults.clean)) == position
    text = detail(Reason.BAD_GEOMETRY, column="geometry", value=wrong)
    faults.mark(only, Reason.BAD_GEOMETRY, lambda _: text)


def _say_mended(mended: dict[str, str], notes: Notes) -> None:
    named = [f"{code} ({why})" for code, why in mended.items()]
    shown = ", ".join(named[:_NAMED]) + (", …" if len(named) > _NAMED else "")
    notes.say(
        vi=f"{len(mended)} ranh giới tự cắt hoặc chồng lên chính nó đã được sửa: {shown}. Kiểm tra"
        " lại ở nguồn.",
        en=f"{len(mended)} outlines that crossed or overlapped themselves were mended: {shown}."
        " Check them at the source.",
    )
