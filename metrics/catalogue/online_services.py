"""Online public services (dịch vụ công trực tuyến) and online payment."""

from data_access import measures as m
from metrics.metric import Direction, Metric, Observed, Ratio, Target, Unit

_OWNER = "Văn phòng UBND tỉnh"

METRICS = (
    Metric(
        id="online_submit",
        label="Hồ sơ nộp trực tuyến",
        label_en="Submitted online",
        label_wall=("Hồ sơ nộp", "trực tuyến"),
        description="Hồ sơ tiếp nhận trong kỳ nộp qua kênh trực tuyến, trên tổng hồ sơ tiếp nhận."
        " Khác với hồ sơ toàn trình và dịch vụ toàn trình.",
        description_en="Dossiers received in the period through the online channel, over all"
        " received. Not the same as end-to-end dossiers or services.",
        why="Người dân có thật sự dùng dịch vụ công trực tuyến không.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(numerator=m.received_online, denominator=m.received),
        basis="Quyết định 766/QĐ-TTg, 3.3",
        source="one_stop",
        owner=_OWNER,
        target=Target(value=0.5, basis="Quyết định 766/QĐ-TTg, 3.3"),
    ),
    Metric(
        id="end_to_end",
        label="Hồ sơ toàn trình",
        label_en="End-to-end dossiers",
        label_wall=("Hồ sơ", "toàn trình"),
        description="Hồ sơ tiếp nhận trong kỳ được giải quyết toàn trình trên môi trường mạng, trên"
        " tổng hồ sơ tiếp nhận.",
        description_en="Dossiers received in the period that are handled online from end to end,"
        " over all received.",
        why="Người dân không phải đến cơ quan lần nào.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(
            numerator=m.received_end_to_end,
            denominator=m.received,
            unknown=m.end_to_end_untold,
        ),
        basis="Nghị định 42/2022/NĐ-CP",
        source="one_stop",
        owner=_OWNER,
        target=Target(value=0.7, basis="Nghị quyết 17/NQ-CP"),
    ),
    Metric(
        id="paid_online",
        label="Thanh toán trực tuyến",
        label_en="Paid online",
        label_wall=("Thanh toán", "trực tuyến"),
        description="Hồ sơ tiếp nhận trong kỳ có nghĩa vụ tài chính được thanh toán trực tuyến,"
        " trên hồ sơ có nghĩa vụ tài chính.",
        description_en="Dossiers received in the period with a fee that was paid online, over those"
        " with a fee.",
        why="Bước cuối cùng thường kéo người dân trở lại quầy.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(
            numerator=m.fee_paid_online, denominator=m.fee_due, unknown=m.fee_paid_untold
        ),
        basis="Quyết định 766/QĐ-TTg, 3.6",
        source="one_stop",
        owner=_OWNER,
        target=Target(value=0.6, basis="Quyết định 766/QĐ-TTg, 3.6"),
    ),
    Metric(
        id="services_online",
        label="Dịch vụ công trực tuyến",
        label_en="Services online",
        label_wall=("Dịch vụ công", "trực tuyến"),
        description="Số dịch vụ công trực tuyến đang cung cấp trên cổng của tỉnh, theo báo cáo.",
        description_en="Online services that the province's portal offers, as reported.",
        why="Mẫu số của mọi tỷ lệ về dịch vụ.",
        unit=Unit.SERVICES,
        direction=Direction.NEUTRAL,
        formula=Observed(),
        basis="Nghị định 42/2022/NĐ-CP",
        source="reports",
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="service_end_to_end",
        label="Dịch vụ công toàn trình",
        label_en="Services end to end",
        label_wall=("Dịch vụ", "toàn trình"),
        description="Dịch vụ cung cấp toàn trình trên dịch vụ đủ điều kiện toàn trình, theo"
        " báo cáo.",
        description_en="Services offered end to end over those eligible for it, as reported.",
        why="Cung cấp đủ thì người dân mới dùng được.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Observed(),
        basis="Nghị định 42/2022/NĐ-CP",
        source="reports",
        owner=_OWNER,
    ),
    Metric(
        id="satisfied",
        label="Người dân hài lòng khi giải quyết hồ sơ",
        label_en="Citizens satisfied",
        label_wall=("Người dân", "hài lòng"),
        description="Lượt đánh giá hài lòng trên tổng lượt đánh giá, theo báo cáo tháng.",
        description_en="Ratings 'satisfied' over all ratings, as reported monthly.",
        why="Thước đo cuối cùng của cải cách hành chính.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Observed(events=True),
        basis="Quyết định 766/QĐ-TTg, 5.4",
        source="reports",
        owner=_OWNER,
        target=Target(value=0.9, basis="Quyết định 766/QĐ-TTg, 5.4"),
    ),
)
