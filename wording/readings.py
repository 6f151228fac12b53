"""What a reading says in words: its label, status, reason, explanation and spoken summary."""

from __future__ import annotations

from data_access.areas import Conversion
from data_access.selection import Level
from metrics.metric import Metric, Unit
from metrics.reading import Reading, Reason, Status
from wording import format as fmt
from wording.shapes import Shape
from wording.source_view import SourceView
from wording.words import Words, mark

STATUS_WORDS = {
    Status.MET: mark("Đạt"),
    Status.WATCH: mark("Cần chú ý"),
    Status.MISSED: mark("Chưa đạt"),
    Status.NO_TARGET: mark("Chưa giao mục tiêu"),
    Status.NO_DATA: mark("Chưa có dữ liệu"),
}
STATUS_SHAPES: dict[Status, Shape] = {
    Status.MET: "met",
    Status.WATCH: "watch",
    Status.MISSED: "missed",
    Status.NO_TARGET: "plain",
    Status.NO_DATA: "nodata",
}
LEVEL_WORDS = {
    Level.PROVINCE: mark("cấp tỉnh"),
    Level.DISTRICT: mark("cấp huyện"),
    Level.COMMUNE: mark("cấp xã"),
}
# At most 15 characters: a wall tile has room for no more.
REASONS = {
    Reason.NOTHING_TO_DIVIDE: mark("Không phát sinh"),
    Reason.NEVER_REPORTED: mark("Chưa báo cáo"),
    Reason.NOT_BY_THIS: mark("Ngoài bộ lọc"),
    Reason.NOT_TOLD: mark("Nguồn không ghi"),
    Reason.ONLY_NOW: mark("Chỉ có lúc này"),
    Reason.ONLY_BY_LEVEL: mark("Chỉ có theo cấp"),
    Reason.NO_DEADLINES: mark("Chưa có hạn trả"),
    Reason.WHOLE_MONTHS: mark("Chỉ theo tháng"),
    Reason.NOT_MIRRORED: mark("Chờ kho phân tích"),
    Reason.NOT_YET: mark("Chưa đến kỳ"),
    Reason.UNIT_CHANGED: mark("Đơn vị đã đổi"),
}
REASONS_LONG = {
    Reason.NOTHING_TO_DIVIDE: mark("Không phát sinh hồ sơ, văn bản nào để tính tỷ lệ"),
    Reason.NEVER_REPORTED: mark("Chưa đơn vị nào báo cáo chỉ số này cho phạm vi đang chọn"),
    Reason.NOT_BY_THIS: mark("Chỉ số này không tách được theo bộ lọc đang chọn"),
    Reason.NOT_TOLD: mark("Nguồn không cho biết, nên không tính được"),
    Reason.ONLY_NOW: mark("Trạng thái hồ sơ chỉ biết ở thời điểm hiện tại"),
    Reason.ONLY_BY_LEVEL: mark("Chỉ công bố tỷ lệ theo từng cấp, không cộng gộp được"),
    Reason.NO_DEADLINES: mark("Không hồ sơ nào có hạn trả kết quả để so"),
    Reason.WHOLE_MONTHS: mark("Trung vị chỉ có theo tháng tròn"),
    Reason.NOT_MIRRORED: mark(
        "Chỉ kho phân tích trả lời được, mà kho vắng hoặc giữ phiên bản khác: tamnhin mirror"
    ),
    Reason.NOT_YET: mark("Kỳ báo cáo đang chọn chưa bắt đầu"),
    Reason.UNIT_CHANGED: mark("Trong kỳ này đơn vị là đơn vị khác, chưa có bảng chuyển đổi"),
}


def wall_title(metric: Metric, words: Words) -> str:
    """In one line, as short as the wall has it: 'Đúng và trước hạn'."""
    return words.label(metric) if words.lang == "en" else " ".join(metric.label_wall)


def label(reading: Reading, words: Words) -> str:
    """`Văn bản xử lý trên mạng, cấp xã`: the level is said where the reading is limited to one."""
    said = words.label(reading.metric.name_on(reading.selection.period.end))
    level = reading.selection.level
    return f"{said}, {words(LEVEL_WORDS[level])}" if level else said


def wall_label(reading: Reading, words: Words) -> tuple[str, str]:
    """Two lines. English has no wall label of its own and is folded by the browser."""
    if words.lang == "en":
        return label(reading, words), ""
    first, second = reading.metric.label_wall
    level = reading.selection.level
    return first, f"{second}, {words(LEVEL_WORDS[level])}" if level else second


