"""Forecasts of figures to a period's end, with an interval, and how they have done so far.

What comes each day is a Poisson regression (`days_ahead`); the share of it that counts wanders from
month to month as a local level on the logit. Both are drawn from many times, and what is known
already is added. No SQL, no Dash; statsmodels, so never in a server process.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from metrics.days_ahead import Coming, Days, Floats, coming, features_of
from metrics.monthly_share import Share, share_of
from metrics.outlook_types import AHEAD, SURE, TRIED, Foreseen, Guess, Line, Question, Trial
from metrics.trials import (
    FEWEST_TRIALS,
    Outcome,
    as_it_stood,
    as_last_year,
    came_to,
    is_whole,
    judged,
    rest_as_last_year,
    wider,
)

DRAWS = 2_000
_PRIOR = 30.0  # rows that a unit is taken to be like the whole
_Z = 1.2815515655446004  # half of an 80 % interval of a normal, in standard deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """By month, until the end: what comes on average, for a whole of which this is a part."""

    means: Floats
    dispersion: float
    level: float

    @property
    def total(self) -> float:
        return float(self.means.sum())


def ahead(of: Coming, days: Days, since: int, until: int, part: float) -> Ahead:
    """Of the days from `since` up to `until`; `part`: what share of them is the figure's."""
    month = days[since:until].astype("datetime64[M]").astype("int64")
    means = of.mean[since:until] * part
    by_month = [means[month == each].sum() for each in np.unique(month)]
    return Ahead(means=np.array(by_month), dispersion=of.dispersion, level=of.level)


def drawn(line: Line, coming: Ahead, share: Share | None, seed: int) -> Floats:
    """The figure at the period's end, many times over."""
    rng = np.random.default_rng(seed)
    months = len(coming.means)
    level = np.exp(rng.normal(0, coming.level, (DRAWS, max(1, months)))[:, :months])
    mean = coming.means * level
    more = max(0.0, coming.dispersion - 1)
    counts = rng.poisson(rng.gamma(np.maximum(mean, 1e-12) / more, more) if more > 0.01 else mean)
    if share is None:
        return np.asarray(line.numerator + counts.sum(axis=1), dtype=float)
    start = share.at + rng.normal(0, share.unsure, (DRAWS, 1))
    path = start + np.cumsum(rng.normal(0, share.wanders, (DRAWS, months)), axis=1)
    path += rng.normal(0, share.strays, (DRAWS, months))
    added = rng.binomial(counts, 1 / (1 + np.exp(-path)))
    below = line.denominator + counts.sum(axis=1)
    above = line.numerator + added.sum(axis=1)
    return np.asarray(above / np.maximum(below, 1e-9), dtype=float)


def guess(draws: Floats, line: Line) -> Guess:
    low, middle, high = np.quantile(draws, [(1 - SURE) / 2, 0.5, (1 + SURE) / 2])
    missed = draws > line.target + 1e-12 if line.falls else draws < line.target - 1e-12
    return Guess(value=float(middle), low=float(low), high=float(high), misses=float(missed.mean()))


def _inside(found: Guess, line: Line) -> Guess:
    """A share is not below nothing nor above everything."""
    top = 1.0 if line.ratio else math.inf
    return replace(found, low=max(0.0, found.low), high=min(top, found.high))


