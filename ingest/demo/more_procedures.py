"""The long tail of procedures: of those that a province has, people ask for a few hundred.

Names are made up of an action and what it is about; what is published, how many are offered online
(964), is met exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ingest.demo.calibrate import pick

SERVICES_ONLINE = 964
PROCEDURES = 1_857
_FULL = 0.80  # of what is added online: the rest is partial
_USED = 0.58  # of what is added online: somebody asks for it now and then
_TAIL = 0.03  # of the dossiers of an owner
_ACTIONS = (
    *("Cấp", "Cấp lại", "Gia hạn", "Điều chỉnh", "Thu hồi", "Thẩm định", "Phê duyệt"),
    *("Công nhận", "Đăng ký", "Chấm dứt", "Xác nhận", "Thông báo thay đổi", "Tiếp nhận"),
)


def more(rng: np.random.Generator, known: pd.DataFrame) -> pd.DataFrame:
    """As many as there should be, with the columns that dossiers are drawn by."""
    made = pd.DataFrame(_made_up(set(known.name)))
    chosen = np.sort(rng.permutation(len(made))[: PROCEDURES - len(known)])
    frame = made.iloc[chosen].reset_index(drop=True)
    count = len(frame)
    likely = np.where(frame.owner.isin(["district", "commune"]), 0.4, 0.0)
    online = pick(
        rng, np.ones(count, dtype=bool), likely, SERVICES_ONLINE - int((known.online != "n").sum())
    )
    full = pick(rng, online, np.zeros(count), round(_FULL * int(online.sum())))
    used = pick(rng, online, np.zeros(count), round(_USED * int(online.sum())))
    frame["online"] = np.where(full, "e", np.where(online, "p", "n"))
    frame["days"] = [str(days) for days in rng.choice([3, 5, 7, 10, 15, 20, 30], count)]
    frame["fee"] = np.where(rng.random(count) < 0.38, "f", "-")
    frame["result"] = np.where(rng.random(count) < 0.6, "r", "-")
    frame["weight"] = _weights(rng, frame, used, known)
    return frame


def _made_up(taken: set[str]) -> Iterator[dict[str, Any]]:
    text = (Path(__file__).parent / "subjects.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        owner, field, subjects = line.split("|")
        for subject in subjects.split(";"):
            for action in _ACTIONS:
                name = f"{action} {subject}"
                if name not in taken:
                    yield {"owner": owner, "field": field, "name": name}


def _weights(
    rng: np.random.Generator,
    frame: pd.DataFrame,
    used: np.ndarray[Any, np.dtype[np.bool_]],
    known: pd.DataFrame,
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Small shares of what their owner gets; none for those that nobody asks for."""
    raw = np.where(used, rng.gamma(2.0, 1.0, len(frame)) + 0.3, 0.0)
    whole = known.weight.astype(float).groupby(known.owner).sum()
    mine = pd.Series(raw).groupby(frame.owner).transform("sum").to_numpy()
    room = frame.owner.map(whole).to_numpy(dtype=float) * _TAIL
    weights: np.ndarray[Any, np.dtype[np.float64]] = raw / np.maximum(mine, 1e-9) * room
    return weights
