"""Petitions and proposals of citizens (phản ánh, kiến nghị), and how satisfied they are."""

from data_access import office_measures as m
from metrics.catalogue.kinds import area, share
from metrics.metric import Direction, Observed, Total, Unit

_metric = area(
    owner="Văn phòng UBND tỉnh", source="petitions", basis="Nghị định 20/2008/NĐ-CP, 92/2017/NĐ-CP"
)
_766 = "Quyết định 766/QĐ-TTg (23/6/2022)"

METRICS = (
    _metric(
        "petitions",
        ("Phản ánh, kiến nghị", "Petitions received", ("Phản ánh,", "kiến nghị")),
        (
            "Số phản ánh, kiến nghị của người dân, doanh nghiệp được tiếp nhận trong kỳ",
            "Petitions and proposals of citizens and businesses received in the period",
        ),
        Total(of=m.petitions_received),
        why="Người dân nói cho biết chỗ nào chưa ổn.",
        unit=Unit.PETITIONS,
        direction=Direction.NEUTRAL,
    ),
    _metric(
        "petition_answered",
        ("Phản ánh đã trả lời", "Petitions answered", ("Phản ánh", "đã trả lời")),
        (
            "Số phản ánh, kiến nghị được trả lời trong kỳ, nhận lúc nào cũng tính",
            "Petitions answered in the period, whenever they were received",
        ),
        Total(of=m.petitions_answered),
        why="Trả lời có theo kịp lượng phản ánh.",
        unit=Unit.PETITIONS,
        direction=Direction.NEUTRAL,
    ),
    _metric(
        "petition_on_time",
        ("Phản ánh trả lời đúng hạn", "Petitions answered on time", ("Phản ánh", "đúng hạn")),
        (
            "Phản ánh, kiến nghị được trả lời đúng hạn trong kỳ, trên số đó cộng với số đã quá hạn"
            " trong kỳ mà chưa được trả lời kịp; phản ánh không có hạn không tính",
            "Petitions answered in time in the period, over those and the ones whose deadline"
            " passed in it without an answer; those without a deadline are not counted",
        ),
        share(m.petitions_in_time, m.petitions_in_time + m.petitions_missed),
        why="Trả lời chậm thì lần sau người dân không nói nữa.",
        target=1.0,
        basis=f"{_766}, 5.2",
    ),
    _metric(
        "petition_open",
        ("Phản ánh chờ trả lời", "Petitions open", ("Phản ánh", "chờ trả lời")),
        (
            "Số phản ánh, kiến nghị đã tiếp nhận mà đến cuối kỳ chưa được trả lời",
            "Petitions received and, at the period's end, not answered",
        ),
        Total(of=m.petitions_open),
        why="Việc còn nợ người dân.",
        unit=Unit.PETITIONS,
        direction=Direction.NEUTRAL,
    ),
    _metric(
        "petition_late",
        ("Phản ánh quá hạn trả lời", "Petitions overdue", ("Phản ánh", "quá hạn")),
        (
            "Số phản ánh, kiến nghị chưa được trả lời mà cuối kỳ đã quá hạn",
            "Petitions not answered whose deadline had passed by the period's end",
        ),
        Total(of=m.petitions_overdue),
        why="Từng phản ánh ở đây cần có người nhận việc ngay.",
        unit=Unit.PETITIONS,
        direction=Direction.LOWER_IS_BETTER,
        target=0,
        basis=f"{_766}, 5.2",
    ),
    _metric(
        "petition_satisfied",
        ("Hài lòng với trả lời phản ánh", "Satisfied with the answer", ("Hài lòng", "trả lời")),
        (
            "Phản ánh, kiến nghị được trả lời trong kỳ mà người gửi hài lòng, trên số được người"
            " gửi đánh giá",
            "Petitions answered in the period whose senders were satisfied, over those that were"
            " rated",
        ),
        share(m.petitions_satisfied, m.petitions_rated),
        why="Trả lời đúng hạn chưa phải là trả lời được.",
        target=0.9,
        basis=f"{_766}, 5.3",
    ),
    _metric(
        "satisfied",
        ("Người dân hài lòng khi giải quyết hồ sơ", "Citizens satisfied",
         ("Người dân", "hài lòng")),
        (
            "Lượt đánh giá hài lòng trên tổng lượt đánh giá, theo báo cáo tháng",
            "Ratings 'satisfied' over all ratings, as reported monthly",
        ),
        Observed(events=True),
        why="Thước đo cuối cùng của cải cách hành chính.",
        target=0.9,
        basis="Quyết định 766/QĐ-TTg, 5.4",
        source="reports",
    ),
)  # fmt: skip
