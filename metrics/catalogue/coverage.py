"""Telecom infrastructure (hạ tầng viễn thông): villages without signal, power or broadband."""

from data_access import measures as m
from data_access.measures import Measure
from metrics.metric import Direction, Metric, Ratio, Target, Total, Unit

_BASIS = "Quyết định 2269/QĐ-TTg; Chiến lược hạ tầng số, Quyết định 1132/QĐ-TTg"
_OWNER = "Sở Thông tin và Truyền thông"
_SOURCE = "coverage"
_ZERO = Target(value=0, basis=_BASIS)


def _gap(
    name: str,
    of: Measure,
    people: Measure,
    *,
    label: str,
    label_en: str,
    wall: tuple[str, str],
    means: tuple[str, str],
) -> tuple[Metric, Metric]:
    """A kind of gap twice: villages that have it, and the people who live in them."""
    villages = Metric(
        id=name,
        label=f"Thôn {label}",
        label_en=f"Villages {label_en}",
        label_wall=wall,
        description=f"Số thôn, bản, tổ dân phố {means[0]} theo lần khảo sát mới nhất.",
        description_en=f"Villages {means[1]} by the latest survey.",
        why="Nơi chưa có hạ tầng thì mọi dịch vụ số đều chưa tới.",
        unit=Unit.VILLAGES,
        direction=Direction.LOWER_IS_BETTER,
        formula=Total(of=of),
        basis=_BASIS,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
        target=_ZERO,
    )
    affected = Metric(
        id=f"{name}_people",
        label=f"Người ở thôn {label}",
        label_en=f"People in villages {label_en}",
        label_wall=("Người ở thôn", wall[1]),
        description=f"Số người ở các thôn, bản, tổ dân phố {means[0]} theo lần khảo sát mới nhất.",
        description_en=f"People living in villages {means[1]} by the latest survey.",
        why="Bao nhiêu người chịu thiệt, không chỉ bao nhiêu điểm trên bản đồ.",
        unit=Unit.PEOPLE,
        direction=Direction.LOWER_IS_BETTER,
        formula=Total(of=people),
        basis=_BASIS,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
        target=_ZERO,
    )
    return villages, affected


def _covered(name: str, of: Measure, label: str, technology: str, target: Target | None) -> Metric:
    return Metric(
        id=name,
        label=f"Dân cư có sóng {label}",
        label_en=f"People covered by {technology}",
        label_wall=("Dân cư có", f"sóng {label}"),
        description=f"Người ở các thôn có sóng {label} trở lên, trên tổng số người được khảo sát.",
        description_en=f"People in villages with {technology}, over all people surveyed.",
        why="Độ phủ tính theo người, không theo diện tích.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(numerator=of, denominator=m.village_people),
        basis=_BASIS,
        source=_SOURCE,
        owner=_OWNER,
        target=target,
    )


def _count(
    name: str, of: Measure, label: str, label_en: str, wall: tuple[str, str], unit: Unit
) -> Metric:
    return Metric(
        id=name,
        label=label,
        label_en=label_en,
        label_wall=wall,
        description=f"{label} đang hoạt động vào cuối kỳ.",
        description_en=f"{label_en} on air at the period's end.",
        why="Năng lực hạ tầng mà độ phủ dựa vào.",
        unit=unit,
        direction=Direction.NEUTRAL,
        formula=Total(of=of),
        basis=_BASIS,
        source=_SOURCE,
        owner=_OWNER,
        decimals=0,
    )


METRICS = (
    *_gap(
        "no_signal",
        m.no_signal,
        m.no_signal_people,
        label="chưa có sóng",
        label_en="without signal",
        wall=("Thôn", "chưa có sóng"),
        means=("chưa có sóng di động", "without any mobile signal"),
    ),
    *_gap(
        "weak_signal",
        m.weak_signal,
        m.weak_signal_people,
        label="lõm sóng",
        label_en="with weak signal",
        wall=("Thôn", "lõm sóng"),
        means=("có sóng di động yếu, chập chờn", "with weak mobile signal"),
    ),
    *_gap(
        "no_power",
        m.no_power,
        m.no_power_people,
        label="chưa có điện lưới",
        label_en="without grid power",
        wall=("Thôn", "chưa có điện"),
        means=("chưa có điện lưới", "without grid power"),
    ),
    *_gap(
        "no_broadband",
        m.no_broadband,
        m.no_broadband_people,
        label="chưa có băng rộng",
        label_en="without broadband",
        wall=("Thôn chưa có", "băng rộng"),
        means=("chưa có băng rộng cố định", "without fixed broadband"),
    ),
    *_gap(
        "cut_off",
        m.cut_off,
        m.cut_off_people,
        label="thiếu cả sóng, điện, băng rộng",
        label_en="without signal, power and broadband",
        wall=("Thôn thiếu", "cả ba"),
        means=(
            "chưa có cả sóng di động, điện lưới và băng rộng",
            "without mobile signal, grid power and fixed broadband together",
        ),
    ),
    _covered("covered_3g", m.people_3g, "3G, 4G", "3G or better", Target(value=1.0, basis=_BASIS)),
    _covered("covered_4g", m.people_4g, "4G", "4G or better", None),
    _covered("covered_5g", m.people_5g, "5G", "5G", None),
    _count(
        "stations",
        m.stations,
        "Trạm phát sóng",
        "Base stations",
        ("Trạm", "phát sóng"),
        Unit.STATIONS,
    ),
    _count("masts", m.masts, "Vị trí cột", "Masts", ("Vị trí cột", "đang phát"), Unit.MASTS),
    _count(
        "stations_5g",
        m.stations_5g,
        "Trạm 5G",
        "5G stations",
        ("Trạm 5G", "đang phát"),
        Unit.STATIONS,
    ),
)
