"""A plan of new stations for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from api.text import plain_table
from metrics.siting.candidates import Candidate, Kind
from metrics.siting.compare import Comparison
from metrics.siting.plan_types import Plan, Site

_KINDS = {
    Kind.VILLAGE: "tại thôn",
    Kind.GRID: "điểm lưới",
    Kind.MAST: "dùng chung cột",
    Kind.LISTED: "theo danh sách",
    Kind.HEIGHT: "cao điểm",
}
NAMED = 4  # villages of a station; the others are counted


def plan_text(plan: Plan, *, synthetic: bool) -> str:
    if not plan.waiting:
        return "Không còn thôn nào chờ phủ sóng trong phạm vi này."
    if not plan.sites:
        return (
            f"Không vị trí nào phủ tới {plan.waiting:,} người đang chờ. Thêm vị trí, giảm khoảng"
            " cách lưới (--grid) hoặc tăng độ cao (--height)."
        )
    headers = ("Trạm", "Loại", "Kinh độ", "Vĩ độ", "Điện", "Người", "Thôn")
    table = plain_table(headers, (_row(site) for site in plan.sites))
    return "\n".join([table, *(f"  {line}" for line in _said(plan, synthetic=synthetic))])


def comparison_text(found: Comparison) -> str:
    both, this, other = found.people
    stations = [len(each) for each in found.stations]
    return (
        f"  So với phương án kia: cùng phủ {both:,} người ({stations[0]} trạm chung), chỉ phương án"
        f" này {this:,} ({stations[1]} trạm riêng), chỉ phương án kia {other:,} ({stations[2]})"
    )


def _row(site: Site) -> tuple[str, ...]:
    at = site.candidate
    names = [each.village.name for each in site.reached]
    more = f" +{len(names) - NAMED}" if len(names) > NAMED else ""
    return (
        at.code,
        _kind(at),
        f"{at.longitude:.5f}",
        f"{at.latitude:.5f}",
        "mặt trời" if at.solar else "lưới",
        f"{site.people:,}",
        f"{', '.join(names[:NAMED])}{more}",
    )


def _kind(at: Candidate) -> str:
    owners = f" ({', '.join(at.operators)})" if at.operators else ""
    return f"{_KINDS[at.kind]}{owners}"


def _said(plan: Plan, *, synthetic: bool) -> Iterator[str]:
    count, villages = len(plan.sites), len(plan.villages)
    yield (
        f"{count} trạm mới phủ {plan.people:,} trong {plan.waiting:,} người đang chờ"
        f" ({villages} thôn); mọi vị trí cộng lại phủ được {plan.reachable:,}"
    )
    yield f"{_proof(plan)} ({plan.solved.seconds:.2f} s); chọn lần lượt: {plan.greedy:,} người"
    if plan.curve:
        steps = ", ".join(f"{step.stations}: {step.people:,}" for step in plan.curve)
        yield f"Số trạm: số người phủ được. {steps}"
    seen = "có xét núi che theo mô hình độ cao" if plan.terrain else "không xét địa hình"
    yield f"Ước lượng {seen} (Okumura-Hata); đo thực địa trước khi xây dựng"
    if synthetic:
        yield "Dữ liệu trình diễn"


def _proof(plan: Plan) -> str:
    if not plan.solved.gap:
        return "Đã chứng minh không phương án nào phủ nhiều người hơn"
    return f"Hết thời gian: phương án tốt nhất hơn nhiều nhất {plan.solved.gap:.2%}"
