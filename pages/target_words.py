"""What a target, its gap and the pace to it say in words."""

from __future__ import annotations

from data_access.errors import TamNhinError
from data_access.places import Places
from data_access.selection import Level
from data_access.targets import TargetRow
from metrics.metric import Direction, Metric, Unit
from metrics.plan import Planned
from metrics.shortfall import counted_in
from wording import format as fmt
from wording.readings import LEVEL_WORDS
from wording.words import Words, mark


def value_said(metric: Metric, value: float, words: Words) -> str:
    """`70 %`, `99,5 %`, `0 thôn`."""
    said = fmt.goal(value, metric.unit, words.lang)
    if metric.unit is Unit.RATIO:
        return said + (" %" if words.lang == "vi" else "%")
    return f"{said} {words(fmt.UNIT_WORDS[metric.unit])}"


def scope_said(row: TargetRow | None, places: Places, words: Words) -> str:
    """What a target was set for: 'Cấp xã', 'Huyện Lệ Thủy', 'Toàn tỉnh'."""
    if row is None:
        return words("Mặc định của chỉ số")
    if row.scope.agency:
        agency = places.agencies.get(row.scope.agency)
        return agency.name if agency else row.scope.agency
    if row.scope.area:
        area = places.areas.get(row.scope.area)
        return area.name if area else row.scope.area
    if row.scope.level in list(Level):
        return level_said(Level(row.scope.level), words)
    return words("Toàn tỉnh")


def level_said(level: Level, words: Words) -> str:
    said = words(LEVEL_WORDS[level])
    return said[:1].upper() + said[1:]


def inherited_said(row: Planned, places: Places, words: Words) -> str:
    """Of a place's plan: whether a target is its own, or from where it has it."""
    if row.target.own:
        return words("Giao riêng")
    whole = scope_said(row.target.row, places, words)
    return words("Theo {whole}", whole=whole[:1].lower() + whole[1:])


def rows_said(row: Planned, words: Words) -> str:
    """'còn 1.240 hồ sơ'; of what should fall 'thừa 21 thôn'; '' where nothing is missing."""
    if row.gap is None or not row.gap.rows:
        return ""
    unit = counted_in(row.metric)
    count = fmt.number(row.gap.rows, 0, words.lang)
    said = f"{count} {words(fmt.UNIT_WORDS[unit])}" if unit else count
    falls = row.metric.direction is Direction.LOWER_IS_BETTER
    return words("thừa {rows}" if falls else "còn {rows}", rows=said)


def points_said(row: Planned, words: Words) -> str:
    """`−1,8`, in points of a ratio or in the metric's unit."""
    if row.gap is None:
        return fmt.NO_VALUE
    places = max(1, row.metric.decimals) if row.metric.unit is Unit.RATIO else 0
    return fmt.delta(row.gap.points, row.metric.unit, places, words.lang)


POSSIBLE = {True: mark("{needed} / ngày, nay {now}"), False: mark("Không kịp, nay {now} / ngày")}


def pace_said(row: Planned, words: Words) -> str:
    """`57 / ngày, nay 18`: rows a working day that the target needs, and as it was so far."""
    pace = row.pace
    if pace is None:
        return ""
    needed, now = _a_day(pace.needed, words), _a_day(pace.so_far, words)
    if pace.possible and not pace.so_far:
        return words("{needed} / ngày", needed=needed)
    return words(POSSIBLE[pace.possible], needed=needed, now=now)


def pace_explained(row: Planned, words: Words) -> str:
    if row.pace is None:
        return ""
    return words(
        "Cần {needed} mỗi ngày trong {days} ngày làm việc còn lại; từ đầu kỳ bình quân {now}",
        needed=_a_day(row.pace.needed, words),
        days=row.pace.days,
        now=_a_day(row.pace.so_far, words),
    )


def _a_day(rate: float, words: Words) -> str:
    return fmt.number(rate, 0 if rate >= 10 else 1, words.lang)


def value_typed(metric: Metric | None, value: float, words: Words) -> str:
    """As a form shows it: `70`, `99,5`."""
    return fmt.goal(value, metric.unit, words.lang) if metric else f"{value:g}"


def value_read(metric: Metric, text: str) -> float:
    """A typed number, of a ratio in percent; with a decimal comma or point. Raises TamNhinError."""
    ratio = metric.unit is Unit.RATIO
    try:
        typed = float(text.replace("%", "").replace(" ", "").replace(",", "."))
    except ValueError:
        typed = float("nan")
    if not 0 <= typed < 1e12 or (ratio and typed > 100):
        wanted, wanted_en = ("từ 0 đến 100", "from 0 to 100") if ratio else ("từ 0", "from 0 up")
        raise TamNhinError(
            vi=f"Mục tiêu '{text}': cần một số {wanted}, ví dụ 97,5",
            en=f"Target '{text}': a number {wanted_en} is needed, such as 97.5",
        )
    return round(typed / 100, 12) if ratio else typed
