"""Dossiers submitted, handled and paid online (hồ sơ trực tuyến, thanh toán trực tuyến)."""

from data_access import measures as m
from metrics.metric import Direction, Metric, Ratio, Target, Unit

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
)
