"""Documents and work files (văn bản, hồ sơ công việc) over four levels."""

from data_access import measures as m
from metrics.metric import Direction, Metric, Observed, Ratio, Total, Unit

_BASIS = "Nghị định 30/2020/NĐ-CP"
_OWNER = "Văn phòng UBND tỉnh"

METRICS = (
    Metric(
        id="doc_online",
        label="Văn bản xử lý trên mạng",
        label_en="Documents processed online",
        label_wall=("Văn bản trên", "mạng"),
        description="Văn bản xử lý hoàn toàn trên môi trường mạng trên tổng văn bản đăng ký trong"
        " kỳ; văn bản mật không tính ở cả tử số và mẫu số.",
        description_en="Documents processed wholly online over all registered in the period; secret"
        " ones are left out of both.",
        why="Chỉ đạo điều hành không chờ giấy.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(
            numerator=m.documents_online,
            denominator=m.documents_open,
            unknown=m.documents_online_untold,
        ),
        basis=_BASIS,
        source="documents",
        owner=_OWNER,
    ),
    Metric(
        id="doc_signed",
        label="Văn bản ký số",
        label_en="Documents digitally signed",
        label_wall=("Văn bản", "ký số"),
        description="Văn bản đi được ký số trên tổng văn bản đi trong kỳ; văn bản mật không tính.",
        description_en="Outgoing documents digitally signed over all outgoing ones of the period;"
        " secret ones are left out.",
        why="Văn bản ký số có giá trị pháp lý, gửi đi tức thì.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(
            numerator=m.documents_signed,
            denominator=m.documents_out,
            unknown=m.documents_signed_untold,
        ),
        basis=_BASIS,
        source="documents",
        owner=_OWNER,
    ),
    Metric(
        id="work_files_online",
        label="Hồ sơ công việc trên mạng",
        label_en="Work files online",
        label_wall=("Hồ sơ việc", "trên mạng"),
        description="Hồ sơ công việc được lập và xử lý trên môi trường mạng, theo báo cáo.",
        description_en="Work files kept and processed online, as reported.",
        why="Hồ sơ điện tử là bước sau của văn bản điện tử.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Observed(events=True),
        basis="Quyết định 749/QĐ-TTg; " + _BASIS,
        source="reports",
        owner=_OWNER,
    ),
    Metric(
        id="doc_on_time",
        label="Văn bản đến xử lý đúng hạn",
        label_en="Documents handled on time",
        label_wall=("Văn bản", "đúng hạn"),
        description="Văn bản đến xử lý xong trong kỳ mà đúng hạn, trên văn bản đến xử lý xong trong"
        " kỳ có hạn; văn bản mật không tính.",
        description_en="Incoming documents done in the period in time, over those done in it that"
        " had a deadline; secret ones are left out.",
        why="Chậm một văn bản ở trên là chậm nhiều việc ở dưới.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(numerator=m.documents_in_time, denominator=m.documents_handled),
        basis=_BASIS,
        source="documents",
        owner=_OWNER,
    ),
    Metric(
        id="docs_in",
        label="Văn bản đến",
        label_en="Documents in",
        label_wall=("Văn bản", "đến"),
        description="Số văn bản đến đăng ký trong kỳ; văn bản mật không tính.",
        description_en="Incoming documents registered in the period; secret ones are left out.",
        why="Khối lượng việc hành chính của từng cơ quan.",
        unit=Unit.DOCUMENTS,
        direction=Direction.NEUTRAL,
        formula=Total(of=m.documents_in),
        basis=_BASIS,
        source="documents",
        owner=_OWNER,
        decimals=0,
    ),
    Metric(
        id="docs_out",
        label="Văn bản đi",
        label_en="Documents out",
        label_wall=("Văn bản", "đi"),
        description="Số văn bản đi đăng ký trong kỳ; văn bản mật không tính.",
        description_en="Outgoing documents registered in the period; secret ones are left out.",
        why="Khối lượng việc hành chính của từng cơ quan.",
        unit=Unit.DOCUMENTS,
        direction=Direction.NEUTRAL,
        formula=Total(of=m.documents_out),
        basis=_BASIS,
        source="documents",
        owner=_OWNER,
        decimals=0,
    ),
)
