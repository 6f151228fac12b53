"""Readings come out of the cache as they went in."""

import pickle

import pytest

from data_access.selection import By
from metrics.catalogue import metric
from metrics.reading import Group, Readings
from tests.unit.component_readings import reading_of

HERE = Group(by=By.AGENCY, code="H46.01", label="Sở Nội vụ", short="Nội vụ")


@pytest.mark.parametrize("groups", [(), (None,), (HERE, HERE), (HERE, None)])
def test_readings_travel_as_they_are(groups: tuple[Group | None, ...]) -> None:
    sent = Readings(reading_of(metric=metric("online_submit"), group=group) for group in groups)
    assert pickle.loads(pickle.dumps(sent)) == sent