class Forecaster:
    """Of one question: daily series are fitted once for each day that is looked ahead from."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._worked = np.array(question.worked, dtype=bool)
        self._fits: dict[tuple[str, int], tuple[Coming, Days]] = {}

    def all(self) -> list[Foreseen]:
        return [self.foresee(line) for line in self._question.lines]

    def foresee(self, line: Line) -> Foreseen:
        trial, width = self.tried(line)
        draws, coming, share = self._from(line, self._question.known)
        middle = float(np.median(draws))
        found = _inside(guess(middle + width * (draws - middle), line), line)
        use = trial.beats or trial.months < FEWEST_TRIALS
        if not use:
            found = self._as_last_year(line, trial, coming)
        units = self._units(line, coming, share) if share is not None else {}
        return Foreseen(id=line.id, guess=found, by_model=use, trial=trial, units=units)

    def tried(self, line: Line) -> tuple[Trial, float]:
        """At the last month ends: forecast from some months before, against what came. Also by how
        much an interval is to be wider than the model says; in each trial it was made as wide as
        the trials before it had shown to be needed."""
        trials: list[Outcome] = []
        for last in range(max(0, len(line.steps) - TRIED - 1), len(line.steps)):
            past = as_it_stood(line, last) if is_whole(line.steps[last]) else None
            base = as_last_year(line, last) if past else None
            if past is None or base is None:
                continue
            draws, _, _ = self._from(past, self._position(past.steps[-1].end) + 1)
            found, truth = guess(draws, past), came_to(line, last)
            trials.append(Outcome(found=found, truth=truth, base=base))
        if not trials:
            return Trial(), 1.0
        return judged(trials), wider(trials)

    def _from(self, line: Line, known: int) -> tuple[Floats, Ahead, Share | None]:
        """Draws of a line of which so many days are known."""
        fit, days = self._fit(line.daily, known)
        until = self._position(line.ends) + 1
        coming = ahead(fit, days, known, until, self._part(line, fit, known))
        share = share_of(line.steps) if line.ratio else None
        return drawn(line, coming, share, seed=known), coming, share

    def _fit(self, name: str, known: int) -> tuple[Coming, Days]:
        if (name, known) not in self._fits:
            self._fits[name, known] = self._fitted(name, known)
        return self._fits[name, known]

    def _fitted(self, name: str, known: int) -> tuple[Coming, Days]:
        """From the day on which the series begins; before it nothing was told, not 0."""
        counts = np.array(self._question.daily.get(name, ()))[:known]
        days = np.datetime64(self._question.first) + np.arange(len(self._worked))
        if not counts.any():  # known by month only: alike on every working day
            return Coming(mean=self._worked.astype(float), dispersion=1.0, level=0.1), days
        begins = int(np.flatnonzero(counts)[0])
        features, told = features_of(
            self._question.first + timedelta(days=begins), self._worked[begins:], known - begins
        )
        found = coming(counts[begins:], features, told)
        return replace(found, mean=np.concatenate([np.zeros(begins), found.mean])), days

    def _part(self, line: Line, fit: Coming, known: int) -> float:
        """What the line had lately of what is told of each day: all of it, or a level's share."""
        late = line.steps[-AHEAD:]
        if not late:
            return 0.0
        first, last = self._position(late[0].start), self._position(late[-1].end) + 1
        if line.daily:
            counts = np.array(self._question.daily[line.daily][:known])
            told = counts[max(0, first) : last].sum()
        else:
            told = fit.mean[max(0, first) : last].sum()
        own = sum(step.denominator if line.ratio else step.numerator for step in late)
        return float(own / told) if told > 0 else 0.0

    def _position(self, day: date) -> int:
        return (day - self._question.first).days

    def _as_last_year(self, line: Line, trial: Trial, coming: Ahead) -> Guess:
        """As wide as its errors were, for as much as is still open."""
        rest = rest_as_last_year(line)
        value = _with(line, *rest)
        sd = trial.last_year * math.sqrt(math.pi / 2) * _open_share(line, coming)
        return _normal(value, sd, line)

    def _units(self, line: Line, coming: Ahead, whole: Share) -> dict[str, Guess]:
        late = sum(step.denominator for step in line.steps[-AHEAD:])
        p = 1 / (1 + math.exp(-whole.at))
        strays = math.sqrt(whole.unsure**2 + whole.wanders**2 + whole.strays**2)
        found = {}
        for unit in line.units:
            comes = coming.total * unit.late_denominator / late if late else 0.0
            seen = unit.late_denominator + _PRIOR
            own = (unit.late_numerator + _PRIOR * p) / seen
            spread = own * (1 - own)
            variance = comes * spread + (comes * spread * strays) ** 2 + comes**2 * spread / seen
            below = max(unit.denominator + comes, 1e-9)
            value = (unit.numerator + comes * own) / below
            sd = math.sqrt(variance) / below
            found[unit.code] = _normal(value, sd, replace(line, target=unit.target))
        return found


def _with(line: Line, above: float, below: float) -> float:
    if not line.ratio:
        return line.numerator + above
    return (line.numerator + above) / max(line.denominator + below, 1e-9)


def _open_share(line: Line, coming: Ahead) -> float:
    """How much is open, against what was in the trials: a quarter of a year of half a year."""
    whole = line.denominator if line.ratio else line.numerator
    usual = AHEAD / (AHEAD + 6)
    return min(1.0, coming.total / max(whole + coming.total, 1e-9) / usual)


def _normal(value: float, sd: float, line: Line) -> Guess:
    below = 0.5 * (1 + math.erf((line.target - value) / max(sd, 1e-9) / math.sqrt(2)))
    if abs(line.target - value) < 1e-12:
        below = 0.0
    half = _Z * sd
    top = 1.0 if line.ratio else math.inf
    return Guess(
        value=value,
        low=max(0.0, value - half),
        high=min(top, value + half),
        misses=1 - below if line.falls else below,
    )
