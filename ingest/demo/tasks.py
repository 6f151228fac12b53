"""Tasks, programmes and schemes that the province assigned to departments and districts."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd

from ingest.demo import season
from ingest.demo.calibrate import pick_share

_PER_YEAR = (620, 540, 470)  # this year, the year before, …
_IN_TIME = (0.918, 0.884, 0.842)
_KINDS = {"task": 0.82, "programme": 0.08, "scheme": 0.10}
_WORDS = {
    "task": ("Báo cáo", "Tham mưu", "Rà soát", "Kiểm tra", "Tổ chức thực hiện", "Đề xuất"),
    "programme": ("Chương trình", "Kế hoạch hành động về"),
    "scheme": ("Đề án", "Đề án thí điểm"),
}
_SUBJECTS = (
    "giải ngân vốn đầu tư công",
    "giải phóng mặt bằng cao tốc Bắc - Nam",
    "chuyển đổi số cấp xã",
    "số hóa hồ sơ hộ tịch",
    "xóa lõm sóng di động",
    "phát triển du lịch Phong Nha - Kẻ Bàng",
    "phòng, chống lụt bão",
    "cải cách thủ tục đất đai",
    "chống khai thác thủy sản bất hợp pháp",
    "sắp xếp đơn vị hành chính",
    "giảm nghèo bền vững miền núi",
    "xây dựng nông thôn mới",
    "thanh toán không dùng tiền mặt",
    "bảo đảm an toàn thông tin",
    "quy hoạch tỉnh thời kỳ 2021-2030",
    "đào tạo kỹ năng số cho công chức",
    "phòng cháy, chữa cháy rừng",
    "thu hút đầu tư khu kinh tế Hòn La",
)
_CLOSING = 17 * 3600


def tasks_frame(
    rng: np.random.Generator, staff: pd.DataFrame, *, years: int, as_of: datetime
) -> pd.DataFrame:
    """Table `tasks`; times local."""
    owners = staff[staff.level != "commune"].reset_index(drop=True)
    parts = [_year(rng, owners, back, as_of) for back in reversed(range(years))]
    return pd.concat(parts, ignore_index=True)


def _year(
    rng: np.random.Generator, owners: pd.DataFrame, back: int, as_of: datetime
) -> pd.DataFrame:
    step, year = min(back, 2), as_of.year - back
    newest = date.fromordinal(max(as_of.toordinal() - 1, date(as_of.year, 1, 1).toordinal()))
    days = season.days_of(year, newest)
    size = max(round(_PER_YEAR[step] * len(days) / 365), 1)
    weights = season.day_weights(days)
    day = np.sort(rng.choice(days, size, p=weights / weights.sum()))
    chance = np.sqrt(owners.weight.to_numpy()) + 0.8
    who = owners.iloc[rng.choice(len(owners), size, p=chance / chance.sum())]
    kind = rng.choice(list(_KINDS), size, p=list(_KINDS.values()))
    allowed = np.where(kind == "task", rng.integers(7, 75, size), rng.integers(60, 240, size))
    quality = who.quality.to_numpy()
    in_time = pick_share(rng, np.ones(size, dtype=bool), 0.8 * quality, _IN_TIME[step])
    late = allowed + 2 + np.floor(rng.lognormal(3.2, 1.0, size)).astype("int64")
    took = np.where(in_time, np.ceil(allowed * rng.uniform(0.35, 0.97, size)), late)
    done = season.moments(
        day + took.astype("int64").astype("timedelta64[D]"), season.office_seconds(rng, size)
    )
    now = np.datetime64(as_of.replace(microsecond=0), "s")
    ran = (now - day.astype("datetime64[s]")).astype("int64") / 86_400
    done[done > now] = np.datetime64("NaT")
    return pd.DataFrame(
        {
            "code": [f"NV-{year}-{number:04d}" for number in range(1, size + 1)],
            "agency_code": who.code.to_numpy(dtype=object),
            "name": [_name(rng, str(each)) for each in kind],
            "kind": kind.astype(object),
            "decision": [f"Thông báo {n}/TB-UBND" for n in rng.integers(1, 400, size)],
            "assigned_at": season.moments(day, season.office_seconds(rng, size)),
            "due_at": season.moments(day + allowed.astype("timedelta64[D]"), _CLOSING),
            "done_at": done,
            "progress": np.where(np.isnat(done), np.minimum(ran / took, 0.95).round(1), 1.0),
        }
    )


def _name(rng: np.random.Generator, kind: str) -> str:
    verbs = _WORDS[kind]
    subject = _SUBJECTS[int(rng.integers(len(_SUBJECTS)))]
    return f"{verbs[int(rng.integers(len(verbs)))]} {subject}"
