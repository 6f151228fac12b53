"""checkup: what keeps a province from being counted in the nation, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from config.federation import Federation, ProvinceSpec
from data_access.days import to_local
from data_access.federation.told import ProvinceTold, provinces_told
from metrics.checkup import Finding
from metrics.desk import View
from metrics.nation.state import ProvinceState, state_of


def check_federation(
    view: View, federation: Federation, environ: Mapping[str, str]
) -> Iterator[Finding]:
    """Nothing where this installation brings no provinces together. `environ`: where keys are."""
    if not federation.there:
        return
    told, now = provinces_told(view.snap), view.snap.now
    for code, spec in federation.provinces.items():
        if not environ.get(spec.key):
            yield Finding(
                about=spec.name,
                vi=f"Biến môi trường '{spec.key}' chưa có khóa của tỉnh; đặt cho tiến trình theo"
                " dõi (tamnhin watch).",
            )
        state = state_of(spec, told.get(code), now)
        if state is not ProvinceState.LIVE:
            yield Finding(about=spec.name, vi=_why(state, spec, told.get(code)))


def _why(state: ProvinceState, spec: ProvinceSpec, told: ProvinceTold | None) -> str:
    reason = f" {told.reason}" if told and told.reason else ""
    if state is ProvinceState.NEVER or told is None:
        return f"Chưa nghe lần nào từ {spec.address}.{reason} Thử: tamnhin federate."
    since = _local(told.heard_at) if told.heard_at else "lâu"
    if state is ProvinceState.REFUSED:
        return f"Trả lời nhưng không tin được.{reason} Hỏi tỉnh, rồi chạy: tamnhin federate."
    if state is ProvinceState.SILENT:
        held = f"{spec.stale_after / timedelta(hours=1):g} giờ"
        return f"Im lặng từ {since}; quá {held} thì không còn tính vào kỳ đang chạy.{reason}"
    if told.as_of is None:
        return "Có trả lời, nhưng chưa nguồn nào của tỉnh có số; tỉnh phải nạp nguồn."
    return f"Có trả lời, nhưng số mới nhất của tỉnh từ {_local(told.as_of)}; tỉnh phải nạp lại."


def _local(moment: datetime) -> str:
    return f"{to_local(moment):%H:%M %d/%m/%Y}"
