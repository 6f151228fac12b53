"""What is foreseen of targets: which units may miss theirs, and how forecasts have done so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import attrs
from components.empty_state import empty_state
from components.panel import panel
from components.table import Column, Row, table
from data_access.errors import TamNhinError, UnknownFilter
from metrics.metric import Metric, Unit
from metrics.outlook import line_id
from metrics.outlook_types import AHEAD, Foreseen, Guess
from metrics.plan import Plan, Planned
from pages.page import Ask
from pages.target_words import scope_said, value_said
from wording import format as fmt

Outlook = Mapping[str, Foreseen]
WAITING: Outlook = MappingProxyType({})  # while it is being worked out
AGAIN_MS = 2_000  # not while an answer is under way (live.js)
SHOWN = 30
AT_RISK = 0.2  # the probability of missing from which a unit is listed
LINE = "line"  # the part of the address that names whose units are listed


def outlook_of(ask: Ask, plan: Plan) -> Outlook | TamNhinError | None:
    """None while it is being worked out; an error where it could not be."""
    try:
        return ask.view.outlook(plan, ask.selection)
    except TamNhinError as error:
        return error


def foreseen_said(guess: Guess | None, metric: Metric, ask: Ask) -> str:
    """`76,3 % (76,2 – 76,5)`."""
    if guess is None:
        return ""
    places = max(1, metric.decimals) if metric.unit is Unit.RATIO else 0
    low, high = (
        fmt.figure(value, metric.unit, places, ask.words.lang) for value in (guess.low, guess.high)
    )
    said = fmt.with_unit(guess.value, metric.unit, places, ask.words)
    return f"{said} ({low} – {high})" if low != high else said


def chance_said(probability: float, ask: Ask) -> str:
    """A forecast is never certain: `> 99 %`, `< 1 %`."""
    percent = round(probability * 100)
    if percent > 99:
        return "> " + fmt.percent(0.99, 0, ask.words.lang)
    if percent < 1:
        return "< " + fmt.percent(0.01, 0, ask.words.lang)
    return fmt.percent(probability, 0, ask.words.lang)


def waiting(ask: Ask, said: str = "") -> Component:
    """Asks again until the answer is there; a page that is shown meanwhile lacks nothing else."""
    return html.Div(
        [
            dcc.Interval(id=ids.AGAIN, interval=AGAIN_MS, max_intervals=90),
            html.P(said or ask.words("Đang tính dự báo"), className="sub", role="status"),
        ],
        **attrs({"data-waits": "true"}),
    )


def risk_block(ask: Ask, plan: Plan, outlook: Outlook) -> Component | None:
    """The units of one target that may miss theirs, the likeliest first."""
    lines = [row for row in plan.rows if line_id(row) in outlook and outlook[line_id(row)].units]
    if not lines:
        return None
    row = _chosen(ask, lines, outlook)
    units = outlook[line_id(row)].units
    risky = sorted(
        ((code, guess) for code, guess in units.items() if guess.misses >= AT_RISK),
        key=lambda each: (-each[1].misses, each[1].value, each[0]),
    )
    title = ask.words("{n} / {all} đơn vị có nguy cơ không đạt", n=len(risky), all=len(units))
    columns = _risk_columns(ask)
    foot = ask.words("{n} đơn vị đầu trong {all}", n=SHOWN, all=len(risky))
    return panel(
        title,
        table(
            columns,
            [_unit(ask, row, code, guess) for code, guess in risky[:SHOWN]],
            caption=title,
            foot=foot if len(risky) > SHOWN else "",
        )
        if risky
        else empty_state(ask.words("Không đơn vị nào có nguy cơ"), shape="met"),
        words=ask.words,
        source=ask.source(row.metric),
        sub=ask.words(
            "{name}, xác suất không đạt từ {from_}",
            name=f"{ask.words.label(row.metric)}, {_whose(ask, row).lower()}",
            from_=fmt.percent(AT_RISK, 0, ask.words.lang),
        ),
        note=ask.note(title, row.metric),
        columns=[column.title for column in columns],
        rows=[[_unit_name(ask, c), g.value, g.low, g.high, g.misses] for c, g in risky],
        kind="risk-panel is-asked" if LINE in ask.query else "risk-panel",
    )


def _undecided(of: Foreseen) -> float:
    """Where pressing still helps: neither certain to miss nor to attain."""
    return sum(guess.misses * (1 - guess.misses) for guess in of.units.values())


def _chosen(ask: Ask, lines: Sequence[Planned], outlook: Outlook) -> Planned:
    asked = ask.query.get(LINE)
    if not asked:
        return max(lines, key=lambda row: _undecided(outlook[line_id(row)]))
    found = next((row for row in lines if line_id(row) == asked), None)
    if found is None:
        raise UnknownFilter(LINE, asked, [line_id(row) for row in lines])
    return found


def at_risk(ask: Ask, row: Planned, outlook: Outlook) -> Component | None:
    """How many units may miss a target, leading to their list."""
    found = outlook.get(line_id(row))
    count = sum(guess.misses >= AT_RISK for guess in found.units.values()) if found else 0
    if not count:
        return None
    return dcc.Link(
        ask.words("{n} đơn vị có nguy cơ", n=count),
        href=ask.href("/targets", line=line_id(row)),
    )


def _whose(ask: Ask, row: Planned) -> str:
    return scope_said(row.target.row, ask.view.snap.places, ask.words)


def _risk_columns(ask: Ask) -> list[Column]:
    words = ask.words
    return [
        Column(title=words("Cơ quan")),
        Column(title=words("Mục tiêu"), kind="number", wide=True),
        Column(title=words("Dự báo cuối kỳ, khoảng 80 %"), kind="number"),
        Column(title=words("Xác suất không đạt"), kind="number"),
    ]


def _unit(ask: Ask, row: Planned, code: str, guess: Guess) -> Row:
    return Row(
        cells=[
            dcc.Link(_unit_name(ask, code), href=ask.href("/targets", agency=code, line=None)),
            value_said(row.metric, row.target.value, ask.words),
            foreseen_said(guess, row.metric, ask),
            chance_said(guess.misses, ask),
        ]
    )


def _unit_name(ask: Ask, code: str) -> str:
    agency = ask.view.snap.places.agencies.get(code)
    return agency.name if agency else code


def trial_block(ask: Ask, plan: Plan, outlook: Outlook) -> Component | None:
    """How forecasts have done at the month ends that have passed, against 'as last year'."""
    rows = [row for row in plan.rows if line_id(row) in outlook]
    if not rows:
        return None
    found = [outlook[line_id(row)].trial for row in rows]
    months, inside = sum(t.months for t in found), sum(t.inside for t in found)
    title = (
        ask.words("Khoảng 80 % đã chứa sự thật trong {share}", share=_share(ask, inside, months))
        if months
        else ask.words("Dự báo chưa kiểm nghiệm được")
    )
    words = ask.words
    columns = [
        Column(title=words("Chỉ tiêu")),
        Column(title=words("Cuối tháng đã thử"), kind="number", wide=True),
        Column(title=words("Trong khoảng"), kind="number"),
        Column(title=words("Sai số"), kind="number"),
        Column(title=words("Sai số nếu như năm trước"), kind="number"),
        Column(title=words("Đang dùng"), wide=True),
    ]
    return panel(
        title,
        table(columns, [_trial(ask, row, outlook[line_id(row)]) for row in rows], caption=title),
        words=words,
        source=None,
        sub=words(
            "Dự báo trước {n} tháng tại các cuối tháng gần nhất, so với thực tế; sai số bình quân,"
            " điểm phần trăm",
            n=AHEAD,
        ),
        kind="trial-panel",
    )


def _share(ask: Ask, part: int, whole: int) -> str:
    return fmt.percent(part / whole, 0, ask.words.lang) if whole else fmt.NO_VALUE


def _trial(ask: Ask, row: Planned, of: Foreseen) -> Row:
    words, trial = ask.words, of.trial
    used = words("Mô hình") if of.by_model else words("Như năm trước")
    name = html.Span(
        [words.label(row.metric), html.Span(_whose(ask, row), className="whose")],
        className="planned",
    )
    if not trial.months:
        return Row(cells=[name, "0", fmt.NO_VALUE, fmt.NO_VALUE, fmt.NO_VALUE, used])
    return Row(
        cells=[
            name,
            fmt.number(trial.months, 0, words.lang),
            f"{trial.inside} / {trial.months}",
            _error(ask, row, trial.error),
            _error(ask, row, trial.last_year),
            used,
        ]
    )


def _error(ask: Ask, row: Planned, error: float) -> str:
    places = 2 if row.metric.unit is Unit.RATIO else 0
    return fmt.figure(error, row.metric.unit, places, ask.words.lang)
