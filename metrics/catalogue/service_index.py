"""What the national portal counts of every unit for the scoring of services, and nobody else does.

Of procedures, services and fees the portal counts each unit's own; the metrics of `services` count
the province's list, where a procedure that 151 communes handle stands once.
"""

from __future__ import annotations

from metrics.catalogue.kinds import Means, Texts, area
from metrics.metric import Metric, Observed

_766 = "Quyết định 766/QĐ-TTg (23/6/2022)"
_metric = area(owner="Văn phòng UBND tỉnh", source="reports", basis=_766)


def _counted(
    name: str, texts: Texts, means: Means, item: str, *, why: str, events: bool = False
) -> Metric:
    return _metric(
        name,
        texts,
        (
            f"{means[0]}, tính theo từng đơn vị như Cổng dịch vụ công quốc gia công bố",
            f"{means[1]}, counted unit by unit as the national portal reports it",
        ),
        Observed(events=events),
        why=why,
        basis=f"{_766}, {item}",
    )


METRICS = (
    _counted(
        "announced_in_time",
        ("Thủ tục được công bố đúng hạn", "Procedures announced in time",
         ("Công bố", "đúng hạn")),
        (
            "Thủ tục hành chính được công bố đúng hạn trong năm, trên số phải công bố",
            "Procedures announced in time in the year, over those that had to be announced",
        ),
        "1.1",
        why="Công bố muộn thì người dân còn làm theo quy định cũ.",
    ),
    _counted(
        "updated_in_time",
        ("Thủ tục cập nhật, công khai đúng hạn", "Procedures updated in time",
         ("Cập nhật", "đúng hạn")),
        (
            "Thủ tục được cập nhật, công khai đúng hạn trên Cơ sở dữ liệu quốc gia, trên số thủ tục"
            " của đơn vị",
            "Procedures updated in the national database in time, over all of the unit",
        ),
        "1.2",
        why="Thông tin cũ làm người dân đi lại thêm lần nữa.",
    ),
    _counted(
        "published_in_full",
        ("Thủ tục công khai đầy đủ các bộ phận", "Procedures published in full",
         ("Công khai", "đầy đủ")),
        (
            "Thủ tục được công khai đầy đủ các bộ phận cấu thành, trên số thủ tục của đơn vị",
            "Procedures of which every part is published, over all of the unit",
        ),
        "1.3",
        why="Thiếu một phần là người dân phải hỏi lại.",
    ),
    _counted(
        "offered_online",
        ("Thủ tục cung cấp trực tuyến, theo đơn vị", "Procedures offered online, by unit",
         ("Đơn vị đưa", "lên mạng")),
        (
            "Thủ tục được cung cấp dịch vụ công trực tuyến, trên số thủ tục của đơn vị",
            "Procedures offered as online services, over all of the unit",
        ),
        "3.1",
        why="Cơ quan nào đưa được ít thủ tục lên mạng thì thấy ngay.",
    ),
    _counted(
        "offered_used",
        ("Dịch vụ phát sinh hồ sơ, theo đơn vị", "Online services used, by unit",
         ("DVC đơn vị", "có hồ sơ")),
        (
            "Dịch vụ công trực tuyến có phát sinh hồ sơ, trên số dịch vụ mà đơn vị cung cấp",
            "Online services that produced a dossier, over those that the unit offers",
        ),
        "3.2",
        why="Cùng một dịch vụ, nơi có người dùng, nơi không.",
    ),
    _counted(
        "fee_offered",
        ("Thủ tục có phí tích hợp thanh toán, theo đơn vị", "Fees payable online, by unit",
         ("Tích hợp", "thanh toán")),
        (
            "Thủ tục có phí, lệ phí được tích hợp thanh toán trực tuyến, trên số thủ tục có phí, lệ"
            " phí của đơn vị",
            "Procedures with a fee that can be paid online, over those with a fee of the unit",
        ),
        "3.5a",
        why="Chưa tích hợp thì người dân vẫn phải đến nộp tiền.",
    ),
    _counted(
        "fee_used",
        ("Thủ tục có phí phát sinh thanh toán, theo đơn vị", "Fees ever paid online, by unit",
         ("Phát sinh", "thanh toán")),
        (
            "Thủ tục có phí, lệ phí đã phát sinh thanh toán trực tuyến, trên số thủ tục có phí, lệ"
            " phí của đơn vị",
            "Procedures with a fee that was paid online at least once, over those with a fee of the"
            " unit",
        ),
        "3.5b",
        why="Tích hợp rồi mà chưa ai trả thì còn vướng ở đâu đó.",
    ),
    _counted(
        "digitised_shared",
        ("Hồ sơ số hóa được chia sẻ", "Digitised dossiers shared",
         ("Số hóa", "được chia sẻ")),
        (
            "Hồ sơ đã số hóa được kết nối, chia sẻ dữ liệu để nơi khác dùng lại, trên số hồ sơ đã"
            " số hóa trong kỳ",
            "Digitised dossiers whose data are shared for use elsewhere, over those digitised in"
            " the period",
        ),
        "4.4",
        why="Số hóa rồi cất đi thì người dân vẫn phải nộp lại.",
        events=True,
    ),
    _counted(
        "population_procedures",
        ("Thủ tục khai thác dữ liệu dân cư", "Procedures using population data",
         ("Thủ tục dùng", "DL dân cư")),
        (
            "Thủ tục khai thác, sử dụng dữ liệu của Cơ sở dữ liệu quốc gia về dân cư, trên số thủ"
            " tục cần thông tin công dân",
            "Procedures that use data of the national population database, over those that need"
            " what it holds",
        ),
        "4.5a",
        why="Nhà nước đã biết thì không hỏi lại người dân.",
    ),
    _counted(
        "population_dossiers",
        ("Hồ sơ khai thác dữ liệu dân cư", "Dossiers using population data",
         ("Hồ sơ dùng", "DL dân cư")),
        (
            "Hồ sơ được giải quyết có khai thác dữ liệu của Cơ sở dữ liệu quốc gia về dân cư, trên"
            " số hồ sơ cần thông tin công dân trong kỳ",
            "Dossiers handled with data of the national population database, over those of the"
            " period that need what it holds",
        ),
        "4.5b",
        why="Mỗi hồ sơ tra được là một giấy tờ người dân khỏi nộp.",
        events=True,
    ),
    _counted(
        "certified_copies",
        ("Chứng thực bản sao điện tử", "Certified electronic copies",
         ("Chứng thực", "điện tử")),
        (
            "Lượt chứng thực bản sao điện tử từ bản chính, trên tổng lượt chứng thực bản sao trong"
            " kỳ; đơn vị không có thủ tục này thì không có số liệu",
            "Copies certified electronically, over all copies certified in the period; a unit"
            " without this procedure has no figure",
        ),
        "4.6",
        why="Một bản sao điện tử dùng được nhiều lần, ở nhiều nơi.",
        events=True,
    ),
)  # fmt: skip
