"""Forecasts on made series, of which the truth is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import holidays
import numpy as np
import pytest

from metrics.days_ahead import Floats, coming, features_of
from metrics.forecast import Forecaster, guess
from metrics.foreseeing import foresee
from metrics.monthly_share import share_of
from metrics.outlook_types import Line, Question, Step, Trial, Unit

FIRST, TODAY, LAST = date(2021, 9, 1), date(2024, 11, 1), date(2024, 12, 31)
KNOWN = (TODAY - FIRST).days
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
CALENDAR = holidays.country_holidays("VN", years=range(2021, 2026))
OFF = set(CALENDAR)
WORKED = tuple(day.weekday() < 5 and day not in OFF for day in DAYS)
TET = {year: next(d for d, name in sorted(CALENDAR.items()) if d.year == year and d.month <= 2
                  and name == "Lunar New Year") for year in (2022, 2023, 2024)}  # fmt: skip


def rate(day: date) -> float:
    """Mondays are busy, days off nearly empty, the week before Tết quiet, month ends busy."""
    found = 100.0 * (1.3 if day.weekday() == 0 else 1.0)
    found *= 1.0 if day.weekday() < 5 and day not in OFF else 0.02
    tet = TET.get(day.year)
    if tet and -7 <= (day - tet).days < -1:
        found *= 0.5
    return found * (1.2 if (day + timedelta(days=5)).month != day.month else 1.0)


RATES = np.array([rate(day) for day in DAYS])


def world(seed: int, *, steady: float = 0.0) -> tuple[Question, float]:
    """A question about a made province, and how its year ended. The share wanders from month to
    month, unless it is `steady`."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(RATES)
    months = np.array([(day.year - FIRST.year) * 12 + day.month - FIRST.month for day in DAYS])
    path = 0.5 + np.cumsum(rng.normal(0, 0.08, months[-1] + 1))
    share = np.full(len(path), steady) if steady else 1 / (1 + np.exp(-path))
    counted = rng.binomial(counts, share[months])
    steps = []
    for month in np.unique(months[:KNOWN]):
        at = np.flatnonzero((months == month) & (np.arange(len(DAYS)) < KNOWN))
        steps.append(
            Step(
                start=DAYS[at[0]],
                end=DAYS[at[-1]],
                numerator=float(counted[at].sum()),
                denominator=float(counts[at].sum()),
            )
        )
    year = np.array([day.year == 2024 for day in DAYS])
    so_far = year & (np.arange(len(DAYS)) < KNOWN)
    line = Line(
        id="made",
        daily="received",
        ratio=True,
        falls=False,
        target=0.7,
        begins=date(2024, 1, 1),
        ends=LAST,
        numerator=float(counted[so_far].sum()),
        denominator=float(counts[so_far].sum()),
        steps=tuple(steps),
    )
    asked = Question(
        first=FIRST,
        known=KNOWN,
        worked=WORKED,
        daily={"received": tuple(float(count) for count in counts[:KNOWN])},
        lines=(line,),
    )
    return asked, float(counted[year].sum() / counts[year].sum())


def expected(counts: Floats, known: int) -> Floats:
    features, days = features_of(FIRST, np.array(WORKED), known)
    return coming(counts[:known], features, days).mean


def test_what_a_day_brings_is_learnt_from_weekdays_days_off_and_month_ends() -> None:
    mean = expected(np.random.default_rng(1).poisson(RATES).astype(float), KNOWN)
    ahead = slice(KNOWN, None)
    assert mean[ahead].sum() == pytest.approx(RATES[ahead].sum(), rel=0.04)
    kinds = (
        [day.weekday() == 0 for day in DAYS],
        [day.weekday() == 6 for day in DAYS],
        [(day + timedelta(days=5)).month != day.month and day.weekday() < 5 for day in DAYS],
    )
    for kind in kinds:
        here = np.array(kind) & (np.arange(len(DAYS)) >= KNOWN)
        assert mean[here].sum() == pytest.approx(RATES[here].sum(), rel=0.12, abs=8)


