"""Portals and web pages of agencies (cổng, trang thông tin điện tử)."""

from data_access import office_measures as m
from metrics.catalogue.kinds import area, share
from metrics.metric import Direction, Total, Unit

_metric = area(
    owner="Sở Thông tin và Truyền thông", source="portals", basis="Nghị định 42/2022/NĐ-CP"
)

METRICS = (
    _metric(
        "portals",
        ("Cổng, trang thông tin điện tử", "Portals of agencies", ("Cổng, trang", "TTĐT")),
        (
            "Số cổng, trang thông tin điện tử của cơ quan nhà nước, theo lần kiểm tra mới nhất",
            "Portals and web pages of state agencies, by the latest check",
        ),
        Total(of=m.portals_checked),
        why="Nơi người dân tìm thông tin chính thức.",
        unit=Unit.PORTALS,
        direction=Direction.NEUTRAL,
    ),
    _metric(
        "portal_fresh",
        ("Trang thông tin cập nhật thường xuyên", "Portals updated regularly",
         ("Trang TTĐT", "cập nhật")),
        (
            "Cổng, trang thông tin điện tử được cập nhật thường xuyên trên tổng số, theo lần kiểm"
            " tra mới nhất",
            "Portals updated regularly over all portals, by the latest check",
        ),
        share(m.portals_updated, m.portals_checked, m.portals_untold),
        why="Trang không cập nhật thì không ai xem lần thứ hai.",
        target=1.0,
    ),
)  # fmt: skip
