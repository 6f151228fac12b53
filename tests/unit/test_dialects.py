"""The measures in the SQL of other engines."""

from __future__ import annotations

from typing import Any

import pytest
from sqlglot import parse_one

from data_access.dialects import Dialect, written
from ingest.outside.cells import cells_by_month as cells
from ingest.outside.cells import families
from ingest.outside.months import CAME


@pytest.mark.parametrize("dialect", list(Dialect))
def test_every_family_of_what_can_stand_outside_is_written(dialect: Dialect) -> None:
    for fact in CAME:
        for family in families(fact):
            tree: Any = parse_one(written(cells(family), (fact,), dialect), read=dialect)
            named = [each.alias_or_name for each in tree.selects]
            assert named == ["row_month", *family.keys, *family.sums]


@pytest.mark.parametrize("dialect", list(Dialect))
def test_days_are_divided_to_whole_months(dialect: Dialect) -> None:
    """Spark and ClickHouse divide whole numbers to fractions."""
    [family] = [each for fact in CAME for each in families(fact) if each.name == "duration"]
    text = written(cells(family), (family.finest.fact,), dialect)
    assert text.count(" / ") == text.count(" AS BIGINT)") + text.count("Int64))") - _sums(text)


def _sums(text: str) -> int:
    """Sums are cast, too, so that all are of one type."""
    return text.count("CAST(SUM") + text.count("CAST(COUNT") + text.count("CAST(0")


def test_cubes_follow_from_cells_as_fine_as_any_of_them() -> None:
    for fact in CAME:
        for family in families(fact):
            for rollup in family.rollups:
                made = family.key_of(rollup)
                assert list(made) == [c.name for c in rollup.table.primary_key.columns]
                assert {of.split(" ")[0] for of in made.values()} <= set(family.keys)