def test_a_tet_that_is_still_to_come_is_foreseen() -> None:
    counts = np.random.default_rng(2).poisson(RATES).astype(float)
    known = (date(2024, 1, 15) - FIRST).days
    mean = expected(counts, known)
    quiet = np.array([-7 <= (day - TET[2024]).days < 6 for day in DAYS])
    assert mean[quiet].sum() == pytest.approx(RATES[quiet].sum(), rel=0.25)
    usual = np.array([-30 <= (day - TET[2024]).days < -15 for day in DAYS])
    assert mean[quiet].sum() < 0.6 * mean[usual].sum()


def test_an_interval_of_80_percent_holds_the_truth_about_as_often() -> None:
    inside = 0
    worlds = 80
    for seed in range(worlds):
        asked, truth = world(seed)
        draws, _, _ = Forecaster(asked)._from(asked.lines[0], KNOWN)
        found = guess(draws, asked.lines[0])
        inside += found.low <= truth <= found.high
    assert 0.68 <= inside / worlds <= 0.92


def test_a_share_that_wanders_is_foreseen_better_than_by_last_year() -> None:
    trials = [Forecaster(asked).all()[0].trial for asked, _ in map(world, range(3))]
    assert all(trial.months >= 20 for trial in trials)
    assert sum(t.error for t in trials) < 0.7 * sum(t.last_year for t in trials)
    assert 0.6 <= sum(t.inside for t in trials) / sum(t.months for t in trials) <= 0.95


def test_a_target_already_out_of_reach_is_missed_and_one_that_is_sure_is_not() -> None:
    asked, truth = world(5)
    line = asked.lines[0]
    forecaster = Forecaster(asked)
    draws, _, _ = forecaster._from(line, KNOWN)
    assert guess(draws, replace(line, target=truth + 0.2)).misses == 1
    assert guess(draws, replace(line, target=truth - 0.2)).misses == 0
    assert guess(draws, replace(line, target=truth + 0.2, falls=True)).misses == 0


def test_where_last_year_was_nearer_the_rest_is_taken_from_it() -> None:
    assert Trial(months=20, error=0.02, last_year=0.03).beats
    assert not Trial(months=20, error=0.03, last_year=0.02).beats
    # Every December alike and unlike all other months: last year knows it, the level does not.
    asked, _ = world(6, steady=0.5)
    line = asked.lines[0]
    seasonal = tuple(
        replace(step, numerator=step.denominator * (0.9 if step.start.month % 2 else 0.1))
        for step in line.steps
    )
    found = Forecaster(replace(asked, lines=(replace(line, steps=seasonal),))).all()[0]
    assert not found.by_model
    assert found.trial.last_year < found.trial.error
    assert found.guess.low <= found.guess.value <= found.guess.high


def test_a_share_of_few_months_is_uncertain_and_of_none_is_unknown() -> None:
    month = Step(start=FIRST, end=FIRST, numerator=60, denominator=100)
    few, none = share_of([month, month]), share_of([])
    assert few.wanders > 0
    assert (none.at, none.wanders) == (0.0, few.wanders)


def test_units_far_from_their_target_are_at_risk_and_few_rows_are_less_sure() -> None:
    asked, _ = world(7, steady=0.6)
    line = asked.lines[0]
    units = tuple(
        Unit(
            code=code,
            target=0.6,
            numerator=size * share * 10,
            denominator=size * 10,
            late_numerator=size * share * 3,
            late_denominator=size * 3,
        )
        for code, size, share in (("poor", 100, 0.5), ("good", 100, 0.7), ("small", 1, 0.57))
    )
    found = Forecaster(replace(asked, lines=(replace(line, units=units),))).all()[0].units
    assert found["poor"].misses > 0.95
    assert found["good"].misses < 0.05
    assert 0.2 < found["small"].misses < 0.9


def test_a_process_of_its_own_answers_the_same() -> None:
    asked, _ = world(8)
    assert foresee(asked) == Forecaster(asked).all()
