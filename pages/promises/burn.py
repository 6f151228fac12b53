"""Villages that lack something, month by month: as it was, as promised, as it goes on."""

from __future__ import annotations

from components.line import Line
from components.trend import trend_figure
from pages.page import Ask, Figure
from pages.promises.asked import Promises, lacks_said
from wording import format as fmt

ABOVE_PX = 14


def burn_lines(ask: Ask, of: Promises) -> list[Line]:
    words, burn = ask.words, of.burn
    lines = [
        Line(name=words("Thực tế"), points=burn.actual, kind="actual"),
        Line(name=words("Theo cam kết"), points=burn.plan, kind="plan"),
        Line(name=words("Dự báo"), points=burn.forecast, kind="forecast"),
    ]
    return [line for line in lines if line.points or line.kind == "actual"]


def burn_figure(ask: Ask, of: Promises) -> Figure:
    figure = trend_figure(
        burn_lines(ask, of),
        unit=of.metric.unit,
        look=ask.look,
        note=ask.note(burn_title(ask, of), of.metric),
    )
    if of.burn.forecast:  # it goes on where the actual line ends: the name stands above both
        figure.layout.annotations[0].update(yshift=ABOVE_PX)
    return figure


def burn_title(ask: Ask, of: Promises) -> str:
    """'Còn 46 thôn chưa có sóng, nhiều hơn cam kết 7'."""
    words, burn = ask.words, of.burn
    if not burn.actual:
        return words("Thôn {lacks}", lacks=lacks_said(ask, of))
    now = fmt.number(burn.actual[-1].value, 0, words.lang)
    said = words("Còn {n} thôn {lacks}", n=now, lacks=lacks_said(ask, of))
    if burn.gap is None:
        return said
    if burn.gap <= 0:
        return words("{said}, theo kịp cam kết", said=said)
    return words("{said}, nhiều hơn cam kết {gap}", said=said, gap=round(burn.gap))


def burn_sub(ask: Ask, of: Promises) -> str:
    """As of which survey it is set against promises; how the forecast is made, where it leads."""
    words, burn = ask.words, of.burn
    foreseen = _foreseen(ask, of)
    if burn.gap is None or burn.looked is None:
        return foreseen
    month = fmt.month(burn.looked, words)
    return words("So với cam kết ở đợt khảo sát {month}. {more}", month=month, more=foreseen)


def _foreseen(ask: Ask, of: Promises) -> str:
    words, pace, ends = ask.words, of.burn.pace, of.burn.ends
    if pace is None:
        return words("Chưa đủ ba đợt khảo sát để dự báo")
    how = words(
        "Dự báo: hệ số góc Theil–Sen qua {n} đợt khảo sát, {pace} thôn/tháng ({fast} đến {slow})",
        n=pace.surveys,
        pace=fmt.number(pace.slope, 2, words.lang),
        fast=fmt.number(pace.fast, 2, words.lang),
        slow=fmt.number(pace.slow, 2, words.lang),
    )
    if ends is None:
        return words("{how}; theo đà này chưa hết", how=how)
    return words("{how}; theo đà này hết vào {month}", how=how, month=fmt.month(ends, words))
