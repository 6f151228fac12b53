"""Why rows wait in quarantine, in the words of those who have to mend them."""

from __future__ import annotations

from wording.words import Words, mark

REASONS = {
    "bad_shape": mark("Dòng sai số cột"),
    "missing": mark("Thiếu giá trị bắt buộc"),
    "bad_number": mark("Không phải số"),
    "impossible_date": mark("Ngày không thể có"),
    "bad_pause": mark("Khoảng dừng hỏng"),
    "unknown_state": mark("Trạng thái lạ"),
    "unknown_value": mark("Giá trị lạ"),
    "unknown_event": mark("Sự kiện lạ"),
    "too_long": mark("Quá dài"),
    "bad_geometry": mark("Ranh giới, tuyến hỏng"),
    "bad_place": mark("Tọa độ không thể có"),
    "out_of_range": mark("Ngoài khoảng có thể"),
    "unknown_agency": mark("Cơ quan chưa có"),
    "unknown_procedure": mark("Thủ tục chưa có"),
    "unknown_area": mark("Địa bàn chưa có"),
    "unknown_village": mark("Thôn chưa có"),
    "shares_above_one": mark("Tỷ lệ chia vượt 1"),
    "finish_before_receipt": mark("Xong trước khi nhận"),
    "still_used": mark("Còn được dùng, chưa xóa"),
    "archived": mark("Đã lưu trữ, nay khác đi"),
    "folded_elsewhere": mark("Thuộc tháng gộp từ kho ngoài"),
    "duplicate_key": mark("Trùng khóa, khác nội dung"),
}


def reason_said(reason: str, words: Words) -> str:
    """A reason that a newer program has written is shown by its code."""
    return words(REASONS[reason]) if reason in REASONS else reason
