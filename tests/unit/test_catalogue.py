"""The catalogue is complete: nothing is shown that is not explained."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from config.province import read_province
from config.settings import ROOT
from data_access import measures
from data_access.errors import UnknownMetric
from data_access.measures import Terms, of_family, terms
from data_access.rollups import ALL, FOLDED
from metrics.catalogue import CATALOGUE, metric
from metrics.compute import KNOWS, measures_of
from metrics.metric import Direction, Metric, Ratio, Total, Unit
from tests.unit.promised import DICTIONARY, SYSTEMS

WIDEST_WALL_LINE = 13
EVERY = [pytest.param(each, id=each.id) for each in CATALOGUE.values()]
MEASURES = list(measures.every())
PROMISED = {*DICTIONARY, *SYSTEMS}


@pytest.mark.parametrize("of", EVERY)
def test_every_metric_is_explained_in_both_languages(of: Metric) -> None:
    for text in (of.label, of.label_en, of.description, of.description_en, of.why, of.owner):
        assert text.strip() == text != ""
    assert of.label_en.isascii()
    assert of.description.endswith(".")
    assert of.description_en.endswith(".")
    assert of.description != of.description_en


@pytest.mark.parametrize("of", EVERY)
def test_every_metric_has_a_direction_a_unit_and_a_basis(of: Metric) -> None:
    assert isinstance(of.direction, Direction)
    assert isinstance(of.unit, Unit)
    assert of.basis.strip()
    assert of.target is None or of.target.basis.strip()
    assert of.decimals >= 0


@pytest.mark.parametrize("of", EVERY)
def test_every_metric_has_a_source_that_the_province_names(of: Metric) -> None:
    assert of.source in read_province(ROOT / "config").sources


@pytest.mark.parametrize("of", EVERY)
def test_every_wall_label_has_two_short_lines(of: Metric) -> None:
    assert len(of.label_wall) == 2
    for line in of.label_wall:
        assert 0 < len(line) <= WIDEST_WALL_LINE, line


@pytest.mark.parametrize("of", EVERY)
def test_every_metric_knows_which_filters_it_understands(of: Metric) -> None:
    for measure in measures_of(of):
        assert measure.family.replace("deadline", "dossier") in KNOWS


@pytest.mark.parametrize("of", EVERY)
def test_a_ratio_is_counted_as_a_ratio_and_a_count_is_not(of: Metric) -> None:
    if isinstance(of.formula, Ratio):
        assert of.unit is Unit.RATIO
    if isinstance(of.formula, Total):
        assert of.unit is not Unit.RATIO
        assert of.decimals == 0


def test_a_metric_that_is_neither_good_nor_bad_has_no_target_of_its_own() -> None:
    neutral = [each for each in CATALOGUE.values() if each.direction is Direction.NEUTRAL]
    assert [each.id for each in neutral if each.target] == []


def test_ids_labels_and_wall_labels_are_unique() -> None:
    assert all(id_ == each.id for id_, each in CATALOGUE.items())
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", id_) for id_ in CATALOGUE)
    for name in ("label", "label_en", "label_wall"):
        seen = Counter(getattr(each, name) for each in CATALOGUE.values())
        assert [value for value, times in seen.items() if times > 1] == []


def test_everything_that_was_promised_is_there() -> None:
    assert PROMISED - set(CATALOGUE) == set()


def test_gauges_and_league_of_the_province_are_metrics() -> None:
    province = read_province(ROOT / "config")
    shown = [gauge.metric for gauge in (*province.gauges, *province.wall.gauges)]
    for name in (*shown, province.league):
        assert name in CATALOGUE


def test_an_unknown_metric_is_answered_with_the_closest() -> None:
    with pytest.raises(UnknownMetric, match="on_time") as caught:
        metric("on_tme")
    assert caught.value.closest == "on_time"
    with pytest.raises(UnknownMetric, match="tamnhin metrics"):
        metric("zzzz")


def test_measures_have_unique_names() -> None:
    assert [name for name, times in Counter(m.name for m in MEASURES).items() if times > 1] == []


def test_every_measure_has_its_column_in_every_rollup_of_its_family() -> None:
    for rollup in ALL:
        keys = {column.name for column in rollup.table.primary_key.columns}
        assert {m.column for m in of_family(rollup.family)} | {FOLDED} == {
            column.name for column in rollup.table.columns if column.name not in keys
        }


def test_every_family_of_measures_has_a_rollup() -> None:
    assert {m.family for m in MEASURES} == {rollup.family for rollup in ALL}


def test_terms_add_and_subtract_with_signs() -> None:
    combined: Terms = measures.received - measures.no_deadline + measures.resolved
    assert [(sign, m.name) for sign, m in combined.parts] == [
        (1, "received"),
        (-1, "no_deadline"),
        (1, "resolved"),
    ]
    assert terms(measures.received).parts == ((1, measures.received),)
    nested = measures.received - (measures.resolved - measures.no_deadline)
    assert [sign for sign, _ in nested.parts] == [1, -1, 1]
