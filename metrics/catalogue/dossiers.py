"""Dossiers of administrative procedures (thủ tục hành chính): volume, states, durations."""

from data_access import measures as m
from metrics.metric import Direction, Median, Metric, Ratio, Total, Unit

_ND61 = "Nghị định 61/2018/NĐ-CP; Thông tư 01/2018/TT-VPCP"
_766 = "Quyết định 766/QĐ-TTg (23/6/2022), 2.1"
_OWNER = "Trung tâm Phục vụ hành chính công"
_SOURCE = "one_stop"

METRICS = (
    Metric(
        id="received",
        label="Hồ sơ tiếp nhận",
        label_en="Dossiers received",
        label_wall=("Hồ sơ", "tiếp nhận"),
        description="Số hồ sơ được tiếp nhận trong kỳ, kể cả hồ sơ đã rút; không tính hồ sơ mới"
        " đăng ký hoặc bị từ chối tiếp nhận.",
        description_en="Dossiers accepted in the period, withdrawn ones included; those only"
        " registered or refused are not counted.",
        why="Khối lượng việc mà mọi tỷ lệ khác được chia cho.",
        unit=Unit.DOSSIERS,
        direction=Direction.NEUTRAL,
        formula=Total(of=m.received),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="resolved",
        label="Hồ sơ đã giải quyết",
        label_en="Dossiers resolved",
        label_wall=("Hồ sơ đã", "giải quyết"),
        description="Số hồ sơ có kết quả trong kỳ (trạng thái 9, hoặc 10 khi thiếu 9), nhận lúc"
        " nào cũng tính.",
        description_en="Dossiers finished in the period (state 9, or 10 where 9 is absent),"
        " whenever they were received.",
        why="Cho biết năng lực giải quyết có theo kịp lượng tiếp nhận.",
        unit=Unit.DOSSIERS,
        direction=Direction.NEUTRAL,
        formula=Total(of=m.resolved),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="open",
        label="Hồ sơ đang xử lý",
        label_en="Dossiers open",
        label_wall=("Hồ sơ", "đang xử lý"),
        description="Số hồ sơ đã tiếp nhận mà đến cuối kỳ chưa xong, chưa rút, chưa dừng.",
        description_en="Dossiers received and, at the period's end, not finished, withdrawn or"
        " stopped.",
        why="Phần việc còn tồn chuyển sang kỳ sau.",
        unit=Unit.DOSSIERS,
        direction=Direction.NEUTRAL,
        formula=Total(of=m.in_hand),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="completion",
        label="Tỷ lệ giải quyết",
        label_en="Completion",
        label_wall=("Tỷ lệ", "giải quyết"),
        description="Hồ sơ đã giải quyết trong kỳ trên hồ sơ tiếp nhận trong kỳ; trên 100 % khi"
        " giải quyết được cả hồ sơ kỳ trước chuyển sang.",
        description_en="Dossiers resolved in the period over those received in it; above 100% when"
        " a backlog is worked off.",
        why="Dưới 100 % kéo dài nghĩa là tồn đọng đang tăng.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(numerator=m.resolved, denominator=m.received),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
    ),
    Metric(
        id="waiting",
        label="Chờ người dân bổ sung",
        label_en="Waiting on the citizen",
        label_wall=("Chờ dân", "bổ sung"),
        description="Hồ sơ đang ở trạng thái yêu cầu bổ sung hoặc nghĩa vụ tài chính vào lúc này;"
        " đồng hồ của hồ sơ chờ bổ sung đang dừng.",
        description_en="Dossiers now waiting for supplements or a fee; the clock of those waiting"
        " for supplements stands still.",
        why="Phân biệt chậm do cơ quan với chờ do người dân.",
        unit=Unit.DOSSIERS,
        direction=Direction.NEUTRAL,
        formula=Total(of=m.state_supplement + m.state_fee),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="in_process",
        label="Cơ quan đang giải quyết",
        label_en="Being processed",
        label_wall=("Cơ quan", "đang xử lý"),
        description="Hồ sơ được tiếp nhận hoặc đang xử lý vào lúc này (trạng thái 2 và 4).",
        description_en="Dossiers now accepted or being processed (states 2 and 4).",
        why="Phần việc đang ở phía cơ quan.",
        unit=Unit.DOSSIERS,
        direction=Direction.NEUTRAL,
        formula=Total(of=m.state_new + m.state_processing),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="median_days",
        label="Thời gian giải quyết",
        label_en="Days to resolve",
        label_wall=("Thời gian", "giải quyết"),
        description="Trung vị số ngày làm việc từ tiếp nhận đến khi xong, đã trừ thời gian chờ bổ"
        " sung, của hồ sơ xong trong kỳ.",
        description_en="Median working days from receipt to result, pauses taken out, of dossiers"
        " finished in the period.",
        why="Một nửa số người dân chờ lâu hơn số này.",
        unit=Unit.DAYS,
        direction=Direction.LOWER_IS_BETTER,
        formula=Median(quantile=0.5),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="p90_days",
        label="Thời gian giải quyết, 90 %",
        label_en="Days to resolve, 90%",
        label_wall=("90 % hồ sơ", "xong trong"),
        description="Số ngày làm việc mà 90 % hồ sơ xong trong kỳ không vượt quá.",
        description_en="Working days within which 90% of the dossiers finished in the period were"
        " finished.",
        why="Cho thấy cái đuôi dài mà trung vị che đi.",
        unit=Unit.DAYS,
        direction=Direction.LOWER_IS_BETTER,
        formula=Median(quantile=0.9),
        basis=_ND61,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    ),
)
