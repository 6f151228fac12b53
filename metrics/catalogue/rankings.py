"""Yearly assessments: of agencies by the province, and of the province among provinces."""

from metrics.catalogue.kinds import area
from metrics.metric import Direction, Observed, Unit

_metric = area(
    owner="Sở Thông tin và Truyền thông",
    source="reports",
    basis="Quyết định của UBND tỉnh về đánh giá, xếp hạng ứng dụng CNTT",
)

METRICS = (
    _metric(
        "agencies_assessed",
        ("Cơ quan được đánh giá, xếp hạng", "Agencies assessed", ("Cơ quan được", "xếp hạng")),
        (
            "Cơ quan được đánh giá, xếp hạng ứng dụng công nghệ thông tin trong năm trên tổng số cơ"
            " quan, theo báo cáo",
            "Agencies whose use of information technology was assessed in the year, over all, as"
            " reported",
        ),
        Observed(),
        why="Cơ quan không được đánh giá thì không ai biết đang ở đâu.",
        target=1.0,
    ),
    _metric(
        "papi_rank",
        ("Xếp hạng PAPI của tỉnh", "PAPI rank of the province", ("Xếp hạng", "PAPI")),
        (
            "Thứ hạng của tỉnh trong các tỉnh, thành phố theo Chỉ số PAPI công bố gần nhất, theo"
            " báo cáo",
            "The province's place among provinces by the latest PAPI published, as reported",
        ),
        Observed(),
        why="Người dân so chính quyền của mình với nơi khác như thế nào.",
        unit=Unit.PLACE,
        direction=Direction.LOWER_IS_BETTER,
        basis="Chỉ số PAPI (UNDP, CECODES)",
        owner="Sở Nội vụ",
    ),
)
