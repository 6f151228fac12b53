"""Schools and health posts (trường học, trạm y tế), and which of them have broadband."""

from data_access import ground_measures as m
from metrics.catalogue.kinds import area, share
from metrics.metric import Direction, Total, Unit

_metric = area(
    owner="Sở Thông tin và Truyền thông",
    source="facilities",
    basis="Quyết định 2269/QĐ-TTg (viễn thông công ích đến 2025)",
)
_WHY = "Nơi trẻ em học và người bệnh đến đầu tiên thì phải có mạng."

METRICS = (
    _metric(
        "schools_offline",
        (
            "Trường học chưa có băng rộng",
            "Schools without broadband",
            ("Trường chưa", "có băng rộng"),
        ),
        (
            "Trường và điểm trường chưa có băng rộng cố định theo lần rà soát mới nhất; nơi chưa rõ"
            " không tính",
            "Schools and their outlying classes without fixed broadband by the latest check; those"
            " of which it is not known are left out",
        ),
        Total(of=m.schools_offline, unknown=m.schools_untold, among=m.schools),
        why=_WHY,
        unit=Unit.SCHOOLS,
        direction=Direction.LOWER_IS_BETTER,
        target=0,
    ),
    _metric(
        "health_posts_offline",
        (
            "Trạm y tế chưa có băng rộng",
            "Health posts without broadband",
            ("Trạm y tế", "chưa có mạng"),
        ),
        (
            "Trạm y tế chưa có băng rộng cố định theo lần rà soát mới nhất; nơi chưa rõ không tính",
            "Health posts without fixed broadband by the latest check; those of which it is not"
            " known are left out",
        ),
        Total(of=m.health_posts_offline, unknown=m.health_posts_untold, among=m.health_posts),
        why=_WHY,
        unit=Unit.HEALTH_POSTS,
        direction=Direction.LOWER_IS_BETTER,
        target=0,
    ),
    _metric(
        "schools_online",
        ("Trường học có băng rộng", "Schools with broadband", ("Trường học", "có băng rộng")),
        (
            "Trường và điểm trường có băng rộng cố định trên tổng số nơi đã rõ, theo lần rà soát"
            " mới nhất",
            "Schools and their outlying classes with fixed broadband over those of which it is"
            " known, by the latest check",
        ),
        share(m.schools_online, m.schools_online + m.schools_offline),
        why=_WHY,
        target=1.0,
    ),
    _metric(
        "health_posts_online",
        ("Trạm y tế có băng rộng", "Health posts with broadband", ("Trạm y tế", "có băng rộng")),
        (
            "Trạm y tế có băng rộng cố định trên tổng số nơi đã rõ, theo lần rà soát mới nhất",
            "Health posts with fixed broadband over those of which it is known, by the latest"
            " check",
        ),
        share(m.health_posts_online, m.health_posts_online + m.health_posts_offline),
        why=_WHY,
        target=1.0,
    ),
)