def reason(reading: Reading, words: Words) -> str:
    return words(REASONS[reading.reason]) if reading.reason else ""


def explanation(reading: Reading, words: Words, source: SourceView | None) -> str:
    """Counts, definition, source and completeness, a line each; the tooltip of a figure."""
    metric = reading.metric
    lines = [
        _counts(reading, words),
        *conversions(reading, words),
        words.description(metric),
        _from(source, words),
    ]
    if reading.reason:
        lines.insert(0, words(REASONS_LONG[reading.reason]))
    if reading.last_year is not None:
        shown = fmt.with_unit(reading.last_year, metric.unit, fmt.decimals_of(metric), words)
        lines.append(words("Cùng kỳ năm trước: {value}", value=shown))
    if reading.completeness is not None:
        share = fmt.percent(reading.completeness, 1, words.lang)
        lines.append(words("Đầy đủ: {share}", share=share))
    lines.append(words("Căn cứ: {basis}", basis=metric.basis))
    return "\n".join(line for line in lines if line)


_BEFORE = (
    mark("Kỳ trước: quy đổi theo bảng chuyển đổi {day}"),
    mark("Không so với kỳ trước: đơn vị thay đổi {day}, chưa có bảng chuyển đổi"),
)
_YEAR_AGO = (
    mark("Cùng kỳ năm trước: quy đổi theo bảng chuyển đổi {day}"),
    mark("Không so với cùng kỳ năm trước: đơn vị thay đổi {day}, chưa có bảng chuyển đổi"),
)


def conversions(reading: Reading, words: Words) -> list[str]:
    """What a figure over a change of units owes its reader: how it, or what it is compared with,
    was led over the change, or that nothing leads there."""
    now = reading.conversion
    said = [conversion_said(now, words)] if now else []
    if now and not now.covered:
        return said
    for then, (covered, absent) in ((reading.compared, _BEFORE), (reading.year_ago, _YEAR_AGO)):
        if then:
            said.append(words(covered if then.covered else absent, day=fmt.plain_day(then.on)))
    return said


def conversion_said(conversion: Conversion, words: Words) -> str:
    text = (
        mark("Quy đổi theo bảng chuyển đổi {day}")
        if conversion.covered
        else mark("Đơn vị thay đổi {day}, chưa có bảng chuyển đổi: chỉ tính những ngày của đơn vị")
    )
    return words(text, day=fmt.plain_day(conversion.on))


def _counts(reading: Reading, words: Words) -> str:
    if reading.numerator is None or reading.denominator is None:
        return ""
    top = fmt.number(reading.numerator, 0, words.lang)
    return f"{top} / {fmt.number(reading.denominator, 0, words.lang)}"


def _from(source: SourceView | None, words: Words) -> str:
    if source is None:
        return ""
    if source.as_of is None:
        return words("Nguồn: {source}, chưa có dữ liệu", source=source.label)
    return words("Nguồn: {source}, đến {time}", source=source.label, time=fmt.moment(source.as_of))


def spoken(reading: Reading, words: Words, source: SourceView | None) -> str:
    """Everything a gauge shows, for those who hear it."""
    metric, places = reading.metric, fmt.decimals_of(reading.metric)
    parts = [label(reading, words)]
    if reading.status is Status.NO_DATA:
        parts += [words(STATUS_WORDS[Status.NO_DATA]), reason(reading, words)]
    else:
        parts += [
            fmt.with_unit(reading.value, metric.unit, places, words),
            words(STATUS_WORDS[reading.status]),
        ]
    if reading.target is not None:
        parts.append(goal_text(reading, words))
    change = fmt.delta(reading.change, metric.unit, places, words.lang)
    if change:
        parts.append(words("Thay đổi so với kỳ trước: {change}", change=change))
    parts += [*conversions(reading, words), _from(source, words)]
    return ". ".join(part for part in parts if part)


def goal_text(reading: Reading, words: Words) -> str:
    """`Mục tiêu 70`; '' without a target."""
    if reading.target is None:
        return ""
    value = fmt.goal(reading.target, reading.metric.unit, words.lang)
    return words("Mục tiêu {value}", value=value)


def unit_text(unit: Unit, words: Words) -> str:
    return words(fmt.UNIT_WORDS[unit])
