"""The form of a playlist: a few fields for all of it, and a row a screen."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from components.filter_bar import Option
from components.plain_form import PlainField, plain_form
from config.playlists import DAYS, MOST_SCREENS, ONCE, Hours, Playlist, ScreenSpec
from data_access.errors import UnknownFilter
from metrics.catalogue import CATALOGUE
from pages.doors.playlists import ADMIN, BETWEEN, DAYS_OFFERED
from pages.doors.shown import section
from pages.page import Ask
from pages.playlists import playlists
from pages.screens.chart import chart_ids
from pages.screens.known import screen
from pages.screens.screen import Place
from wording.format import WEEKDAYS
from wording.words import Words, mark

EMPTY = 3  # rows for screens to come
HOURS = r"([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d"
PANELS = ("1x1", "2x1", "3x1", "2x2", "3x2", "4x2", "3x3", "4x3")
SECONDS = r"[0-9]{1,4}"
DAY_WORDS = {"": mark("Mọi ngày"), "mon-fri": mark("Thứ hai – thứ sáu"), "sat-sun": mark("T7, CN")}


def playlist_form(ask: Ask) -> Component:
    words, known, name = ask.words, playlists(ask), ask.query.get("list", "")
    if name and name not in known:
        raise UnknownFilter("list", name, known)
    chosen = known.get(name)
    title = words("Sửa {label}", label=chosen.label) if chosen else words("Danh sách mới")
    how = words("Để trống dòng nào thì bỏ màn đó. Giờ viết 07:00-17:30, có thể qua nửa đêm")
    form = plain_form(
        f"{ADMIN}/keep",
        [*_heads(ask, name, chosen), *_rows(ask, chosen)],
        words("Lưu danh sách"),
        kind="playlist-form",
    )
    anew = dcc.Link(words("Danh sách mới"), href=ADMIN) if chosen else None
    return section(ask, title, html.P([how, ". "] if anew else how, className="quiet"), anew, form)


def _heads(ask: Ask, name: str, chosen: Playlist | None) -> list[PlainField]:
    words, night = ask.words, chosen.night if chosen else None
    bright = str(round(night.brightness * 100)) if night else "60"
    return [
        PlainField(
            name="name", label=words("Tên trong địa chỉ, ví dụ phong-hop"), value=name, longest=40
        ),
        PlainField(
            name="label", label=words("Tên gọi"), value=chosen.label if chosen else "", longest=80
        ),
        PlainField(name="seconds", label=words("Giây một màn"), value=_usual(chosen), longest=4),
        PlainField(
            name="panels",
            label=words("Màn ghép, cột × hàng"),
            value=_panels(chosen),
            options=[Option(value=each, label=each.replace("x", " × ")) for each in _offer(chosen)],
        ),
        PlainField(
            name="night",
            label=words("Giờ giảm sáng"),
            value=_hours(night.hours) if night else "",
            longest=11,
            needed=False,
            pattern=HOURS,
            shaped="07:00-17:30",
        ),
        PlainField(
            name="brightness",
            label=words("Độ sáng khi đó, %"),
            value=bright,
            options=[
                Option(value=str(n), label=f"{n} %") for n in sorted({60, 70, 80, 90, int(bright)})
            ],
        ),
    ]


def _panels(chosen: Playlist | None) -> str:
    columns, rows = chosen.panels if chosen else (1, 1)
    return f"{columns}x{rows}"


def _offer(chosen: Playlist | None) -> list[str]:
    return sorted({*PANELS, _panels(chosen)})


def _usual(chosen: Playlist | None) -> str:
    """What most of its screens have."""
    every = [each.seconds for each in chosen.screens] if chosen else [30]
    return str(max(set(every), key=every.count))


def _rows(ask: Ask, chosen: Playlist | None) -> list[PlainField]:
    screens: list[ScreenSpec | None] = [*(chosen.screens if chosen else ())]
    screens += [None] * min(EMPTY + 2 * (chosen is None), MOST_SCREENS - len(screens))
    offered, usual = _offered(ask), _usual(chosen)
    return [
        field
        for number, spec in enumerate(screens)
        for field in _row(ask, number, spec, offered, usual)
    ]


def _row(
    ask: Ask, number: int, spec: ScreenSpec | None, offered: list[Option], usual: str
) -> list[PlainField]:
    words, nth = ask.words, number + 1
    own = spec is not None and str(spec.seconds) != usual
    return [
        PlainField(
            name=f"screen-{number}",
            label=words("Màn {nth}", nth=nth),
            value=_what(spec),
            options=offered,
        ),
        PlainField(
            name=f"seconds-{number}",
            label=words("Giây, nếu khác"),
            value=str(spec.seconds) if spec and own else "",
            longest=4,
            needed=False,
            pattern=SECONDS,
            shaped="5–3600",
        ),
        PlainField(
            name=f"days-{number}",
            label=words("Ngày"),
            value=_days(spec),
            options=_days_offered(ask, spec),
        ),
        PlainField(
            name=f"hours-{number}",
            label=words("Giờ"),
            value=_hours(spec.hours) if spec else "",
            longest=11,
            needed=False,
            pattern=HOURS,
            shaped="07:00-17:30",
        ),
    ]


def _offered(ask: Ask) -> list[Option]:
    words = ask.words
    once = [
        Option(
            value=kind, label=screen(kind).title(ask, Place(spec=ScreenSpec(kind=kind, seconds=5)))
        )
        for kind in ONCE
    ]
    metrics = [
        Option(value=f"metric:{each.id}", label=words("Chỉ số: {name}", name=words.label(each)))
        for each in CATALOGUE.values()
    ]
    charts = [
        Option(
            value=f"chart:{id}", label=words("Biểu đồ: {name}", name=f"{words(page.label)}, {id}")
        )
        for id, page in chart_ids().items()
    ]
    return [Option(value="", label="—"), *once, *metrics, *charts]


def _what(spec: ScreenSpec | None) -> str:
    if spec is None:
        return ""
    return f"{spec.kind}:{spec.of}" if spec.of else spec.kind


def _days(spec: ScreenSpec | None) -> str:
    names = tuple(DAYS[day] for day in spec.hours.days) if spec else DAYS
    found = next((key for key, days in DAYS_OFFERED.items() if days == names), None)
    return BETWEEN.join(names) if found is None else found


def _days_offered(ask: Ask, spec: ScreenSpec | None) -> list[Option]:
    found = [Option(value=key, label=ask.words(DAY_WORDS[key])) for key in DAYS_OFFERED]
    own = _days(spec)
    if own not in DAYS_OFFERED:
        found.append(Option(value=own, label=_named(own, ask.words)))
    return found


def _named(days: str, words: Words) -> str:
    return ", ".join(words(WEEKDAYS[DAYS.index(day)]) for day in days.split(BETWEEN))


def _hours(hours: Hours) -> str:
    if (hours.start, hours.end) == (0, 24 * 60):
        return ""
    return "-".join(f"{at // 60:02}:{at % 60:02}" for at in (hours.start, hours.end))
