"""Checks of table `crosswalk`: units of the right time, shares of a whole; new units if asked."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data_access.schema import crosswalk
from ingest.faults import Faults, Mask
from ingest.reasons import Reason, detail
from ingest.references import References

_PART = ["old_code", "changed_on"]
_ROUNDED = 0.0005  # what a share of three decimals may be off


def check_crosswalk(rows: pd.DataFrame, faults: Faults, references: References) -> None:
    """An old unit must have been there the day before, a new one must begin on the day itself: its
    code alone may be that of an old one."""
    _mark_shares(rows, faults)
    _mark_unknown_old(rows, faults, references)
    if references.creates("area"):
        new = _new_units(rows[faults.clean], references)
        references.create_areas(new)
        if len(new):
            faults.notes.say(
                vi=f"{len(new)} địa bàn mới được tạo từ mã và tên trong bảng chuyển đổi.",
                en=f"{len(new)} new areas were made of the codes and names in the crosswalk.",
            )
    _mark_unknown_new(rows, faults, references)
    sums = _sums(rows, faults, references.connection)
    _mark_sums(rows, faults, sums)
    _say_remainder(rows[faults.clean], sums, faults)


def _days(rows: pd.DataFrame) -> list[date | None]:
    return [None if pd.isna(day) else day.date() for day in rows["changed_on"]]


def _mark_shares(rows: pd.DataFrame, faults: Faults) -> None:
    outside = ~rows["share"].between(0, 1).to_numpy() & rows["share"].notna().to_numpy()
    faults.mark(
        outside,
        Reason.BAD_NUMBER,
        lambda at: detail(
            Reason.BAD_NUMBER, column="share", value=rows["share"].iloc[at], wanted="từ 0 đến 1"
        ),
    )


def _mark_unknown_old(rows: pd.DataFrame, faults: Faults, references: References) -> None:
    known = [
        day is None or references.area_on(code, day - timedelta(days=1)) is not None
        for code, day in zip(rows["old_code"], _days(rows), strict=True)
    ]
    _mark_area(rows, "old_code", np.array(known, dtype=bool), faults, "trước ngày")


def _mark_unknown_new(rows: pd.DataFrame, faults: Faults, references: References) -> None:
    known = [
        day is None or references.area_from(code, day)
        for code, day in zip(rows["new_code"], _days(rows), strict=True)
    ]
    _mark_area(rows, "new_code", np.array(known, dtype=bool), faults, "có hiệu lực từ")


def _mark_area(rows: pd.DataFrame, column: str, known: Mask, faults: Faults, when: str) -> None:
    def describe(at: int) -> str:
        value = f"{rows[column].iloc[at]} ({when} {rows['changed_on'].iloc[at]:%d/%m/%Y})"
        return detail(Reason.UNKNOWN_AREA, column=column, value=value)

    faults.mark(~known, Reason.UNKNOWN_AREA, describe)


def _new_units(rows: pd.DataFrame, references: References) -> pd.DataFrame:
    """Areas for new codes that nobody has loaded, each under the province of its first old unit."""
    first = rows.drop_duplicates(["new_code", "changed_on"])
    absent = [
        day is not None and not references.area_from(code, day)
        for code, day in zip(first["new_code"], _days(first), strict=True)
    ]
    new = first[np.array(absent, dtype=bool)]
    named = new["new_name"].where(new["new_name"] != "", new["new_code"])
    return pd.DataFrame(
        {
            "code": new["new_code"],
            "valid_from": new["changed_on"],
            "valid_to": pd.NaT,
            "name": named,
            "level": "commune",
            "kind": "",
            "parent_code": [references.province_of(code) for code in new["old_code"]],
            "longitude": np.nan,
            "latitude": np.nan,
            "mountain": False,
            "minority_zone": None,
        }
    )


def _sums(rows: pd.DataFrame, faults: Faults, connection: Connection) -> pd.DataFrame:
    """Of each old unit, with the parts loaded before that this source does not name again."""
    held = pd.DataFrame(
        connection.execute(
            select(*(crosswalk.c[name] for name in ("old_code", "new_code", "changed_on", "share")))
        ).all(),
        columns=["old_code", "new_code", "changed_on", "share"],
    )
    held["changed_on"] = held["changed_on"].astype("datetime64[ns]")
    ours = rows.loc[faults.clean, list(held.columns)]
    parts = pd.concat([ours, held]) if len(held) else ours
    parts = parts.drop_duplicates(["old_code", "new_code", "changed_on"])
    return parts.groupby(_PART)["share"].agg(["sum", "count"])


def _mark_sums(rows: pd.DataFrame, faults: Faults, sums: pd.DataFrame) -> None:
    above = sums[sums["sum"] > 1 + _ROUNDED * sums["count"]]
    keys = pd.MultiIndex.from_frame(rows[_PART])
    where = keys.isin(above.index)

    def describe(at: int) -> str:
        code, total = rows["old_code"].iloc[at], above["sum"].get(keys[at])
        return detail(Reason.SHARES_ABOVE_ONE, column="share", value=code, wanted=f"{total:.3f}")

    faults.mark(where, Reason.SHARES_ABOVE_ONE, describe)


def _say_remainder(rows: pd.DataFrame, sums: pd.DataFrame, faults: Faults) -> None:
    """Outlines from which shares are computed do not quite meet. What is missing of a unit is
    spread over its parts as they stand, for counts must not get lost; here it is said."""
    mine = sums.loc[sums.index.isin(pd.MultiIndex.from_frame(rows[_PART]))]["sum"]
    short = mine[mine < 1 - _ROUNDED].sort_values()
    if len(short):
        least, share = short.index[0][0], f"{short.iloc[0]:.3f}"
        faults.notes.say(
            vi=f"{len(short)} / {len(mine)} đơn vị cũ có các phần cộng lại chưa đủ 1 (ít nhất:"
            f" {least}, {share.replace('.', ',')}). Phần thiếu được chia theo các phần đã có, để"
            " tổng số không đổi.",
            en=f"The parts of {len(short)} / {len(mine)} old units add up to less than 1 (least:"
            f" {least}, {share}). What is missing is spread over the parts there are, so that"
            " totals stay as they are.",
        )
