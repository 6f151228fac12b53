"""Procedures and what of them is offered online (thủ tục hành chính, dịch vụ công trực tuyến).

Levels were renamed: what was level 3 is partial (một phần), level 4 end to end (toàn trình).
"""

from data_access import measures
from data_access import office_measures as m
from metrics.catalogue.kinds import area, share
from metrics.metric import Direction, Total, Unit
from metrics.online_levels import FULL, PARTIAL, former

_ND42 = "Nghị định 42/2022/NĐ-CP"
_metric = area(owner="Văn phòng UBND tỉnh", source="national_portal", basis=_ND42)

METRICS = (
    _metric(
        "procedures_published",
        ("Thủ tục được công khai", "Procedures published", ("Thủ tục", "công khai")),
        (
            "Số thủ tục hành chính được công bố, công khai trên Cơ sở dữ liệu quốc gia vào cuối kỳ",
            "Administrative procedures published in the national database at the period's end",
        ),
        Total(of=m.procedures_published, unknown=m.procedures_untold, among=m.procedures),
        why="Người dân biết trước phải làm gì, nộp gì, bao lâu.",
        unit=Unit.PROCEDURES,
        direction=Direction.NEUTRAL,
        basis="Nghị định 63/2010/NĐ-CP",
    ),
    _metric(
        "services_online",
        ("Dịch vụ công trực tuyến", "Services online", ("Dịch vụ công", "trực tuyến")),
        (
            "Số dịch vụ công trực tuyến một phần và toàn trình đang cung cấp vào cuối kỳ",
            "Online services, partial and end to end, offered at the period's end",
        ),
        Total(
            of=m.services_partial + m.services_full, unknown=m.services_untold, among=m.procedures
        ),
        why="Mẫu số của mọi tỷ lệ về dịch vụ.",
        unit=Unit.SERVICES,
        direction=Direction.NEUTRAL,
    ),
    _metric(
        "services_partial",
        ("Dịch vụ công một phần", "Services partly online", ("Dịch vụ công", "một phần")),
        (
            "Số dịch vụ công trực tuyến một phần đang cung cấp vào cuối kỳ: còn bước phải đến cơ"
            " quan; trước 15/8/2022 gọi là mức độ 3",
            "Services offered partly online at the period's end: some step needs a visit; called"
            " level 3 until 15/8/2022",
        ),
        Total(of=m.services_partial, unknown=m.services_untold, among=m.procedures),
        why="Phần còn lại để nâng lên toàn trình.",
        unit=Unit.SERVICES,
        direction=Direction.NEUTRAL,
        former=former(PARTIAL),
    ),
    _metric(
        "services_full",
        ("Dịch vụ công toàn trình", "Services online end to end", ("Dịch vụ công", "toàn trình")),
        (
            "Số dịch vụ công trực tuyến toàn trình đang cung cấp vào cuối kỳ: người dân không phải"
            " đến cơ quan; trước 15/8/2022 gọi là mức độ 4",
            "Services offered online from end to end at the period's end: no visit is needed;"
            " called level 4 until 15/8/2022",
        ),
        Total(of=m.services_full, unknown=m.services_untold, among=m.procedures),
        why="Người dân không phải đi lại lần nào.",
        unit=Unit.SERVICES,
        direction=Direction.NEUTRAL,
        former=former(FULL),
    ),
    _metric(
        "service_end_to_end",
        ("Dịch vụ đủ điều kiện được cung cấp toàn trình", "Eligible services end to end",
         ("Đủ điều kiện", "toàn trình")),
        (
            "Dịch vụ cung cấp toàn trình trên dịch vụ đủ điều kiện toàn trình, vào cuối kỳ",
            "Services offered end to end over those eligible for it, at the period's end",
        ),
        share(m.eligible_full, m.services_eligible),
        why="Cung cấp đủ thì người dân mới dùng được.",
    ),
    _metric(
        "service_used",
        ("Dịch vụ phát sinh hồ sơ trực tuyến", "Services that were used",
         ("Dịch vụ có", "hồ sơ")),
        (
            "Dịch vụ công trực tuyến có ít nhất một hồ sơ nộp trực tuyến trong kỳ, trên số dịch vụ"
            " đang cung cấp vào cuối kỳ; chỉ tính theo tháng tròn",
            "Online services with at least one dossier submitted online in the period, over those"
            " offered at its end; whole months only",
        ),
        share(measures.services_used, m.services_partial + m.services_full),
        why="Đưa lên mạng mà không ai dùng thì chưa phải là dịch vụ.",
        target=0.65,
        target_basis="Quyết định 06/QĐ-TTg; Quyết định 766/QĐ-TTg, 3.2",
    ),
    _metric(
        "fee_procedures_online",
        ("Thủ tục có phí thanh toán được trực tuyến", "Fees payable online",
         ("Phí, lệ phí", "trả qua mạng")),
        (
            "Thủ tục có phí, lệ phí mà trả được trực tuyến, trên thủ tục có phí, lệ phí, vào cuối"
            " kỳ",
            "Procedures with a fee that can be paid online, over those with a fee, at the period's"
            " end",
        ),
        share(m.fee_online, m.procedures_with_fee, m.fee_online_untold),
        why="Có chỗ trả thì người dân mới trả trực tuyến.",
        basis="Quyết định 766/QĐ-TTg, 3.5",
    ),
)  # fmt: skip
