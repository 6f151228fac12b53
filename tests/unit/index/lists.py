"""Lists of units by a scheme, made from counts: `counted(above, below)` of each indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from config.scheme_types import Band, Formula, Indicator, IndicatorGroup, Linear, Scheme
from metrics.compute import Value
from metrics.index.league import League, league
from metrics.index.sheet import Sheet, sheet_of
from metrics.reading import Reason

Counts = tuple[float, float] | None  # numerator, denominator; None: never reported
BANDS = (
    Band(name="Tốt", name_en="Good", least=80),
    Band(name="Khá", name_en="Fair", least=50),
    Band(name="Yếu", name_en="Weak", least=0),
)


def indicator(
    name: str, maximum: float, formula: Formula | None = None, **more: object
) -> Indicator:
    return Indicator(
        id=name,
        label=name,
        label_en=name,
        maximum=maximum,
        formula=formula or Linear(),
        metric=name,
        **more,  # type: ignore[arg-type]
    )


def scheme_of(*indicators: Indicator, volume: str = "") -> Scheme:
    total = sum(each.maximum for each in indicators)
    group = IndicatorGroup(
        id="1", label="", label_en="", short="", short_en="", maximum=total, indicators=indicators
    )
    return Scheme(
        name="thu",
        file="thu.toml",
        since=date(2024, 1, 1),
        label="Thử",
        label_en="Trial",
        short="Thử",
        basis="",
        total=total,
        bands=BANDS,
        groups=(group,),
        levels=("province", "district", "commune"),
        volume=volume,
    )


def value(counts: Counts) -> Value:
    if counts is None:
        return Value(reason=Reason.NEVER_REPORTED)
    above, below = counts
    if not below:
        return Value(numerator=above, denominator=below, reason=Reason.NOTHING_TO_DIVIDE)
    return Value(value=above / below, numerator=above, denominator=below)


def sheet(
    scheme: Scheme,
    units: Mapping[str, Sequence[Counts]],
    *,
    level: str = "commune",
    volumes: Mapping[str, float] | None = None,
) -> Sheet:
    """`units`: code -> its counts, one an indicator of the scheme, in their order."""
    values: dict[str, dict[str, Value]] = {}
    for code, counts in units.items():
        for each, own in zip(scheme.indicators, counts, strict=True):
            values.setdefault(each.metric, {})[code] = value(own)
    known = {code: Value(value=number) for code, number in (volumes or {}).items()}
    return sheet_of(scheme, [(code, level) for code in units], values, known)


def listed(
    now: Sheet, before: Sheet | None = None, *, minimum: int = 30, months: Sequence[Sheet] = ()
) -> League:
    by_month = {202401 + at: each for at, each in enumerate(months)}
    level = now.levels[0]
    return league(now, before, by_month, level=level, length=12, minimum_volume=minimum)
