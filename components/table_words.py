"""What the tables that are loaded are called on screen."""

from __future__ import annotations

from wording.words import Words, mark

TABLES = {
    "dossiers": mark("Hồ sơ"),
    "applicants": mark("Người nộp hồ sơ"),
    "documents": mark("Văn bản"),
    "villages": mark("Thôn, bản"),
    "stations": mark("Trạm phát sóng"),
    "cables": mark("Tuyến cáp"),
    "commitments": mark("Cam kết phủ sóng"),
    "sites": mark("Vị trí có thể đặt trạm"),
    "measurements": mark("Lần đo sóng"),
    "facilities": mark("Trường học, trạm y tế"),
    "agencies": mark("Cơ quan"),
    "areas": mark("Đơn vị hành chính"),
    "boundaries": mark("Ranh giới"),
    "crosswalk": mark("Chuyển đổi xã cũ, xã mới"),
    "procedures": mark("Thủ tục"),
    "targets": mark("Chỉ tiêu giao"),
    "observations": mark("Báo cáo tổng hợp"),
    "petitions": mark("Phản ánh, kiến nghị"),
    "incidents": mark("Sự cố an toàn thông tin"),
    "tasks": mark("Nhiệm vụ"),
    "assessments": mark("Kết quả xếp loại"),
    "networks": mark("Mạng cơ quan"),
    "portals": mark("Trang thông tin điện tử"),
    "holidays": mark("Lịch làm việc"),
}


def table_said(table: str, words: Words) -> str:
    return words(TABLES[table]) if table in TABLES else table
