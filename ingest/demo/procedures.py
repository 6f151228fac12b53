"""Procedures of the demonstration: real names of common ones, with invented codes and weights."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

_NAMES = ["owner", "field", "name", "days", "online", "fee", "result", "weight"]
_ONLINE = {"e": "end_to_end", "p": "partial", "n": "none"}


def listed() -> pd.DataFrame:
    """All procedures with what dossiers are drawn by: `owner` (an agency or a level), `weight`,
    `result` (whether there usually is one to digitise)."""
    path = Path(__file__).parent / "procedures.txt"
    frame = pd.read_csv(path, sep="|", comment="#", names=_NAMES, dtype=str, na_values="-",
                        keep_default_na=False)  # fmt: skip
    number = pd.Series(range(len(frame)))
    frame["code"] = [f"{1 + n % 2}.{1_150 + n * 83:06d}" for n in number]
    frame["level"] = frame.owner.where(frame.owner.isin(["district", "commune"]), "province")
    frame["statutory_days"] = pd.to_numeric(frame.days).astype("Int64")
    frame["online_level"] = frame.online.map(_ONLINE)
    frame["has_fee"] = frame.fee == "f"
    frame["result"] = frame.result == "r"
    frame["weight"] = frame.weight.astype(float)
    return frame


def procedures_frame(procedures: pd.DataFrame) -> pd.DataFrame:
    """Table `procedures`."""
    return procedures[
        ["code", "name", "field", "level", "statutory_days", "online_level", "has_fee"]
    ]
