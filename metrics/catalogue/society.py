"""Digital society (xã hội số): what surveys report as totals."""

from metrics.catalogue.kinds import area
from metrics.metric import Metric, Observed

_411 = "Quyết định 411/QĐ-TTg"
_metric = area(owner="Sở Thông tin và Truyền thông", source="reports", basis=_411)


def _surveyed(
    name: str,
    texts: tuple[str, str, tuple[str, str]],
    means: tuple[str, str],
    *,
    basis: str = _411,
    target: float | None = None,
) -> Metric:
    return _metric(
        name,
        texts,
        (f"{means[0]}, theo báo cáo", f"{means[1]}, as reported"),
        Observed(),
        why="Người dân có phương tiện thì dịch vụ số mới tới được.",
        basis=basis,
        target=target,
    )


METRICS = (
    _surveyed(
        "internet_users",
        ("Người dùng Internet", "Internet users", ("Người dùng", "Internet")),
        ("Người dân sử dụng Internet trên tổng dân số", "People who use the Internet, over all"),
        target=0.8,
    ),
    _surveyed(
        "adults_smartphone",
        ("Người trưởng thành có điện thoại thông minh", "Adults with a smartphone",
         ("Người có ĐT", "thông minh")),
        ("Người trưởng thành có điện thoại thông minh", "Adults who have a smartphone"),
        target=0.8,
    ),
    _surveyed(
        "households_smartphone",
        ("Hộ có điện thoại thông minh", "Households with a smartphone",
         ("Hộ có ĐT", "thông minh")),
        ("Hộ gia đình có ít nhất một điện thoại thông minh", "Households with a smartphone"),
    ),
    _surveyed(
        "households_fibre",
        ("Hộ có cáp quang", "Households with fibre", ("Hộ có", "cáp quang")),
        ("Hộ gia đình có băng rộng cáp quang", "Households with fibre broadband"),
        target=0.8,
    ),
    _surveyed(
        "postal_broadband",
        ("Điểm bưu chính có băng rộng", "Postal points with broadband",
         ("Bưu chính có", "băng rộng")),
        ("Điểm phục vụ bưu chính có kết nối băng rộng", "Postal points with broadband"),
        basis="Quyết định 654/QĐ-TTg",
    ),
    _surveyed(
        "communes_fibre",
        ("Xã có cáp quang", "Communes with fibre", ("Xã có", "cáp quang")),
        (
            "Xã, phường, thị trấn có cáp quang đến trung tâm trên tổng số",
            "Communes with fibre to their centre, over all communes",
        ),
        basis="Quyết định 749/QĐ-TTg",
        target=1.0,
    ),
)  # fmt: skip
