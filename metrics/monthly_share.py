"""The share of what comes that counts: a local level on the logit of months. With statsmodels, so
never in a server process."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from statsmodels.tsa.statespace.structural import UnobservedComponents

from metrics.outlook_types import Step

FEWEST_STEPS = 6  # months that a share's wandering can be learnt from
_USUAL = 0.15  # of a share's logit, from month to month, where it cannot be learnt
_BEGUN = 0.2  # of a usual month


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The logit of a share: where it is, how sure that is, how it wanders and strays by month."""

    at: float
    unsure: float
    wanders: float
    strays: float


def share_of(steps: Sequence[Step]) -> Share:
    """Of months, oldest first; of those without a denominator nothing is learnt, nor of one that
    has hardly begun."""
    steps = [step for step in steps if step.denominator > 0]
    usual = float(np.median([step.denominator for step in steps])) if steps else 0.0
    if len(steps) > 1 and steps[-1].denominator < _BEGUN * usual:
        steps = steps[:-1]
    if not steps:
        return Share(at=0.0, unsure=_USUAL, wanders=_USUAL, strays=0.0)
    n = np.array([step.numerator for step in steps])
    d = np.array([step.denominator for step in steps])
    p = np.clip((n + 0.5) / (d + 1.0), 0.5 / (d + 1.0), 1 - 0.5 / (d + 1.0))
    logit = np.log(p / (1 - p))
    if len(steps) < FEWEST_STEPS:
        last = logit[-3:]
        return Share(
            at=float(last.mean()), unsure=_USUAL / math.sqrt(len(last)), wanders=_USUAL, strays=0.0
        )
    if float(np.ptp(logit)) < 1e-9:
        return Share(at=float(logit[-1]), unsure=0.01, wanders=0.01, strays=0.0)
    fit = UnobservedComponents(logit, "llevel").fit(disp=False, method="nm", maxiter=300)
    strays, wanders = (math.sqrt(max(0.0, variance)) for variance in fit.params)
    sampled = math.sqrt(float(np.median(1.0 / np.maximum(d * p * (1 - p), 1e-9))))
    return Share(
        at=float(fit.filtered_state[0, -1]),
        unsure=math.sqrt(max(0.0, float(fit.filtered_state_cov[0, 0, -1]))),
        wanders=wanders,
        strays=math.sqrt(max(0.0, strays**2 - sampled**2)),  # the draw of rows is drawn anyway
    )
