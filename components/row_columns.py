"""What lists of rows show: their columns, by table, and the words of coded values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from wording.words import mark

Kind = Literal["text", "code", "day", "date", "time", "agency", "commune", "number", "share", "yes"]

STATES = {
    1: mark("Mới đăng ký"),
    2: mark("Được tiếp nhận"),
    3: mark("Không được tiếp nhận"),
    4: mark("Đang xử lý"),
    5: mark("Yêu cầu bổ sung"),
    6: mark("Yêu cầu nghĩa vụ tài chính"),
    7: mark("Công dân rút"),
    8: mark("Dừng xử lý"),
    9: mark("Đã xử lý xong"),
    10: mark("Đã trả kết quả"),
}
CHANNELS = {
    "direct": mark("Trực tiếp"),
    "online": mark("Trực tuyến"),
    "postal": mark("Bưu chính"),
}
SIGNALS = {"none": mark("Không có"), "weak": mark("Yếu"), "good": mark("Tốt")}
TECHNOLOGIES = {"none": mark("Không có"), "2g": "2G", "3g": "3G", "4g": "4G", "5g": "5G"}
LEVELS = {"province": mark("Tỉnh"), "district": mark("Huyện"), "commune": mark("Xã")}
ONLINE = {
    "none": mark("Chưa trực tuyến"),
    "partial": mark("Một phần"),
    "end_to_end": mark("Toàn trình"),
}
SEVERITIES = {"low": mark("Thấp"), "medium": mark("Trung bình"), "serious": mark("Nghiêm trọng")}
TASKS = {"task": mark("Nhiệm vụ"), "programme": mark("Chương trình"), "scheme": mark("Đề án")}
FACILITIES = {"school": mark("Trường học"), "health_post": mark("Trạm y tế")}
DIRECTIONS = {"in": mark("Đến"), "out": mark("Đi")}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowColumn:
    """`name`: the table's column; `of`: the words of its values, where they are codes; `wide`: how
    much room it is given, in rem."""

    name: str
    title: str
    kind: Kind = "text"
    of: Mapping[Any, str] | None = None
    wide: float = 8.0


def _day(name: str, title: str) -> RowColumn:
    return RowColumn(name=name, title=title, kind="day", wide=7)


def _yes(name: str, title: str) -> RowColumn:
    return RowColumn(name=name, title=title, kind="yes", wide=7)


def _coded(name: str, title: str, of: Mapping[str, str]) -> RowColumn:
    return RowColumn(name=name, title=title, of=of, wide=7)


def _number(name: str, title: str) -> RowColumn:
    return RowColumn(name=name, title=title, kind="number", wide=8)


_CODE = RowColumn(name="code", title=mark("Mã"), kind="code", wide=12)
_NAME = RowColumn(name="name", title=mark("Tên"), wide=18)
_AGENCY = RowColumn(name="agency_code", title=mark("Cơ quan"), kind="agency", wide=15)
_COMMUNE = RowColumn(name="commune_code", title=mark("Xã"), kind="commune", wide=12)
_FIELD = RowColumn(name="field", title=mark("Lĩnh vực"), wide=12)
_SURVEYED = _day("surveyed_day", mark("Ngày khảo sát"))
_RECEIVED = _day("received_day", mark("Tiếp nhận"))
_DEADLINE = _day("deadline_day", mark("Hạn trả"))

COLUMNS: Mapping[str, tuple[RowColumn, ...]] = {
    "dossiers": (
        _CODE,
        _RECEIVED,
        _DEADLINE,
        _day("finished_day", mark("Xong")),
        RowColumn(name="state", title=mark("Trạng thái"), of=STATES, wide=10),
        _AGENCY,
        _FIELD,
        _coded("channel", mark("Kênh"), CHANNELS),
        _number("duration_days", mark("Ngày làm việc")),
        _number("paused_days", mark("Ngày tạm dừng")),
        _yes("late", mark("Xong trễ")),
    ),
    "documents": (
        _CODE,
        _day("registered_day", mark("Đăng ký")),
        _AGENCY,
        _coded("direction", mark("Văn bản"), DIRECTIONS),
        _yes("processed_online", mark("Trên mạng")),
        _yes("signed", mark("Ký số")),
        RowColumn(name="due_at", title=mark("Hạn"), kind="time", wide=10),
        RowColumn(name="done_at", title=mark("Xong"), kind="time", wide=10),
    ),
    "villages": (
        _NAME,
        _COMMUNE,
        _number("people", mark("Người")),
        _number("households", mark("Hộ")),
        _coded("signal", mark("Sóng di động"), SIGNALS),
        _coded("technology", mark("Công nghệ"), TECHNOLOGIES),
        _yes("has_power", mark("Có điện")),
        _yes("has_broadband", mark("Băng rộng")),
        _SURVEYED,
        _CODE,
    ),
    "stations": (
        _CODE,
        RowColumn(name="mast_code", title=mark("Cột"), kind="code", wide=9),
        RowColumn(name="operator", title=mark("Nhà mạng")),
        _coded("technology", mark("Công nghệ"), TECHNOLOGIES),
        _COMMUNE,
        _day("on_air_day", mark("Phát sóng từ")),
    ),
    "facilities": (
        _NAME,
        _coded("kind", mark("Loại"), FACILITIES),
        _COMMUNE,
        _yes("has_broadband", mark("Băng rộng")),
        _day("checked_day", mark("Ngày kiểm tra")),
        _CODE,
    ),
    "petitions": (
        _CODE,
        _RECEIVED,
        _DEADLINE,
        _day("answered_day", mark("Trả lời")),
        _AGENCY,
        _FIELD,
        RowColumn(name="channel", title=mark("Kênh")),
        _yes("late", mark("Trả lời trễ")),
        _yes("satisfied", mark("Hài lòng")),
    ),
    "incidents": (
        _CODE,
        _day("opened_day", mark("Phát hiện")),
        _day("closed_day", mark("Khắc phục")),
        _AGENCY,
        RowColumn(name="kind", title=mark("Loại"), wide=12),
        _coded("severity", mark("Mức độ"), SEVERITIES),
        _number("duration_days", mark("Số ngày")),
    ),
    "tasks": (
        _CODE,
        RowColumn(name="name", title=mark("Nhiệm vụ"), wide=24),
        _coded("kind", mark("Loại"), TASKS),
        RowColumn(name="decision", title=mark("Văn bản giao"), wide=12),
        _AGENCY,
        _day("assigned_day", mark("Giao")),
        _day("deadline_day", mark("Hạn")),
        _day("done_day", mark("Xong")),
        RowColumn(name="progress", title=mark("Tiến độ"), kind="share", wide=6),
    ),
    "networks": (
        _AGENCY,
        _yes("on_dedicated_network", mark("Mạng chuyên dùng")),
        _yes("has_lan", mark("Mạng LAN")),
        _yes("video_conferencing", mark("Hội nghị trực tuyến")),
        _yes("firewall", mark("Tường lửa")),
        _yes("antivirus", mark("Chống mã độc")),
        _number("computers", mark("Máy tính")),
        _number("officials", mark("Cán bộ")),
        _SURVEYED,
    ),
    "portals": (
        RowColumn(name="name", title=mark("Cổng, trang"), wide=18),
        _AGENCY,
        _yes("updated", mark("Cập nhật")),
        RowColumn(name="last_post_on", title=mark("Bài mới nhất"), kind="date"),
        _day("checked_day", mark("Ngày kiểm tra")),
        _CODE,
    ),
    "procedures": (
        _CODE,
        RowColumn(name="name", title=mark("Thủ tục"), wide=28),
        _FIELD,
        _coded("level", mark("Cấp"), LEVELS),
        _coded("online_level", mark("Mức trực tuyến"), ONLINE),
        _number("statutory_days", mark("Thời hạn")),
        _yes("has_fee", mark("Có phí")),
    ),
}
