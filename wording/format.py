"""Numbers and times as Vietnamese and English write them.

Written out rather than left to Babel, whose Vietnamese has a hyphen for the minus and no space
before the percent sign; Vietnamese offices write `−0,7` and `76,2 %`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from data_access.days import LOCAL, first_of
from metrics.metric import Metric, Unit
from wording.words import Lang, Words, mark

NO_VALUE = "—"
MINUS = "−"
WEEKDAYS = (
    mark("Thứ Hai"),
    mark("Thứ Ba"),
    mark("Thứ Tư"),
    mark("Thứ Năm"),
    mark("Thứ Sáu"),
    mark("Thứ Bảy"),
    mark("Chủ Nhật"),
)
UNIT_WORDS = {
    Unit.RATIO: mark("%"),
    Unit.DOSSIERS: mark("hồ sơ"),
    Unit.DOCUMENTS: mark("văn bản"),
    Unit.VILLAGES: mark("thôn"),
    Unit.PEOPLE: mark("người"),
    Unit.STATIONS: mark("trạm"),
    Unit.MASTS: mark("cột"),
    Unit.SCHOOLS: mark("trường"),
    Unit.HEALTH_POSTS: mark("trạm y tế"),
    Unit.SERVICES: mark("dịch vụ"),
    Unit.AGENCIES: mark("cơ quan"),
    Unit.COMMUNES: mark("xã"),
    Unit.PROCEDURES: mark("thủ tục"),
    Unit.PETITIONS: mark("phản ánh"),
    Unit.TASKS: mark("nhiệm vụ"),
    Unit.INCIDENTS: mark("sự cố"),
    Unit.PORTALS: mark("trang"),
    Unit.DAYS: mark("ngày làm việc"),
    Unit.CALENDAR_DAYS: mark("ngày"),
    Unit.PLACE: mark("hạng"),
    Unit.POINTS: mark("điểm"),
}


def number(value: float | None, decimals: int = 0, lang: Lang = "vi") -> str:
    """`1.234.567,8` or `1,234,567.8`; '—' for no value."""
    if value is None:
        return NO_VALUE
    text = f"{abs(value):,.{decimals}f}"
    if lang == "vi":
        text = text.translate(str.maketrans(",.", ".,"))
    rounds_to_zero = not text.strip("0.,")
    return text if value >= 0 or rounds_to_zero else MINUS + text


def percent(fraction: float | None, decimals: int = 1, lang: Lang = "vi") -> str:
    """0.762 → `76,2 %` or `76.2%`."""
    if fraction is None:
        return NO_VALUE
    return number(fraction * 100, decimals, lang) + (" %" if lang == "vi" else "%")


def decimals_of(metric: Metric, *, wall: bool = False) -> int:
    """Counts have none; the wall shows at most one."""
    if metric.unit not in (Unit.RATIO, Unit.DAYS, Unit.CALENDAR_DAYS):
        return 0
    return min(metric.decimals, 1) if wall else metric.decimals


def figure(value: float | None, unit: Unit, decimals: int, lang: Lang = "vi") -> str:
    """A value without its unit, as it stands in a dial."""
    return number(_shown(value, unit), decimals, lang)


def with_unit(value: float | None, unit: Unit, decimals: int, words: Words) -> str:
    """`76,2 %`, `21 thôn`."""
    if value is None or unit is Unit.RATIO:
        return percent(value, decimals, words.lang)
    return f"{number(value, decimals, words.lang)} {words(UNIT_WORDS[unit])}"


def goal(value: float, unit: Unit, lang: Lang = "vi") -> str:
    """A target without its unit and without idle zeros: `70`, `99,5`."""
    shown = round(_shown(value, unit) or 0.0, 2)
    places = 0 if shown == int(shown) else 1 if round(shown, 1) == shown else 2
    return number(shown, places, lang)


def delta(change: float | None, unit: Unit, decimals: int, lang: Lang = "vi") -> str:
    """`+1,4`, `−0,7`, `0,0`; '' where there is nothing to compare with."""
    shown = _shown(change, unit)
    if shown is None:
        return ""
    text = number(shown, decimals, lang)
    return f"+{text}" if shown > 0 and text.strip("0.,") else text


def _shown(value: float | None, unit: Unit) -> float | None:
    return value * 100 if value is not None and unit is Unit.RATIO else value


def epoch_ms(moment: datetime) -> int:
    """A stored time (naive, UTC) as browsers count it."""
    return round(moment.replace(tzinfo=UTC).timestamp() * 1000)


def local(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, LOCAL)


def clock(ms: int) -> str:
    return f"{local(ms):%H:%M}"


def as_of(ms: int, now: int) -> str:
    """`08:40` today, `30/11` this year, `30/11/2023` before."""
    then, today = local(ms), local(now)
    if then.date() == today.date():
        return f"{then:%H:%M}"
    return f"{then:%d/%m}" if then.year == today.year else f"{then:%d/%m/%Y}"


def moment(ms: int) -> str:
    """`27/12/2024 08:40`."""
    return f"{local(ms):%d/%m/%Y %H:%M}"


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def plain_day(value: date) -> str:
    """As decrees write it: 1/7/2025."""
    return f"{value.day}/{value.month}/{value.year}"


def month(key: int, words: Words) -> str:
    """202412 → `T12/2024` or `Dec 2024`."""
    first = first_of(key)
    return f"T{first.month}/{first.year}" if words.lang == "vi" else f"{first:%b %Y}"


def month_tick(key: int, words: Words) -> str:
    return f"T{key % 100}" if words.lang == "vi" else f"{first_of(key):%b}"
