"""Information security (an toàn thông tin): protection of agencies, incidents."""

from data_access import office_measures as m
from metrics.catalogue.kinds import area, share
from metrics.metric import Direction, Median, Metric, Total, Unit

_BASIS = "Nghị định 85/2016/NĐ-CP"
_OWNER = "Sở Thông tin và Truyền thông"
_INCIDENTS = "Thông tư 20/2017/TT-BTTTT"

_metric = area(owner=_OWNER, source="security", basis=_INCIDENTS)

METRICS = (
    _metric(
        "firewall_agencies",
        ("Cơ quan có tường lửa", "Agencies with a firewall", ("Cơ quan có", "tường lửa")),
        (
            "Cơ quan có tường lửa trên tổng số cơ quan, theo lần khảo sát mới nhất",
            "Agencies with a firewall over all agencies, by the latest survey",
        ),
        share(m.with_firewall, m.agencies_surveyed, m.with_firewall_untold),
        why="Cửa vào của phần lớn sự cố.",
        target=1.0,
        basis=_BASIS,
        source="networks",
    ),
    _metric(
        "antivirus_agencies",
        (
            "Cơ quan có phòng chống mã độc",
            "Agencies with anti-virus",
            ("Cơ quan có", "chống mã độc"),
        ),
        (
            "Cơ quan có giải pháp phòng chống mã độc tập trung trên tổng số cơ quan, theo lần khảo"
            " sát mới nhất",
            "Agencies with central anti-virus protection over all agencies, by the latest survey",
        ),
        share(m.with_antivirus, m.agencies_surveyed, m.with_antivirus_untold),
        why="Một máy nhiễm mã độc là cả mạng nhiễm.",
        target=1.0,
        basis="Chỉ thị 14/CT-TTg (25/5/2018)",
        source="networks",
    ),
    _metric(
        "incidents",
        ("Sự cố an toàn thông tin", "Security incidents", ("Sự cố", "ATTT")),
        (
            "Số sự cố an toàn thông tin được phát hiện trong kỳ",
            "Information security incidents found in the period",
        ),
        Total(of=m.incidents_opened),
        why="Nhiều hơn có thể là bị tấn công, cũng có thể là phát hiện tốt hơn.",
        unit=Unit.INCIDENTS,
        direction=Direction.NEUTRAL,
    ),
    _metric(
        "incident_serious",
        ("Sự cố nghiêm trọng", "Serious incidents", ("Sự cố", "nghiêm trọng")),
        (
            "Số sự cố an toàn thông tin nghiêm trọng được phát hiện trong kỳ",
            "Serious information security incidents found in the period",
        ),
        Total(of=m.incidents_serious),
        why="Một sự cố nghiêm trọng đủ làm dừng dịch vụ của cả tỉnh.",
        unit=Unit.INCIDENTS,
        direction=Direction.LOWER_IS_BETTER,
        target=0,
    ),
    _metric(
        "incident_open",
        ("Sự cố chưa khắc phục", "Incidents open", ("Sự cố chưa", "khắc phục")),
        (
            "Số sự cố an toàn thông tin mà đến cuối kỳ chưa khắc phục xong",
            "Information security incidents not closed by the period's end",
        ),
        Total(of=m.incidents_open),
        why="Mỗi ngày chưa khắc phục là một ngày hệ thống còn hở.",
        unit=Unit.INCIDENTS,
        direction=Direction.LOWER_IS_BETTER,
        target=0,
    ),
    _metric(
        "incident_closed",
        ("Sự cố đã khắc phục", "Incidents closed", ("Sự cố đã", "khắc phục")),
        (
            "Số sự cố an toàn thông tin khắc phục xong trong kỳ, phát hiện lúc nào cũng tính",
            "Information security incidents closed in the period, whenever they were found",
        ),
        Total(of=m.incidents_closed),
        why="Khắc phục có theo kịp phát hiện.",
        unit=Unit.INCIDENTS,
        direction=Direction.NEUTRAL,
    ),
    Metric(
        id="incident_days",
        label="Thời gian khắc phục sự cố",
        label_en="Days to close an incident",
        label_wall=("Thời gian", "khắc phục"),
        description="Trung vị số ngày (kể cả ngày nghỉ) từ khi phát hiện đến khi khắc phục xong,"
        " của sự cố khắc phục xong trong kỳ.",
        description_en="Median days, days off included, from finding to closing, of incidents"
        " closed in the period.",
        why="Kẻ tấn công không nghỉ cuối tuần.",
        unit=Unit.CALENDAR_DAYS,
        direction=Direction.LOWER_IS_BETTER,
        formula=Median(quantile=0.5, family="closing"),
        basis=_INCIDENTS,
        source="security",
        owner=_OWNER,
        decimals=0,
    ),
)  # fmt: skip
