"""Networks and portals of state agencies, and digital society: reported totals."""

from metrics.metric import Direction, Metric, Observed, Target, Unit

_OWNER = "Sở Thông tin và Truyền thông"


def _reported(
    name: str,
    label: str,
    label_en: str,
    wall: tuple[str, str],
    means: tuple[str, str],
    *,
    basis: str,
    target: float | None = None,
) -> Metric:
    return Metric(
        id=name,
        label=label,
        label_en=label_en,
        label_wall=wall,
        description=f"{means[0]}, theo báo cáo.",
        description_en=f"{means[1]}, as reported.",
        why="Nền tảng của chính quyền số và xã hội số.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Observed(),
        basis=basis,
        source="reports",
        owner=_OWNER,
        target=None if target is None else Target(value=target, basis=basis),
    )


METRICS = (
    _reported(
        "network_joined",
        "Mạng truyền số liệu chuyên dùng",
        "On the dedicated data network",
        ("Mạng số liệu", "chuyên dùng"),
        (
            "Cơ quan đã kết nối mạng truyền số liệu chuyên dùng trên tổng số cơ quan",
            "Agencies on the dedicated data network over all agencies",
        ),
        basis="Quyết định 8/2023/QĐ-TTg",
        target=1.0,
    ),
    _reported(
        "portal_fresh",
        "Trang thông tin cập nhật thường xuyên",
        "Portals updated regularly",
        ("Trang TTĐT", "cập nhật"),
        (
            "Cổng, trang thông tin điện tử được cập nhật thường xuyên trên tổng số",
            "Portals updated regularly over all portals",
        ),
        basis="Nghị định 42/2022/NĐ-CP",
        target=1.0,
    ),
    _reported(
        "adults_smartphone",
        "Người trưởng thành có điện thoại thông minh",
        "Adults with a smartphone",
        ("Người có ĐT", "thông minh"),
        ("Người trưởng thành có điện thoại thông minh", "Adults who have a smartphone"),
        basis="Quyết định 411/QĐ-TTg",
    ),
    _reported(
        "households_smartphone",
        "Hộ có điện thoại thông minh",
        "Households with a smartphone",
        ("Hộ có ĐT", "thông minh"),
        ("Hộ gia đình có ít nhất một điện thoại thông minh", "Households with a smartphone"),
        basis="Quyết định 411/QĐ-TTg",
    ),
    _reported(
        "households_fibre",
        "Hộ có cáp quang",
        "Households with fibre",
        ("Hộ có", "cáp quang"),
        ("Hộ gia đình có băng rộng cáp quang", "Households with fibre broadband"),
        basis="Quyết định 411/QĐ-TTg",
    ),
    _reported(
        "postal_broadband",
        "Điểm bưu chính có băng rộng",
        "Postal points with broadband",
        ("Bưu chính có", "băng rộng"),
        ("Điểm phục vụ bưu chính có kết nối băng rộng", "Postal points with broadband"),
        basis="Quyết định 654/QĐ-TTg",
    ),
)
