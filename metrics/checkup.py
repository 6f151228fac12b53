"""checkup: what is wrong with configuration, catalogue, database and sources, and its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from config.alerts import AlertSettings
from config.province import GaugeSpec, Province, WallSpec
from data_access.calendar import calendar_knows
from data_access.elevation import read_elevation
from data_access.errors import TamNhinError
from data_access.freshness import SourceState, SourceStatus
from data_access.selection import Level, Selection
from data_access.targets import every_target
from metrics.catalogue import CATALOGUE
from metrics.desk import View
from metrics.reading import Agreement

LEGIBLE_MINUTES = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`grave`: something cannot work; otherwise it works, but somebody should look."""

    about: str
    vi: str
    grave: bool = False


def check_configuration(province: Province) -> Iterator[Finding]:
    for gauge in (*province.gauges, *province.wall.gauges):
        yield from _gauge(gauge)
    yield from check_wall(province.wall)
    yield from _check_elevation(province)
    if province.league not in CATALOGUE:
        yield _unknown("overview.league", province.league)
    for name in province.tolerance.metrics:
        if name not in CATALOGUE:
            yield _unknown("reconciliation.metrics", name)
    for metric in CATALOGUE.values():
        if metric.source not in province.sources:
            yield Finding(
                about=metric.id,
                vi=f"Nguồn '{metric.source}' không có trong province.toml; thêm mục"
                f" [sources.{metric.source}].",
                grave=True,
            )


def _check_elevation(province: Province) -> Iterator[Finding]:
    for path in province.elevation:
        try:
            read_elevation([path])
        except TamNhinError as error:
            yield Finding(about=path.name, vi=error.vi, grave=True)


def check_alerts(settings: AlertSettings) -> Iterator[Finding]:
    """Rules of metrics that there are not, and receivers whose secret is not in the environment."""
    for rule in settings.rules:
        if rule.metric and rule.metric not in CATALOGUE:
            yield _unknown(f"rules.{rule.name}", rule.metric, "alerts.toml")
    for receiver in settings.receivers:
        if receiver.secret_env and not receiver.secret:
            yield _no_secret(f"receivers.{receiver.name}", receiver.secret_env)
    smtp = settings.smtp
    if smtp and smtp.user and not smtp.password:
        yield _no_secret("smtp", smtp.password_env or "password_env")


def _no_secret(where: str, variable: str) -> Finding:
    return Finding(
        about=where,
        vi=f"Biến môi trường '{variable}' chưa đặt; đặt cho tiến trình theo dõi (tamnhin watch).",
    )


def check_wall(wall: WallSpec) -> Iterator[Finding]:
    """The smallest text of a wall must be read from where people stand (ISO 9241-303)."""
    minutes = wall.smallest_text_minutes
    if minutes < LEGIBLE_MINUTES:
        yield Finding(
            about="wall",
            vi=f"Chữ nhỏ nhất chỉ {minutes:.1f} phút cung ở {wall.distance_m:g} m trên màn hình"
            f" {wall.diagonal_inch:g} inch, cần {LEGIBLE_MINUTES:g}: đứng gần hơn"
            f" {wall.distance_m * minutes / LEGIBLE_MINUTES:.1f} m, hoặc dùng màn hình lớn hơn.",
        )


def _gauge(gauge: GaugeSpec) -> Iterator[Finding]:
    if gauge.metric not in CATALOGUE:
        yield _unknown("gauges", gauge.metric)
    if gauge.level is not None and gauge.level not in list(Level):
        yield Finding(
            about=gauge.metric,
            vi=f"Cấp '{gauge.level}' không có; dùng {', '.join(Level)}.",
            grave=True,
        )


def _unknown(where: str, name: str, file: str = "province.toml") -> Finding:
    return Finding(
        about=where,
        vi=f"{file}: không có chỉ số '{name}'; xem `tamnhin metrics`.",
        grave=True,
    )


def check_data(view: View) -> Iterator[Finding]:
    if not view.snap.places.agencies:
        yield Finding(about="agencies", vi="Chưa có cơ quan nào; nạp bảng agencies trước.")
    if not view.snap.places.areas:
        yield Finding(about="areas", vi="Chưa có đơn vị hành chính nào; nạp bảng areas.")
    year = view.snap.today.year
    if not calendar_knows(view.snap, year):
        yield Finding(
            about="holidays",
            vi=f"Lịch làm việc chưa có năm {year}: hạn trả và số ngày làm việc sẽ sai. Nạp bất kỳ"
            " bảng nào để lịch tự nối thêm, hoặc `tamnhin load holidays`.",
        )
    for status in view.sources().values():
        yield from _source(status)
    yield from _unreconciled(view)
    yield from _targets(view)


def _targets(view: View) -> Iterator[Finding]:
    """Targets that hold nowhere: of a metric that nobody knows, or of a unit that had ended. Units
    that were never there do not pass the load."""
    rows = every_target(view.snap)
    for name in sorted({row.metric for row in rows} - CATALOGUE.keys()):
        close = get_close_matches(name, CATALOGUE, n=1)
        hint = f" Ý bạn là '{close[0]}'?" if close else ""
        yield Finding(
            about="targets",
            vi=f"Chỉ tiêu giao cho chỉ số '{name}', không có trong danh mục.{hint} Xem `tamnhin"
            " metrics`, sửa rồi nạp lại targets.",
        )
    places = view.snap.places
    units = {unit.code: unit for unit in places.agencies.values()}
    for row in rows:
        unit = places.areas.get(row.scope.area) or units.get(row.scope.agency)
        if unit and unit.ends and unit.ends < row.start:
            yield Finding(
                about="targets",
                vi=f"Chỉ tiêu '{row.metric}' từ {row.start:%d/%m/%Y} giao cho {unit.name}, đơn vị"
                f" đã thôi hoạt động từ {unit.ends:%d/%m/%Y}; giao cho đơn vị thay thế.",
            )


def _unreconciled(view: View) -> Iterator[Finding]:
    """In the year up to now: how many reports disagree, and the one that does most."""
    year = Selection.from_query({}, today=view.anchor)
    apart = [each for each in view.comparisons(year) if each.beside.state is Agreement.UNRECONCILED]
    for worst in apart[:1]:
        where = worst.group.label if worst.group else view.province.name
        yield Finding(
            about=worst.metric.id,
            vi=f"{len(apart)} số báo cáo chưa đối soát với số tính từ dữ liệu; lệch nhiều nhất:"
            f" {where}, {worst.period.start:%d/%m/%Y}–{worst.period.end:%d/%m/%Y}."
            " Xem trang Nguồn dữ liệu, mục Đối soát.",
        )


def _source(status: SourceStatus) -> Iterator[Finding]:
    name, tables = status.spec.label, ", ".join(status.spec.tables)
    if status.state is SourceState.NEVER:
        yield Finding(about=name, vi=f"Chưa từng có dữ liệu; nạp {tables} bằng `tamnhin load`.")
    elif status.state is not SourceState.LIVE:
        yield Finding(about=name, vi="Không có dữ liệu mới đúng nhịp; kiểm tra nơi gửi.")
    if status.quarantined:
        yield Finding(
            about=name,
            vi=f"{status.quarantined} dòng đang cách ly; sửa ở nguồn rồi nạp lại.",
        )
