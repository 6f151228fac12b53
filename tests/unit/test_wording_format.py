"""Numbers, times and periods as Vietnamese and English write them."""

from datetime import date, datetime

import pytest

from data_access.selection import Period
from metrics.metric import Unit
from wording import format as fmt
from wording.periods import named
from wording.words import Lang, Words

VI, EN = Words("vi"), Words("en")


@pytest.mark.parametrize(("lang", "said"), [("vi", "1.234.567,8"), ("en", "1,234,567.8")])
def test_thousands_and_decimals_follow_the_language(lang: Lang, said: str) -> None:
    assert fmt.number(1234567.8, 1, lang) == said


def test_percent_has_a_space_in_vietnamese_only() -> None:
    assert fmt.percent(0.762) == "76,2 %"
    assert fmt.percent(0.762, lang="en") == "76.2%"


def test_minus_is_a_true_minus_and_zero_has_none() -> None:
    assert fmt.delta(-0.007, Unit.RATIO, 1) == "−0,7"
    assert fmt.delta(0.014, Unit.RATIO, 1) == "+1,4"
    assert fmt.delta(-0.0001, Unit.RATIO, 1) == "0,0"


def test_no_value_is_a_dash_and_no_change_is_nothing() -> None:
    assert fmt.number(None) == "—"
    assert fmt.percent(None) == "—"
    assert fmt.delta(None, Unit.RATIO, 1) == ""


def test_targets_have_no_idle_zeros() -> None:
    assert fmt.goal(0.7, Unit.RATIO) == "70"
    assert fmt.goal(0.995, Unit.RATIO) == "99,5"


def test_as_of_is_a_time_today_and_a_day_before() -> None:
    now = fmt.epoch_ms(datetime(2024, 12, 27, 1, 42))
    assert fmt.as_of(fmt.epoch_ms(datetime(2024, 12, 27, 1, 40)), now) == "08:40"
    assert fmt.as_of(fmt.epoch_ms(datetime(2024, 11, 30, 1, 40)), now) == "30/11"
    assert fmt.as_of(fmt.epoch_ms(datetime(2023, 11, 30, 1, 40)), now) == "30/11/2023"


def test_an_evening_in_utc_is_the_next_local_day() -> None:
    assert fmt.moment(fmt.epoch_ms(datetime(2024, 12, 26, 20, 0))) == "27/12/2024 03:00"


def test_periods_are_named_as_people_name_them() -> None:
    assert named(Period.year(2024), VI) == "Năm 2024"
    assert named(Period.month(202412), VI) == "Tháng 12/2024"
    quarter = Period(start=date(2024, 10, 1), end=date(2024, 12, 31))
    assert named(quarter, VI) == "Quý IV/2024"
    assert named(quarter, EN) == "Q4 2024"
