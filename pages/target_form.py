"""The form in which one target is set, changed or taken back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from access.current import signed_in, viewer
from components import ids
from components.filter_bar import Option
from components.form import Field, form
from components.panel import panel
from data_access.errors import UnknownFilter
from data_access.reports import Scope
from data_access.selection import Level
from data_access.targets import TargetKey, TargetRow, every_target
from metrics.catalogue import CATALOGUE
from metrics.metric import Unit
from pages.editing import may_edit
from pages.page import Ask
from pages.target_words import level_said, value_typed
from wording.words import mark

NAME, NEW = "targets", "new"
FIELDS = ("metric", "scope", "from", "to", "value", "decision", "who")
MARK = "edit"  # the part of the address that opens the form
SEPARATOR = "|"
_NOBODY_KNOWN = mark(
    "Không ai đăng nhập: tên người sửa là tự khai. Mọi lần sửa được ghi vào lịch sử."
)


def field_id(name: str) -> str:
    return ids.part(NAME, f"edit-{name}")


def written(key: TargetKey) -> str:
    """As it stands in the address."""
    return SEPARATOR.join(str(part) for part in asdict(key).values())


def read_key(text: str) -> TargetKey:
    """Raises UnknownFilter for what was not `written`."""
    try:
        metric, level, area, agency, first, last = text.split(SEPARATOR)
        return TargetKey(
            metric=metric,
            level=level,
            area_code=area,
            agency_code=agency,
            period_from=date.fromisoformat(first),
            period_to=date.fromisoformat(last),
        )
    except ValueError:
        raise UnknownFilter(MARK, text, [NEW]) from None


def editor(ask: Ask) -> Component | None:
    """The open form; None where none was asked for, or nobody may."""
    asked = ask.query.get(MARK)
    if not asked or not may_edit():
        return None
    row = None if asked == NEW else _row(ask, read_key(asked))
    words = ask.words
    title = words("Sửa chỉ tiêu") if row else words("Giao chỉ tiêu mới")
    return panel(
        title,
        [
            dcc.Store(id=field_id("seen"), data=row.content_hash if row else ""),
            form(_fields(ask, row), _buttons(ask, row), said=None, said_id=field_id("said")),
        ],
        words=words,
        source=None,
        sub="" if signed_in() else words(_NOBODY_KNOWN),
        kind="target-form",
    )


def _row(ask: Ask, key: TargetKey) -> TargetRow:
    ask.view.require_target(key)
    found = next((row for row in every_target(ask.view.snap) if row.key == key), None)
    if found is not None:
        return found
    return TargetRow(  # taken back since the link was made: it may be set again
        metric=key.metric,
        scope=Scope(level=key.level, area=key.area_code, agency=key.agency_code),
        start=key.period_from,
        end=key.period_to,
        value=0.0,
        decision="",
        area_code=key.area_code,
    )


def _fields(ask: Ask, row: TargetRow | None) -> list[Field]:
    words, fixed = ask.words, row is not None
    year = ask.selection.period.end.year
    first, last = (row.start, row.end) if row else (date(year, 1, 1), date(year, 12, 31))
    metric = row.metric if row else next(iter(CATALOGUE))
    ratio = metric in CATALOGUE and CATALOGUE[metric].unit is Unit.RATIO
    return [
        _field("metric", words("Chỉ số"), metric, options=_metrics(ask, metric), fixed=fixed),
        _field("scope", words("Giao cho"), scope_of(row), options=_scopes(ask, row), fixed=fixed),
        _field("from", words("Từ ngày"), first.isoformat(), kind="date", fixed=fixed),
        _field("to", words("Đến ngày"), last.isoformat(), kind="date", fixed=fixed),
        _field(
            "value",
            words("Mục tiêu"),
            value_typed(CATALOGUE.get(metric), row.value, words) if row else "",
            unit="%" if ratio and fixed else words("% nếu là tỷ lệ") if not fixed else "",
            longest=20,
        ),
        _field("decision", words("Quyết định"), row.decision if row else "", longest=200),
        _field(
            "who",
            words("Người sửa"),
            viewer().name if signed_in() else "",
            longest=120,
            fixed=signed_in(),
        ),
    ]


def _field(name: str, label: str, value: str, **more: Any) -> Field:
    return Field(id=field_id(name), label=label, value=value, **more)


def scope_of(row: TargetRow | None) -> str:
    """`level:commune`, `area:19111`, `agency:H46.01`; '' of the whole province is written 'all',
    for a choice cannot have an empty value."""
    if row is None or not (row.scope.level or row.area_code or row.scope.agency):
        return "all"
    if row.scope.agency:
        return f"agency:{row.scope.agency}"
    return f"area:{row.area_code}" if row.area_code else f"level:{row.scope.level}"


def _metrics(ask: Ask, held: str) -> list[Option]:
    known = [Option(value=m.id, label=ask.words.label(m)) for m in CATALOGUE.values()]
    return known if held in CATALOGUE else [Option(value=held, label=held), *known]


def _scopes(ask: Ask, row: TargetRow | None) -> list[Option]:
    words, places = ask.words, ask.view.snap.places
    day = ask.selection.period.until(ask.view.snap.today).end
    units = [*places.districts_on(day), *places.communes_on(day)]
    agencies = places.agencies_during(day, day)
    scope = ask.view.scope
    units = [each for each in units if scope.holds(each, places)]
    agencies = [each for each in agencies if scope.holds_agency(each.code, places, day)]
    found = []
    if scope.whole:
        found += [Option(value="all", label=words("Toàn tỉnh"))]
        found += [Option(value=f"level:{each}", label=level_said(each, words)) for each in Level]
    found.append(Option(value="areas", label=words("Đơn vị hành chính"), disabled=True))
    found += [Option(value=f"area:{unit.code}", label=unit.name) for unit in units]
    found.append(Option(value="agencies", label=words("Cơ quan"), disabled=True))
    found += [Option(value=f"agency:{each.code}", label=each.name) for each in agencies]
    held = scope_of(row)
    if all(option.value != held for option in found):
        found.append(Option(value=held, label=held.partition(":")[2]))
    return found


def _buttons(ask: Ask, row: TargetRow | None) -> list[Component]:
    words = ask.words
    close = ask.href("/targets", edit=None)
    return [
        html.Button(words("Lưu"), id=field_id("save"), type="button", className="btn do"),
        html.Button(
            words("Thu hồi chỉ tiêu"),
            id=field_id("remove"),
            type="button",
            className="btn",
            hidden=row is None,
        ),
        dcc.Link(words("Đóng"), href=close),
    ]
