"""What a plan of stations may be asked for: a form for it, and one for the plan beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import dcc, html
from dash.development.base_component import Component

from components.choose_form import Choice, choose_form
from components.filter_bar import Option
from data_access.sites import Ground
from metrics.coverage.hata import Setting
from metrics.coverage.links import LINKS, Band
from metrics.siting.address import ANY, BANDS, OTHER, PREFIX, told
from metrics.siting.asking import FEW, MOST, Wish
from metrics.siting.candidates import Kind
from pages.page import Ask
from pages.plans.named import KINDS, plan_said
from pages.siting_wish import PATH, SECOND, Plans, lists_of, operators
from wording.words import mark

SETTINGS: Mapping[Setting, str] = {
    Setting.URBAN: mark("Đô thị"),
    Setting.SUBURBAN: mark("Ngoại ô, nhiều cây"),
    Setting.QUASI_OPEN: mark("Thoáng một phần"),
    Setting.OPEN: mark("Trống trải"),
}
BAND_WORDS: Mapping[Band, str] = {Band.WEAK: mark("Có sóng"), Band.GOOD: mark("Sóng tốt")}
WAITING: Mapping[str, str] = {"0": mark("Chưa có sóng"), "1": mark("Chưa có sóng và lõm sóng")}


def choices_block(ask: Ask, plans: Plans) -> Component:
    first = plans.first.wish
    second = plans.second.wish if plans.second else None
    forms = [_form(ask, first, None)] + ([_form(ask, second, first)] if second else [])
    return html.Details(
        [
            html.Summary(ask.words("Chọn vị trí, kinh phí, nhà mạng; so sánh hai phương án")),
            html.Div(forms, className="halves"),
        ],
        open=second is not None or None,
        className="choices",
    )


def _form(ask: Ask, wish: Wish, first: Wish | None) -> Component:
    """With a `first` the one beside it: what is as there need not be said."""
    usual = told(first) if first else _usual(wish)
    name = PREFIX if first else ""
    return choose_form(
        [_choice(ask, each, name, told(wish), usual) for each in _fields(ask)],
        ask.words("Tính phương án"),
        title=plan_said(ask, 1 if first else 0),
        also={OTHER: "1"} if first else {},
        beside=_no_compare(ask) if first else None,
    )


def compare_link(ask: Ask, wish: Wish) -> Component | None:
    """Where there is no second plan yet: one of twice as many stations, to begin with."""
    if ask.query.get(OTHER):
        return None
    more = {
        OTHER: "1",
        f"{PREFIX}new": str(min(2 * wish.stations, MOST)) if wish.stations else None,
    }
    said = ask.words("So sánh với phương án khác")
    return dcc.Link(said, href=ask.href(PATH, **more), className="btn")


def _no_compare(ask: Ask) -> Component:
    none = dict.fromkeys((*SECOND, "maps"))
    return dcc.Link(ask.words("Bỏ so sánh"), href=ask.href(PATH, **none), className="btn")


def _usual(wish: Wish) -> Mapping[str, str]:
    """What need not stand in the address; a number counts only where no budget is asked for."""
    plain = told(Wish(selection=wish.selection, stations=FEW))
    return plain if wish.stations else plain | {"new": ""}


def _choice(
    ask: Ask, of: Choice, prefix: str, value: Mapping[str, str], usual: Mapping[str, str]
) -> Choice:
    """The same, of one plan."""
    return Choice(
        name=f"{prefix}{of.name}",
        label=ask.words(of.label),
        value=value[of.name],
        neutral=usual[of.name],
        options=of.options,
        many=of.many,
        unit=of.unit,
        instead_of=f"{prefix}{of.instead_of}" if of.instead_of else "",
    )


def _fields(ask: Ask) -> list[Choice]:
    """By label alone."""
    words, known = ask.words, operators(ask)
    return [
        Choice(name="new", label=mark("Số trạm mới"), value="", instead_of="budget"),
        Choice(name="budget", label=mark("hoặc kinh phí"), value="", instead_of="new"),
        Choice(name="cost", label=mark("Giá một cột mới"), value=""),
        Choice(name="share_cost", label=mark("Giá khi dùng chung cột"), value=""),
        Choice(name="solar_cost", label=mark("Thêm cho điện mặt trời"), value=""),
        Choice(
            name="sites",
            label=mark("Chọn trong các vị trí"),
            value="",
            options=[_named(ask, each) for each in _kinds(ask)],
            many=True,
        ),
        *_listed(ask),
        Choice(
            name="operator",
            label=mark("Nhà mạng xây dựng"),
            value="",
            options=_names(words("Không nêu"), known),
        ),
        Choice(
            name="owner",
            label=mark("Dùng chung cột của"),
            value="",
            options=_names(words("Mọi nhà mạng"), known),
        ),
        Choice(
            name="technology",
            label=mark("Thế hệ"),
            value="",
            options=[Option(value=each, label=each.upper()) for each in LINKS],
        ),
        Choice(
            name="strength",
            label=mark("Mức sóng cần tới"),
            value="",
            options=[Option(value=each, label=words(BAND_WORDS[each])) for each in BANDS],
        ),
        Choice(
            name="setting",
            label=mark("Xung quanh trạm"),
            value="",
            options=[Option(value=each, label=words(SETTINGS[each])) for each in SETTINGS],
        ),
        Choice(
            name="weak",
            label=mark("Thôn đang chờ"),
            value="",
            options=[Option(value=each, label=words(said)) for each, said in WAITING.items()],
        ),
        Choice(name="grid", label=mark("Lưới điểm mới, cách nhau"), value="", unit="km"),
        Choice(name="height", label=mark("Độ cao ăng-ten"), value="", unit="m"),
    ]


def _kinds(ask: Ask) -> list[Kind]:
    """Without those of which no list has any, but for those that are asked for."""
    places = ask.view.listed_places()
    grounds = {each.ground for each in places}
    absent = {Kind.LISTED: Ground.SITE, Kind.HEIGHT: Ground.HEIGHT}
    return [kind for kind in Kind if kind not in absent or absent[kind] in grounds]


def _listed(ask: Ask) -> list[Choice]:
    known = lists_of(ask)
    if len(known) < 2:
        return []
    options = _names(ask.words("Mọi danh sách"), known)
    return [Choice(name="list", label=mark("Danh sách"), value="", options=options)]


def _named(ask: Ask, kind: Kind) -> Option:
    return Option(value=str(kind), label=ask.words(KINDS[kind]))


def _names(everybody: str, known: Sequence[str]) -> list[Option]:
    return [
        Option(value=ANY, label=everybody),
        *(Option(value=name, label=name) for name in known),
    ]
