"""What a page tells in a briefing: everything it shows, and nothing that is no reading's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from api.figures import figure_json
from data_access.fetch import NotKept
from data_access.selection import By
from exports.briefing import Briefing
from metrics.catalogue import CATALOGUE
from metrics.compute import understands
from metrics.desk import Desk, View
from metrics.parts import Split
from metrics.reading import Reading, Status
from pages.briefing.compose import NoBriefing, told_page
from pages.briefing.summary import MOST
from pages.registry import listed_pages
from tests.integration.exports.conftest import Made

ADDRESSES = [
    "/",
    "/dossiers",
    "/dossiers?district=455",
    "/online?from=2024-10-01&to=2024-12-31",
    "/documents?level=commune",
    "/society",
    "/security?lang=en",
    "/targets",
    "/metric/on_time",
]
NO_DAYS = {"from": "", "to": ""}  # a metric is told once, of whichever days
NUMBER = re.compile(r"[+−]?\d[\d.,]*\d|[+−]?\d")
# Days of periods and of sources, and the letters and figures of names: 3G, 24/7.
NAMES = re.compile(
    r"\d{1,2}/\d{1,2}(/\d{4})?( \d\d:\d\d)?|\b20\d\d\b|\d[A-Z]|\d/\d|từ \d+ %|from \d+%"
)


def test_every_page_under_the_filters_can_be_taken_along() -> None:
    without = {page.path for page in listed_pages() if page.filtered and page.brief is None}
    assert without == {"/open-data"}, "which has its own downloads"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_number_of_the_summary_is_that_of_a_reading(
    brief: Made, desk: Desk, address: str
) -> None:
    made = brief(address)
    assert made.summary
    for sentence in made.summary:
        for said in NUMBER.findall(_without_names(sentence, made)):
            assert any(_is(said, value, made) for value in _known(made, desk)), (said, sentence)


def _without_names(sentence: str, made: Briefing) -> str:
    labels = [label for each in CATALOGUE.values() for label in (each.label, each.label_en)]
    for label in sorted(labels, key=len, reverse=True):
        sentence = sentence.replace(label, "")
    return NAMES.sub("", sentence)


def _is(said: str, value: float, made: Briefing) -> bool:
    """Whether it is this value, rounded to as many places as are shown."""
    sign = -1 if said.startswith("−") else 1
    digits = said.lstrip("+−")
    if made.head.lang == "vi":
        digits = digits.translate(str.maketrans(",.", ".,"))
    places = len(digits.partition(".")[2])
    return bool(round(abs(sign * float(digits.replace(",", "")) - value), 9) <= 0.5 * 10**-places)


def _known(made: Briefing, desk: Desk) -> Iterator[float]:
    """What the API says of the same, as it is shown; how many readings stand where; and what
    units have added to a change."""
    whole = [each for each in made.readings if each.group is None]
    told_once = {(r.metric.id, str(r.selection.to_query() | NO_DAYS)): r for r in whole[::-1]}
    whole = list(told_once.values())
    for status in Status:
        yield sum(each.status is status for each in whole)
    yield sum(each.target is not None and each.value is not None for each in whole)
    yield sum(each.status in (Status.WATCH, Status.MISSED) for each in whole) - MOST
    yield from Counter(
        (r.metric.source, r.completeness) for r in whole if r.value is not None
    ).values()
    with desk.open() as view:
        for each in whole:
            told = figure_json(view, each.metric.id, dict(each.selection.to_query()))
            assert isinstance(told, dict)
            scale = 100 if told["unit"] == "ratio" else 1
            for name in ("value", "target", "completeness"):
                if told[name] is not None:
                    yield told[name] * (100 if name == "completeness" else scale)
            if told["value"] is not None and told["previous"] is not None:
                yield abs(told["value"] - told["previous"]) * scale
                for by in (By.DISTRICT, By.AGENCY, By.AREA):
                    yield from _parts(view, each, by)


def _parts(view: View, reading: Reading, by: By) -> Iterator[float]:
    if not understands(reading.metric, reading.selection, by):
        return
    try:
        split = view.change_by(reading.metric, reading.selection, by)
    except NotKept:
        return
    if isinstance(split, Split):
        yield from (float(part.change) * 100 for part in split.parts)


def test_the_head_leads_to_the_very_view(brief: Made) -> None:
    made = brief("/dossiers?district=455&from=2024-01-01&to=2024-06-30")
    link = made.head.link
    assert link.startswith("http://localhost/dossiers?")
    for part in ("district=455", "from=2024-01-01", "to=2024-06-30"):
        assert part in link
    assert "Huyện" in made.head.filters
    assert made.head.synthetic


def test_what_is_told_is_explained(briefing: Briefing) -> None:
    labels = {term.name for term in briefing.terms}
    assert {metric.label for piece in briefing.pieces for metric in piece.about} <= labels
    assert all(term.basis and term.formula and term.meaning for term in briefing.terms)


def test_a_chart_draws_what_its_table_holds(briefing: Briefing) -> None:
    for chart in briefing.charts:
        held = [cell.value for row in chart.table.rows for cell in row if cell.value is not None]
        drawn = [value for line in chart.series for value in line.values if value is not None]
        assert set(drawn) <= set(held), chart.title
        assert all(len(line.values) == len(chart.categories) for line in chart.series)


def test_a_month_without_a_value_is_a_gap(brief: Made) -> None:
    made = brief("/metric/portal_fresh")
    [reading] = [each for each in made.readings if each.group is None]
    line = made.charts[0]
    months = reading.series[-len(line.categories) :]
    assert line.series[0].values == tuple(point.value for point in months)


def test_of_what_cannot_be_taken_along_the_address_says_so() -> None:
    with pytest.raises(NoBriefing, match="/nowhere"):
        told_page("/nowhere")
