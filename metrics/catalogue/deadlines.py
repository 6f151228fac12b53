"""Deadlines of dossiers (hạn trả kết quả): on time, overdue, and those that are neither.

on_time + overdue_finished + overdue_open + withdrawn + no_deadline = received, for any selection.
"""

from data_access import measures as m
from metrics.metric import Direction, Metric, Ratio, Target, Total, Unit

_ND61 = "Nghị định 61/2018/NĐ-CP; Thông tư 01/2018/TT-VPCP"
_766 = "Quyết định 766/QĐ-TTg (23/6/2022), 2.1"
_OWNER = "Trung tâm Phục vụ hành chính công"
_SOURCE = "one_stop"

METRICS = (
    Metric(
        id="on_time",
        label="Giải quyết đúng và trước hạn",
        label_en="Resolved on time",
        label_wall=("Đúng và", "trước hạn"),
        description="Hồ sơ tiếp nhận trong kỳ đã xong đúng hạn, hoặc còn mở mà đến cuối kỳ chưa"
        " quá hạn, trên tổng hồ sơ tiếp nhận. Thời gian chờ bổ sung được trừ; hồ sơ"
        " không rõ hạn không tính là đúng hạn.",
        description_en="Of the dossiers received in the period: finished by their due date, or open"
        " and not past due at the period's end. Waiting for supplements does not count; a dossier"
        " without a due date is never on time.",
        why="Lời hứa với người dân trên giấy hẹn.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(numerator=m.on_time, denominator=m.received, unknown=m.no_deadline),
        basis=_766,
        source=_SOURCE,
        owner=_OWNER,
        target=Target(value=0.98, basis=_766),
    ),
    Metric(
        id="early",
        label="Giải quyết trước hạn",
        label_en="Resolved early",
        label_wall=("Giải quyết", "trước hạn"),
        description="Hồ sơ xong trước ngày hẹn trả trên hồ sơ xong trong kỳ có ngày hẹn trả.",
        description_en="Dossiers finished before their due day over those finished in the period"
        " that have one.",
        why="Cho biết hạn đã hẹn có còn rộng so với thực tế.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(numerator=m.resolved_early, denominator=m.resolved_due),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
    ),
    Metric(
        id="overdue",
        label="Hồ sơ quá hạn",
        label_en="Dossiers overdue",
        label_wall=("Hồ sơ", "quá hạn"),
        description="Trong số tiếp nhận trong kỳ: xong trễ hạn cộng với còn mở đã quá hạn.",
        description_en="Of those received in the period: finished late plus open past due.",
        why="Mỗi hồ sơ quá hạn là một lời xin lỗi bằng văn bản.",
        unit=Unit.DOSSIERS,
        direction=Direction.LOWER_IS_BETTER,
        formula=Total(
            of=m.overdue_finished + m.overdue_open, unknown=m.no_deadline, among=m.received
        ),
        basis=_766,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
        target=Target(value=0, basis=_766),
    ),
    Metric(
        id="overdue_finished",
        label="Xong trễ hạn",
        label_en="Finished late",
        label_wall=("Xong", "trễ hạn"),
        description="Trong số tiếp nhận trong kỳ: đã xong sau ngày hẹn trả.",
        description_en="Of those received in the period: finished after their due date.",
        why="Phần quá hạn đã khép lại.",
        unit=Unit.DOSSIERS,
        direction=Direction.LOWER_IS_BETTER,
        formula=Total(of=m.overdue_finished, unknown=m.no_deadline, among=m.received),
        basis=_766,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="overdue_open",
        label="Còn mở, đã quá hạn",
        label_en="Open past due",
        label_wall=("Còn mở,", "đã quá hạn"),
        description="Trong số tiếp nhận trong kỳ: đến cuối kỳ chưa xong và đã qua ngày hẹn trả.",
        description_en="Of those received in the period: not finished at its end and past due.",
        why="Phần quá hạn còn cứu được.",
        unit=Unit.DOSSIERS,
        direction=Direction.LOWER_IS_BETTER,
        formula=Total(of=m.overdue_open, unknown=m.no_deadline, among=m.received),
        basis=_766,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="overdue_now",
        label="Đang giữ quá hạn",
        label_en="In hand past due",
        label_wall=("Đang giữ", "quá hạn"),
        description="Mọi hồ sơ còn mở đã quá ngày hẹn trả vào cuối kỳ, nhận lúc nào cũng tính.",
        description_en="All dossiers open past their due date at the period's end, whenever they"
        " were received.",
        why="Danh sách cần đôn đốc hôm nay.",
        unit=Unit.DOSSIERS,
        direction=Direction.LOWER_IS_BETTER,
        formula=Total(of=m.overdue_in_hand, unknown=m.in_hand_no_deadline, among=m.in_hand),
        basis=_766,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="no_deadline",
        label="Không rõ hạn",
        label_en="Without a due date",
        label_wall=("Hồ sơ không", "rõ hạn"),
        description="Hồ sơ tiếp nhận trong kỳ không có ngày hẹn trả mà thủ tục cũng không có thời"
        " hạn; đếm riêng, không bao giờ là đúng hạn.",
        description_en="Dossiers received in the period with neither a due date nor a statutory"
        " time; counted apart, never on time.",
        why="Dữ liệu thiếu thì nói là thiếu.",
        unit=Unit.DOSSIERS,
        direction=Direction.LOWER_IS_BETTER,
        formula=Total(of=m.no_deadline),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="withdrawn",
        label="Rút hoặc dừng",
        label_en="Withdrawn or stopped",
        label_wall=("Hồ sơ rút", "hoặc dừng"),
        description="Hồ sơ tiếp nhận trong kỳ, có hạn, mà đến cuối kỳ người dân đã rút hoặc cơ quan"
        " đã dừng xử lý.",
        description_en="Dossiers received in the period, with a due date, that were withdrawn or"
        " stopped by its end.",
        why="Cùng với đúng hạn, quá hạn và không rõ hạn cộng lại đúng bằng số tiếp nhận.",
        unit=Unit.DOSSIERS,
        direction=Direction.NEUTRAL,
        formula=Total(of=m.withdrawn, unknown=m.no_deadline, among=m.received),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
)
