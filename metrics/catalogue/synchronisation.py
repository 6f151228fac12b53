"""Connection with the national portal (kết nối Cổng dịch vụ công quốc gia)."""

from data_access import measures
from data_access import office_measures as m
from metrics.catalogue.kinds import area, share
from metrics.metric import Direction, Total, Unit

_metric = area(owner="Văn phòng UBND tỉnh", source="one_stop", basis="Quyết định 766/QĐ-TTg, 1.4")

METRICS = (
    _metric(
        "procedures_integrated",
        ("Thủ tục tích hợp Cổng quốc gia", "Procedures integrated nationally",
         ("Thủ tục", "tích hợp")),
        (
            "Số thủ tục hành chính đã tích hợp, cung cấp trên Cổng dịch vụ công quốc gia vào cuối"
            " kỳ",
            "Procedures integrated with the national public service portal at the period's end",
        ),
        Total(of=m.procedures_integrated, unknown=m.integrated_untold, among=m.procedures),
        why="Một địa chỉ cho người dân cả nước.",
        unit=Unit.PROCEDURES,
        direction=Direction.NEUTRAL,
        basis="Nghị định 45/2020/NĐ-CP",
        source="national_portal",
    ),
    _metric(
        "synced",
        ("Hồ sơ đồng bộ quốc gia", "Dossiers synchronised", ("Hồ sơ", "đồng bộ")),
        (
            "Hồ sơ tiếp nhận trong kỳ đã đồng bộ lên Cổng dịch vụ công quốc gia, trên tổng hồ sơ"
            " tiếp nhận",
            "Dossiers received in the period that were synchronised with the national portal, over"
            " all received",
        ),
        share(measures.received_synced, measures.received, measures.synced_untold),
        why="Trung ương chấm điểm theo những gì nhận được.",
        target=1.0,
    ),
    _metric(
        "vneid",
        ("Hồ sơ định danh VNeID", "Identified by VNeID", ("Định danh", "VNeID")),
        (
            "Hồ sơ tiếp nhận trực tuyến trong kỳ mà người nộp được định danh bằng VNeID, trên hồ sơ"
            " tiếp nhận trực tuyến",
            "Dossiers received online in the period whose applicant was identified by VNeID, over"
            " those received online",
        ),
        share(
            measures.online_identified, measures.received_online, measures.identified_untold
        ),
        why="Định danh một lần, không phải chứng minh mình là ai lần nữa.",
        target=1.0,
        basis="Quyết định 06/QĐ-TTg (06/01/2022); Nghị định 69/2024/NĐ-CP",
    ),
)  # fmt: skip
