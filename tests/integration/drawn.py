"""Rows and questions that hypothesis draws: few keys and few days, so that they meet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from data_access.selection import Channel, Level, Period, Selection
from tests.integration.rows import AGENCIES, FIELDS, NOW, village

FIRST = date(2024, 9, 1)
SPAN = (NOW.date() - FIRST).days
CODES = list(AGENCIES.code)
USED = ("p8", "p9")  # procedures that dossiers may be of
PROCEDURES: list[dict[str, Any]] = [
    {"code": code, "name": "Thủ tục", "field": FIELDS[0]} for code in USED
]
CHANNELS = [str(channel) for channel in Channel]
HOURS = ("00:30", "06:15", "08:00", "16:59", "17:00", "23:45")
# How many times as many examples as in the gate: `pytest --hypothesis-profile deep`.
DEEPER = max(1, settings().max_examples // 100)
Row = dict[str, Any]

sometimes = st.booleans()
told_or_not = st.sampled_from([True, False, None])
# Around the turns of months, so that days meet: deadlines, ends of periods, days of finish.
day_numbers = st.sampled_from([0, 1, 2, *range(27, 33), *range(58, 64), *range(88, 94), SPAN - 1])


@st.composite
def dossier_rows(draw: st.DrawFn, flags: st.SearchStrategy[bool | None] = sometimes) -> Row:
    """A dossier of twelve, at some point of its life."""
    received = draw(day_numbers)
    state = draw(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 10]))
    later = min(SPAN - 1, received + draw(st.sampled_from([0, 1, 2, 3, 30, 31, 60])))
    ended = _moment(draw, later) if later > received else f"{day_of(later)}"
    return {
        "code": str(draw(st.integers(1, 12))),
        "agency_code": draw(st.sampled_from(CODES)),
        "field": draw(st.sampled_from(FIELDS)),
        "channel": draw(st.sampled_from(CHANNELS)),
        "procedure_code": draw(st.sampled_from([None, None, *USED])),
        "state": state,
        "received_at": _moment(draw, received) if received < SPAN - 1 else f"{day_of(received)}",
        "due_at": _due(draw, received),
        "paused_days": draw(st.sampled_from([0, 0, 0, 1, 3])),
        "pauses": _pauses(draw, received),
        "finished_at": ended if state in (9, 10) and received < SPAN - 1 else _late_day(state),
        "closed_at": ended if state in (7, 8) and received < SPAN - 1 and draw(sometimes) else None,
        **{name: draw(flags) for name in _YES_OR_NO},
    }


_YES_OR_NO = (
    *("end_to_end", "has_fee", "paid_online", "digitised", "has_result"),
    *("result_digitised", "e_result", "reused", "vneid", "synced"),
)


def _maybe(draw: st.DrawFn, number: int, steps: tuple[int, ...]) -> str | None:
    """A moment some days after another, up to now, or never."""
    later = number + draw(st.sampled_from(steps))
    return _moment(draw, later) if later < SPAN and draw(st.integers(0, 3)) else None


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number)


def _moment(draw: st.DrawFn, number: int) -> str:
    return f"{day_of(number)} {draw(st.sampled_from(HOURS))}"


def _late_day(state: int) -> str | None:
    return f"{day_of(SPAN - 1)}" if state in (9, 10) else None


def _pauses(draw: st.DrawFn, received: int) -> str | None:
    """None, one, or one that may still be open after it."""
    ends = [min(SPAN - 1, received + after) for after in (0, 1, 2, 5, 29, 31)]
    first, second, third = sorted(draw(st.tuples(*[st.sampled_from(ends)] * 3)))
    last = draw(st.sampled_from(["", f"{day_of(third)}"]))
    once = f"{day_of(first)}/{day_of(second)}"
    drawn: str | None = draw(
        st.sampled_from([None, None, once, f"{day_of(first)}/{last}", f"{once};{day_of(third)}/"])
    )
    return drawn


def _due(draw: st.DrawFn, received: int) -> str | None:
    if draw(st.integers(0, 4)) == 0:
        return None
    due = day_of(received + draw(st.sampled_from([-2, 0, 1, 2, 3, 5, 29, 30])))
    return f"{due} 17:00" if draw(sometimes) else f"{due}"


COMMUNES = ("18853", "19111")
surveys = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["v1", "v2", "v3"]),
        "surveyed_on": st.sampled_from(["2024-09-30", "2024-10-31", "2024-11-30"]),
        "commune_code": st.sampled_from(COMMUNES),
        "people": st.integers(0, 500),
        "signal": st.sampled_from(["none", "weak", "good"]),
        "technology": st.sampled_from(["none", "2g", "3g", "4g", "5g"]),
        "has_power": sometimes,
        "has_broadband": sometimes,
    }
).map(lambda changed: {**village(), **changed})


@st.composite
def station_rows(draw: st.DrawFn) -> Row:
    on_air = draw(day_numbers)
    off_air = draw(st.one_of(st.none(), st.integers(1, 40)))
    return {
        "code": draw(st.sampled_from(["s1", "s2", "s3", "s4", "s5"])),
        "mast_code": draw(st.sampled_from(["m1", "m2"])),
        "operator": "VNPT",
        "technology": draw(st.sampled_from(["2g", "4g", "5g"])),
        "commune_code": "18853",
        "longitude": 106.6,
        "latitude": 17.5,
        "on_air_on": f"{day_of(on_air)}",
        "off_air_on": None if off_air is None else f"{day_of(on_air + off_air)}",
    }


@st.composite
def document_rows(draw: st.DrawFn, flags: st.SearchStrategy[bool | None] = sometimes) -> Row:
    return {
        "code": str(draw(st.integers(1, 8))),
        "agency_code": draw(st.sampled_from(CODES)),
        "direction": draw(st.sampled_from(["in", "out"])),
        "registered_at": _moment(draw, draw(day_numbers)),
        "due_at": draw(_some_day),
        "secret": draw(sometimes),
        **{name: draw(flags) for name in ("processed_online", "signed")},
    }


@st.composite
def petition_rows(draw: st.DrawFn) -> Row:
    received = draw(day_numbers)
    return {
        "code": str(draw(st.integers(1, 6))),
        "agency_code": draw(st.sampled_from(CODES)),
        "field": draw(st.sampled_from(FIELDS)),
        "received_at": f"{day_of(received)}",
        "due_at": _due(draw, received),
        "answered_at": _maybe(draw, received, (1, 2, 3, 29, 30)),
        "satisfied": draw(st.sampled_from([True, False, None])),
    }


@st.composite
def task_rows(draw: st.DrawFn) -> Row:
    assigned = draw(day_numbers)
    return {
        "code": str(draw(st.integers(1, 6))),
        "agency_code": draw(st.sampled_from(CODES)),
        "name": "Báo cáo",
        "assigned_at": f"{day_of(assigned)}",
        "due_at": _due(draw, assigned),
        "done_at": _maybe(draw, assigned, (1, 2, 3, 29, 30)),
    }


@st.composite
def incident_rows(draw: st.DrawFn) -> Row:
    opened = draw(day_numbers)
    return {
        "code": str(draw(st.integers(1, 6))),
        "agency_code": draw(st.sampled_from(CODES)),
        "severity": draw(st.sampled_from(["low", "medium", "serious"])),
        "opened_at": f"{day_of(opened)}",
        "closed_at": _maybe(draw, opened, (1, 2, 31, 33, 70)),
    }


_SURVEYED_ON = st.sampled_from(["2024-09-30", "2024-10-31", "2024-11-30"])
_number_or_none = st.one_of(st.none(), st.integers(0, 40))
network_rows = st.fixed_dictionaries(
    {
        "agency_code": st.sampled_from(CODES[:3]),
        "surveyed_on": _SURVEYED_ON,
        **dict.fromkeys(
            ("on_dedicated_network", "has_lan", "video_conferencing", "firewall", "antivirus"),
            told_or_not,
        ),
        "computers": _number_or_none,
        "officials": _number_or_none,
    }
)
portal_rows = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["a.example.vn", "b.example.vn"]),
        "checked_on": _SURVEYED_ON,
        "agency_code": st.sampled_from(CODES),
        "updated": told_or_not,
    }
)
_some_day = st.one_of(st.none(), day_numbers.map(lambda number: f"{day_of(number)}"))
procedure_rows = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["p1", "p2", "p3", "p4"]),
        "name": st.just("Thủ tục"),
        "field": st.sampled_from(FIELDS),
        "level": st.sampled_from([None, "province", "commune"]),
        "online_level": st.sampled_from([None, "none", "partial", "end_to_end"]),
        "has_fee": sometimes,
        **dict.fromkeys(("published_on", "online_on", "withdrawn_on"), _some_day),
        **dict.fromkeys(("published", "eligible", "integrated", "online_payment"), told_or_not),
    }
)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    start, end = sorted((draw(day_numbers), draw(day_numbers)))
    period = Period(start=day_of(start), end=day_of(end))
    if draw(sometimes):
        months = sorted(draw(st.tuples(*[st.sampled_from([202409, 202410, 202411, 202412])] * 2)))
        period = Period(start=Period.month(months[0]).start, end=Period.month(months[1]).end)
    return Selection(
        period=period,
        agency=draw(st.sampled_from([None, None, *CODES])),
        area=draw(st.sampled_from([None, None, None, "450", "19111"])),
        district=draw(st.sampled_from([None, None, "450", "455"])),
        level=draw(st.sampled_from([None, None, *Level])),
        field=draw(st.sampled_from([None, *FIELDS])),
        channel=draw(st.sampled_from([None, *Channel])),
    )


facility_rows = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["f1", "f2", "f3"]),
        "checked_on": st.sampled_from(["2024-09-30", "2024-10-31", "2024-11-30"]),
        "kind": st.sampled_from(["school", "health_post"]),
        "name": st.just("Trường"),
        "commune_code": st.sampled_from(COMMUNES),
        "has_broadband": told_or_not,
    }
)
measurement_rows = st.fixed_dictionaries(
    {
        "code": st.sampled_from([f"m{number}" for number in range(9)]),
        "measured_at": day_numbers.map(lambda number: f"{day_of(number)} 09:00"),
        "longitude": st.sampled_from([106.1, 106.1001, 106.3]),
        "latitude": st.just(17.4),
        "operator": st.sampled_from(["Viettel", "VinaPhone"]),
        "technology": st.sampled_from(["none", "2g", "4g"]),
        "strength_dbm": st.sampled_from([-60, -105, -119, None]),
    }
)
