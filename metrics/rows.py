"""Which figures count rows: those have a list behind them, of exactly what they count."""

from __future__ import annotations

from metrics.metric import Metric, Observed


def counts_rows(metric: Metric) -> bool:
    """A total that somebody reported has none."""
    return not isinstance(metric.formula, Observed)
