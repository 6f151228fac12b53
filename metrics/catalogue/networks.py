"""Networks and equipment of state agencies (mạng, thiết bị của cơ quan nhà nước)."""

from data_access import office_measures as m
from metrics.catalogue.kinds import area, share

_metric = area(
    owner="Sở Thông tin và Truyền thông", source="networks", basis="Nghị định 64/2007/NĐ-CP"
)
_WHY = "Nền tảng của chính quyền số."

METRICS = (
    _metric(
        "network_joined",
        ("Mạng truyền số liệu chuyên dùng", "On the dedicated data network",
         ("Mạng số liệu", "chuyên dùng")),
        (
            "Cơ quan đã kết nối mạng truyền số liệu chuyên dùng trên tổng số cơ quan, theo lần khảo"
            " sát mới nhất",
            "Agencies on the dedicated data network over all agencies, by the latest survey",
        ),
        share(m.on_network, m.agencies_surveyed, m.on_network_untold),
        why=_WHY,
        target=1.0,
        basis="Quyết định 8/2023/QĐ-TTg",
    ),
    _metric(
        "lan_agencies",
        ("Cơ quan có mạng nội bộ", "Agencies with a local network", ("Cơ quan có", "mạng LAN")),
        (
            "Cơ quan có mạng nội bộ (LAN) trên tổng số cơ quan, theo lần khảo sát mới nhất",
            "Agencies with a local area network over all agencies, by the latest survey",
        ),
        share(m.with_lan, m.agencies_surveyed, m.with_lan_untold),
        why=_WHY,
        target=1.0,
    ),
    _metric(
        "computers_per_official",
        ("Máy tính trên cán bộ, công chức", "Computers per official", ("Máy tính", "trên cán bộ")),
        (
            "Số máy tính trên số cán bộ, công chức cần dùng máy tính, theo lần khảo sát mới nhất;"
            " trên 100 % khi có máy dự phòng",
            "Computers over officials who need one, by the latest survey; above 100% where there"
            " are spare ones",
        ),
        share(m.computers, m.officials),
        why="Không có máy thì không có hồ sơ điện tử.",
        target=1.0,
    ),
    _metric(
        "video_conferencing",
        ("Hội nghị trực tuyến", "Video conferencing", ("Hội nghị", "trực tuyến")),
        (
            "Cơ quan có điểm cầu hội nghị truyền hình trực tuyến trên tổng số cơ quan, theo lần"
            " khảo sát mới nhất",
            "Agencies with a video conferencing room over all agencies, by the latest survey",
        ),
        share(m.with_video, m.agencies_surveyed, m.with_video_untold),
        why="Họp đến cấp xã mà không ai phải đi.",
        target=1.0,
        basis="Quyết định 749/QĐ-TTg",
    ),
)  # fmt: skip
