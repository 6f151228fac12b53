"""Why a row cannot be right: a code for programs, a sentence with the remedy for people."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    BAD_SHAPE = "bad_shape"
    MISSING = "missing"
    BAD_NUMBER = "bad_number"
    IMPOSSIBLE_DATE = "impossible_date"
    BAD_PAUSE = "bad_pause"
    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_VALUE = "unknown_value"
    UNKNOWN_EVENT = "unknown_event"
    TOO_LONG = "too_long"
    BAD_GEOMETRY = "bad_geometry"
    BAD_PLACE = "bad_place"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_AGENCY = "unknown_agency"
    UNKNOWN_PROCEDURE = "unknown_procedure"
    UNKNOWN_AREA = "unknown_area"
    UNKNOWN_VILLAGE = "unknown_village"
    SHARES_ABOVE_ONE = "shares_above_one"
    FINISH_BEFORE_RECEIPT = "finish_before_receipt"
    DUPLICATE_KEY = "duplicate_key"
    STILL_USED = "still_used"
    ARCHIVED = "archived"
    FOLDED_ELSEWHERE = "folded_elsewhere"


_DETAILS = {
    Reason.BAD_SHAPE: "Dòng có {value}. Kiểm tra dấu phân cách và dấu ngoặc kép ở nguồn.",
    Reason.MISSING: "Thiếu {column}. Bổ sung ở nguồn hoặc đặt trong [constants] của tệp ánh xạ.",
    Reason.BAD_NUMBER: "{column}: '{value}' không phải {wanted}. Sửa ở nguồn.",
    Reason.IMPOSSIBLE_DATE: "{column}: '{value}' {wanted}. Sửa ở nguồn hoặc khai date_formats.",
    Reason.BAD_PAUSE: (
        "{column}: '{value}' {wanted}. Ghi từng lần tạm dừng là bắt đầu/kết thúc (ISO 8601), cách "
        "nhau bằng ';'; chỉ lần cuối được để trống kết thúc."
    ),
    Reason.UNKNOWN_STATE: (
        "{column}: không có trạng thái '{value}' ({wanted}). "
        "Sửa ở nguồn hoặc thêm vào [values.{column}] của tệp ánh xạ."
    ),
    Reason.UNKNOWN_VALUE: (
        "{column}: không có giá trị '{value}' ({wanted}). "
        "Sửa ở nguồn hoặc thêm vào [values.{column}] của tệp ánh xạ."
    ),
    Reason.UNKNOWN_EVENT: (
        "{column}: sự kiện '{value}' không có trong [events] của tệp ánh xạ. Thêm vào đó, hoặc đặt "
        'unknown = "ignore".'
    ),
    Reason.TOO_LONG: "{column}: '{value}' dài quá {wanted} ký tự. Rút ngắn ở nguồn.",
    Reason.BAD_GEOMETRY: "{column}: {value}. Sửa hình ở nguồn.",
    Reason.BAD_PLACE: "{column}: {value} không thể có ({wanted}). Sửa tọa độ ở nguồn.",
    Reason.OUT_OF_RANGE: "{column}: '{value}' ngoài khoảng {wanted}. Sửa ở nguồn.",
    Reason.UNKNOWN_AGENCY: (
        "{column}: chưa có cơ quan '{value}'. Nạp cơ quan trước (tamnhin load agencies …) "
        'hoặc đặt agency = "create" trong [dimensions] của tệp ánh xạ.'
    ),
    Reason.UNKNOWN_PROCEDURE: (
        "{column}: chưa có thủ tục '{value}'. Nạp thủ tục trước (tamnhin load procedures …) "
        'hoặc đặt procedure = "create" trong [dimensions] của tệp ánh xạ.'
    ),
    Reason.UNKNOWN_AREA: (
        "{column}: chưa có địa bàn '{value}'. Nạp địa bàn trước (tamnhin load areas …)."
    ),
    Reason.UNKNOWN_VILLAGE: (
        "{column}: chưa có thôn '{value}'. Nạp khảo sát thôn trước (tamnhin load villages …)."
    ),
    Reason.SHARES_ABOVE_ONE: (
        "{column}: các phần của đơn vị cũ '{value}' cộng lại {wanted}, quá 1 (kể cả dòng đã nạp). "
        "Sửa ở nguồn; dòng đã nạp mà không còn đúng thì nạp lại với share = 0."
    ),
    Reason.FINISH_BEFORE_RECEIPT: (
        "{column} '{value}' trước {wanted}. Sửa ngày ở nguồn rồi nạp lại."
    ),
    Reason.DUPLICATE_KEY: (
        "Khóa '{value}' đã có trong lần nạp này với nội dung khác. Giữ lại một dòng ở nguồn."
    ),
    Reason.STILL_USED: (
        "Nguồn báo '{value}' đã bị xóa, nhưng vẫn còn dòng của bảng khác dùng mã này. "
        "Xóa hoặc chuyển các dòng đó trước."
    ),
    Reason.ARCHIVED: (
        "'{value}' đã chuyển vào kho lưu trữ và nay khác đi; số liệu vẫn tính theo bản lưu. Khôi "
        "phục tháng đó (tamnhin archive --restore --month YYYY-MM) rồi nạp lại."
    ),
    Reason.FOLDED_ELSEWHERE: (
        "'{value}' thuộc tháng được gộp bằng Spark từ kho dữ liệu ngoài. Sửa ở kho đó rồi gộp lại "
        "tháng này (tamnhin fold --month YYYY-MM)."
    ),
}
_LONGEST_VALUE = 120


def detail(reason: Reason, *, column: str = "", value: object = "", wanted: object = "") -> str:
    """The sentence in Vietnamese; a very long value is shortened."""
    shown = str(value)
    if len(shown) > _LONGEST_VALUE:
        shown = shown[:_LONGEST_VALUE] + "…"
    return _DETAILS[reason].format(column=column, value=shown, wanted=wanted)
