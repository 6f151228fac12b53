"""What a forecast is asked, read from rollups, and its answer beside the plan; on both kinds."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from config.settings import ROOT
from data_access.selection import Selection
from metrics.outlook import question
from metrics.outlook_types import Question
from tests.integration.rows import YEAR, dossier, load, target
from tests.integration.test_targets import desk, plan

BEGAN = date(2022, 10, 3)
DAYS = [BEGAN + timedelta(days=n) for n in range((date(2024, 12, 27) - BEGAN).days)]
WORKED = [day for day in DAYS if day.weekday() < 5]


def received(engine: Engine) -> None:
    """One dossier each working day, those of even days online; the odd ones at the commune."""
    rows = [
        dossier(
            f"{day}",
            received_at=f"{day} 09:00",
            due_at=None,
            channel="direct" if day.day % 2 else "online",
            agency_code="TT" if day.day % 2 else "TP",
        )
        for day in WORKED
    ]
    load(engine, "dossiers", *rows)


def asked(engine: Engine) -> Question | None:
    with desk(engine).open() as view:
        selection = Selection(period=YEAR)
        return question(view, view.plan(selection), selection)


def test_the_question_tells_days_months_and_units_as_they_were(settled: Engine) -> None:
    received(settled)
    load(settled, "targets", target("online_submit", 0.6), target("median_days", 5))
    found = asked(settled)
    assert found is not None
    (line,) = found.lines
    days = [found.first + timedelta(days=n) for n in range(found.known)]
    assert days[-1] == date(2024, 12, 26)
    came = {day: count for day, count in zip(days, found.daily[line.daily], strict=True) if count}
    assert came == dict.fromkeys(WORKED, 1.0)
    of_year = [day for day in WORKED if day.year == 2024]
    even = sum(not day.day % 2 for day in of_year)
    assert (line.numerator, line.denominator) == (even, len(of_year))
    assert line.steps[0].start == date(2022, 10, 1)
    assert line.steps[-1].end == date(2024, 12, 26)
    assert sum(step.denominator for step in line.steps) == len(WORKED)
    assert {unit.code: unit.numerator for unit in line.units} == {"TP": even, "TT": 0}


def test_of_what_a_later_day_may_take_back_a_month_is_what_the_year_grew_by(
    settled: Engine,
) -> None:
    late = {"received_at": "2024-03-04 09:00", "due_at": "2024-04-10 17:00"}
    load(settled, "dossiers", dossier("1", **late), dossier("2", **late | {"due_at": None}))
    load(settled, "targets", target("on_time", 0.98))
    found = asked(settled)
    assert found is not None
    grew = {step.start.month: step.numerator for step in found.lines[0].steps}
    assert (grew[3], grew[4], grew[5]) == (1, -1, 0)  # on time until it was due


def test_a_period_that_is_over_or_stands_still_asks_nothing(settled: Engine) -> None:
    received(settled)
    over = {"period_from": "2023-01-01", "period_to": "2023-12-31"}
    load(settled, "targets", target("online_submit", 0.6, **over), target("cut_off", 0))
    assert asked(settled) is None


def test_the_outlook_comes_from_another_process_and_is_kept(settled: Engine) -> None:
    received(settled)
    load(settled, "targets", target("online_submit", 0.6))
    selection = Selection(period=YEAR)
    with desk(settled).open() as view:
        the_plan, found = view.plan(selection), None
        for _ in range(40):
            found = view.outlook(the_plan, selection)
            if found is not None:
                break
    assert found is not None
    (of,) = found.values()
    assert of.guess.low <= of.guess.value <= of.guess.high
    assert of.guess.value == pytest.approx(0.48, abs=0.05)
    assert of.guess.misses > 0.99
    assert of.trial.months > 6
    assert set(of.units) == {"TP", "TT"}
    assert plan(settled).rows[0].metric.id == "online_submit"


def test_no_server_process_holds_statsmodels() -> None:
    code = "import sys, app; print(*sorted({'statsmodels', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.strip(), done.returncode) == ("", 0), done.stderr
