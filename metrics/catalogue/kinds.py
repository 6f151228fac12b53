"""The two kinds of figures that a business area has most of: a count, and a share.

`texts` are the label, its English, and the two lines of the wall; `means` the description in both
languages, without the full stop.
"""

from __future__ import annotations

from collections.abc import Callable

from data_access.measures import Measure, Terms, terms
from metrics.metric import Direction, Former, Metric, Observed, Ratio, Target, Total, Unit

Texts = tuple[str, str, tuple[str, str]]
Means = tuple[str, str]
Maker = Callable[..., Metric]


def area(*, owner: str, source: str, basis: str) -> Maker:
    """What makes the metrics of one area: they share who answers for them and where they are from,
    unless one says otherwise."""

    def made(
        name: str,
        texts: Texts,
        means: Means,
        formula: Total | Ratio | Observed,
        *,
        why: str,
        unit: Unit = Unit.RATIO,
        direction: Direction = Direction.HIGHER_IS_BETTER,
        target: float | None = None,
        target_basis: str | None = None,
        basis: str = basis,
        source: str = source,
        owner: str = owner,
        decimals: int | None = None,
        former: Former | None = None,
    ) -> Metric:
        label, label_en, wall = texts
        return Metric(
            id=name,
            label=label,
            label_en=label_en,
            label_wall=wall,
            description=f"{means[0]}.",
            description_en=f"{means[1]}.",
            why=why,
            unit=unit,
            direction=direction,
            formula=formula,
            basis=basis,
            source=source,
            owner=owner,
            decimals=decimals if decimals is not None else int(unit is Unit.RATIO),
            target=None if target is None else Target(value=target, basis=target_basis or basis),
            former=former,
            reported=_reported(formula),
        )

    return made


def _reported(formula: Total | Ratio | Observed) -> Observed | None:
    """Reports of what happened add up over time, reports of what there is do not."""
    if isinstance(formula, Observed):
        return None
    counted = formula.of if isinstance(formula, Total) else formula.denominator
    first = terms(counted).parts[0][1]
    return None if first.family in ("dossier", "usage") else Observed(events=not first.stock)


def share(
    numerator: Measure | Terms, denominator: Measure | Terms, unknown: Measure | None = None
) -> Ratio:
    return Ratio(numerator=numerator, denominator=denominator, unknown=unknown)
