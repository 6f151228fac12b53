"""Units by version: what a code means on a day, and that no count is lost on the way over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.conversion import conversion
from data_access.errors import UnknownFilter
from data_access.places import Places
from data_access.selection import By, Level, Period, Selection
from data_access.shares import combined, parts_of
from tests.unit.made_up import AFTER, BEFORE, offices, reformed

# Three communes of one district and one of another; a2 is parted, n2 takes from both districts.
AREAS = reformed(
    {"a1": "A", "a2": "A", "a3": "A", "b1": "B"},
    {("a1", "a1"): 1, ("a2", "a1"): 0.6, ("a2", "n2"): 0.38, ("a3", "n2"): 1, ("b1", "n2"): 1},
)
PLACES = offices(AREAS)
N1, N2 = f"a1@{AFTER}", f"n2@{AFTER}"
LATER = date(2026, 3, 31)
YEAR = Period.year(2026)


def test_a_code_means_the_unit_of_the_day() -> None:
    assert [AREAS.on("a1", day) for day in (BEFORE, AFTER)] == [AREAS.units["a1"], AREAS.units[N1]]


@pytest.mark.parametrize(
    ("text", "key"),
    [("a1", N1), (N1, N1), ("a1@2024-12-31", "a1"), ("a2", "a2"), ("a1@yesterday", None)],
)
def test_units_are_named_by_code_by_key_or_by_code_and_day(text: str, key: str | None) -> None:
    found = AREAS.named(text, LATER)
    assert (found.key if found else None) == key


def test_a_commune_lies_in_the_district_of_its_own_time() -> None:
    assert AREAS.district_of(AREAS.units["a2"], LATER) == "A"
    assert AREAS.district_of(AREAS.units[N1], LATER) is None


def test_after_districts_are_gone_the_last_ones_are_meant() -> None:
    assert {area.key for area in AREAS.of_level(Level.DISTRICT, LATER)} == {"A", "B"}
    assert AREAS.last_day_of(Level.DISTRICT, LATER) == BEFORE


def test_counts_go_onward_by_shares_that_are_made_whole() -> None:
    share = AREAS.became(AREAS.units["a2"], LATER)
    assert sum(share.values()) == 1.0
    assert share[N1] == pytest.approx(0.6 / 0.98, abs=1e-5)


def test_counts_go_back_by_the_shares_that_came() -> None:
    share = AREAS.became(AREAS.units[N1], BEFORE)
    assert share == {"a1": pytest.approx(1 / 1.6, abs=1e-5), "a2": pytest.approx(0.375, abs=1e-5)}


def test_a_unit_that_nothing_leads_from_stays_itself() -> None:
    alone = reformed({"a1": "A"}, {})
    assert alone.became(alone.units["a1"], LATER) == {"a1": 1.0}


def test_what_is_asked_by_code_is_meant_as_of_the_periods_end() -> None:
    asked = PLACES.checked(Selection(period=YEAR, area="a1", district="A"), LATER)
    assert (asked.area, asked.district, asked.units) == (N1, "A", LATER)
    before = PLACES.checked(Selection(period=Period.year(2024), area="a1"), LATER)
    assert before.area == "a1"
    assert asked.during(before.period).area == N1  # what it is compared with is the same unit


@pytest.mark.parametrize(("name", "value"), [("district", "a1"), ("area", "zz"), ("agency", "zz")])
def test_what_is_no_such_unit_is_refused_with_the_valid_ones(name: str, value: str) -> None:
    with pytest.raises(UnknownFilter) as refused:
        PLACES.checked(Selection(period=YEAR, **{name: value}), LATER)  # type: ignore[arg-type]
    assert refused.value.valid


def test_a_figure_over_a_change_says_so() -> None:
    new, old = Period.year(2026), Period.year(2024)
    assert conversion(PLACES, [N1], new) is None
    assert conversion(PLACES, ["A", None], old) is None
    for key, period in ((N1, old), ("A", new), ("a2", new), ("A", Period.year(2025))):
        found = conversion(PLACES, [key], period)
        assert found is not None, key
        assert (found.on, found.covered) == (AFTER, True)


def test_without_a_crosswalk_a_figure_over_a_change_says_that_nothing_leads_there() -> None:
    alone = offices(reformed({"a1": "A"}, {}))
    found = conversion(alone, ["A"], YEAR)
    assert found is not None
    assert (found.covered, found.outside) == (False, True)
    halved = conversion(alone, ["A"], Period.year(2025))
    assert halved is not None
    assert (halved.covered, halved.outside) == (False, False)


AMOUNTS = st.dictionaries(st.text("abc", min_size=1), st.floats(0.001, 1), min_size=1, max_size=6)


@given(AMOUNTS)
def test_shares_add_up_to_one_exactly(amounts: dict[str, float]) -> None:
    shares = parts_of(amounts)
    assert sum(shares.values()) == 1.0
    again = combined((share, shares) for share in shares.values())
    assert sum(again.values()) == 1.0


@st.composite
def reforms(draw: st.DrawFn) -> tuple[dict[str, str], dict[tuple[str, str], float]]:
    """Old communes in districts, each going to one or more new ones, some under old codes."""
    communes = {f"c{n}": draw(st.sampled_from("AB")) for n in range(draw(st.integers(1, 6)))}
    codes = ["n1", "n2", *communes]
    links = {
        (old, new): draw(st.floats(0.01, 1))
        for old in communes
        for new in draw(st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True))
    }
    return communes, links


@settings(max_examples=100, deadline=None)
@given(reforms(), st.data())
def test_districts_and_communes_of_any_time_keep_every_total_and_no_part_outgrows_its_whole(
    reform: tuple[dict[str, str], dict[tuple[str, str], float]], data: st.DataObject
) -> None:
    places = offices(reformed(*reform))
    counts = {
        code: (data.draw(st.integers(0, 900)), data.draw(st.integers(0, 100_000)))
        for code in places.agencies
    }
    for units in (BEFORE, AFTER):
        for by in (By.DISTRICT, By.AREA):
            above, below = grouped(places, counts, by, units)
            assert sum(above.values()) == sum(a for a, _ in counts.values())
            assert sum(below.values()) == sum(a + b for a, b in counts.values())
            assert all(above[group] <= below[group] for group in above)
            one = next(iter(above))
            assert narrowed(places, counts, by, one, units) == above[one]


def grouped(
    places: Places, counts: dict[str, tuple[int, int]], by: By, units: date
) -> tuple[dict[str, float], dict[str, float]]:
    above: dict[str, float] = {}
    below: dict[str, float] = {}
    for code, groups in shares(places, by, units).items():
        part, rest = counts[code]
        for group, share in groups.items():
            above[group] = above.get(group, 0.0) + part * share
            below[group] = below.get(group, 0.0) + (part + rest) * share
    return above, below


def narrowed(
    places: Places, counts: dict[str, tuple[int, int]], by: By, group: str, units: date
) -> float:
    """The same by choosing the group as a filter."""
    found = shares(places, None, units, **{str(by): group})
    return sum(counts[code][0] * groups[""] for code, groups in found.items())


def shares(
    places: Places, by: By | None, units: date, **chosen: str
) -> dict[str, dict[str, float]]:
    """Of old agencies as they were before the change, of new ones after it."""
    selection = Selection(period=YEAR, units=units, **chosen)  # type: ignore[arg-type]
    found: dict[str, dict[str, float]] = {}
    for on in (BEFORE, AFTER):
        attributed = places.attribution(selection, by, on, communes=False).shares
        assert attributed is not None
        found |= {
            code: dict(groups)
            for code, groups in attributed.items()
            if ("@" in code) == (on == AFTER)
        }
    return found
