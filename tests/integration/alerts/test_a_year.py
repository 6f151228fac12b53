"""A year of the demonstration, looked at day by day by the shipped rules: they do not flutter, and
each kind has something to say.

Sampled: every working day of 2024 at 9:00 and 11:00, so that each delay of up to two hours passes
between two looks. The demonstration's rows are those of its last day, so that rules see them as of
the moment looked at. What it does not have is made for the test: one village that loses its signal
in the survey of May, and two afternoons on which the one-stop system sends nothing. The forecast of
targets, which takes seconds, is asked for on two days and of one metric. Somebody acknowledges
whatever stands at the next look, so that what comes back counts as raised once more.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from statistics import median

import pytest
from flask import Flask
from sqlalchemy import Engine, select, update

from config.alerts import AlertSettings, Kind, read_alerts
from config.settings import ROOT
from data_access import clock
from data_access.alerts.standing import standing_keys
from data_access.cache import shared_cache
from data_access.calendar import working_days
from data_access.days import to_utc
from data_access.engine import make_engine, writing
from data_access.schema import sources, villages
from data_access.selection import Period, Selection
from data_access.snapshot import snapshot
from ingest.alerts.acting import Act, Office
from ingest.alerts.recording import record
from metrics.alerts.evaluate import evaluate_rules
from metrics.desk import Desk
from tests.integration.rows import province

FIRST, LAST = date(2023, 12, 18), date(2024, 12, 26)  # the first two weeks are not counted
COUNTED_FROM = datetime(2024, 1, 1)
LOOKS = (time(9), time(11))
CUT = (date(2024, 4, 16), date(2024, 9, 24))  # the one-stop system sends nothing from 11:00 on
FORESEEN = (date(2024, 7, 1), date(2024, 10, 1))
MOST_AN_HOUR = 6


@dataclass(slots=True)
class Year:
    """`raised`: of each look that was counted, which rules raised something."""

    rules: AlertSettings
    raised: list[list[str]] = field(default_factory=list)

    @property
    def by_rule(self) -> Counter[str]:
        return Counter(name for look in self.raised for name in look)


@pytest.fixture(scope="module")
def year(demonstration_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("year")
    made = demonstration_url.removeprefix("sqlite:///")
    engine = make_engine(f"sqlite:///{shutil.copy(made, folder / 'year.db')}")
    rules = _shipped()
    desk = Desk(
        engine=engine,
        province=province(),
        cache=shared_cache(Flask("year"), None, folder / "cache"),
        alert_settings=rules,
    )
    _silence_a_village(engine)
    found = Year(rules=rules)
    for moment in _moments(engine):
        raised = _look(desk, moment)
        if moment >= COUNTED_FROM:
            found.raised.append(raised)
    yield found
    engine.dispose()


def _shipped() -> AlertSettings:
    shipped = read_alerts(ROOT / "config")
    return replace(
        shipped,
        rules=tuple(
            replace(rule, metric="digitised", delay=timedelta())
            if rule.kind is Kind.TARGET
            else rule
            for rule in shipped.rules
        ),
    )


def _silence_a_village(engine: Engine) -> None:
    v = villages.c
    with writing(engine) as connection:
        code = connection.scalar(
            select(v.code).where(v.surveyed_on == date(2023, 11, 30), v.signal == "good").limit(1)
        )
        lost = (v.code == code) & (v.surveyed_on == date(2024, 5, 31))
        assert connection.execute(
            update(villages).where(lost).values(signal="none", technology="none")
        ).rowcount


def _moments(engine: Engine) -> Iterator[datetime]:
    with snapshot(engine) as snap:
        days = working_days(snap, FIRST, LAST)
    for day in days:
        looks = (*LOOKS, time(14), time(16)) if day in CUT else LOOKS
        yield from (datetime.combine(day, at) for at in looks)


def _look(desk: Desk, moment: datetime) -> list[str]:
    """Which rules raised something."""
    _set(desk.engine, moment)
    foresees = moment.date() in FORESEEN and moment.time() == LOOKS[0]
    asked = [r for r in desk.alert_settings.rules if r.kind is not Kind.TARGET or foresees]
    with desk.open() as view:
        office = Office(desk.engine, desk.alert_settings, view.snap.places)
        stood = [each.id for each in view.alerts(_today(view.snap.today)).unseen]
        found = evaluate_rules(view, asked, standing_keys(view.snap))
        places = view.snap.places
    for number in stood:
        office.acknowledge(Act(alert=number, who="trực ban", note=""))
    done = record(desk.engine, desk.alert_settings, places, found)
    with desk.open() as view:
        return [view.require_alert(number).rule for number in done.raised]


def _today(day: date) -> Selection:
    return Selection(period=Period.day(day))


def _set(engine: Engine, moment: datetime) -> None:
    """Its clock, and sources that speak as they should unless they are cut."""
    now = to_utc(moment)
    cut = moment.date() in CUT and moment.time() > LOOKS[-1]
    with writing(engine) as connection:
        clock.set_clock(connection, now, runs=False)
        speaking = update(sources).values(as_of=now)
        if cut:
            speaking = speaking.where(sources.c.name != "one_stop")
        connection.execute(speaking)


def test_the_province_is_called_less_than_six_times_an_hour(year: Year) -> None:
    """Also counting only the looks at which anything is raised at all."""
    called = [len(each) for each in year.raised if each]
    assert len(called) > 20
    assert median(called) < MOST_AN_HOUR
    assert median(len(each) for each in year.raised) < MOST_AN_HOUR
    assert max(called) <= 2 * MOST_AN_HOUR


def test_no_rule_raises_more_than_half_of_all(year: Year) -> None:
    most, count = year.by_rule.most_common(1)[0]
    assert count <= year.by_rule.total() / 2, (most, year.by_rule)


def test_every_kind_of_rule_has_something_to_say(year: Year) -> None:
    kinds = {rule.kind for rule in year.rules.rules if year.by_rule[rule.name]}
    assert kinds == set(Kind), year.by_rule


def test_what_was_cut_twice_is_told_twice(year: Year) -> None:
    assert year.by_rule["source_late"] == len(CUT)
