"""Published figures are met by construction, whatever the size and the chance."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.demo.calibrate import ONLINE, ONLINE_ALL, RECEIVED, Cell, cells, pick
from ingest.demo.volumes import slots

AS_OF = datetime(2024, 12, 27, 8)


def test_the_published_year_has_its_published_counts() -> None:
    found = cells(1.0)
    assert found["commune"] == Cell(44_776, 40_925)
    assert {level: cell.received for level, cell in found.items()} == dict(RECEIVED)


@pytest.mark.parametrize("scale", [1.0, 0.4, 0.1, 0.02, 0.01])
def test_shares_print_alike_at_every_scale(scale: float) -> None:
    found = cells(scale)
    for level, share in ONLINE.items():
        assert round(found[level].online / found[level].received, 3) == share
    received = sum(cell.received for cell in found.values())
    online = sum(cell.online for cell in found.values())
    assert round(online / received, 3) == ONLINE_ALL


@pytest.mark.parametrize(("dossiers", "years"), [(500_000, 3), (20_000, 3), (9_999, 1), (7_001, 5)])
def test_slots_add_up_to_the_dossiers_asked_for(dossiers: int, years: int) -> None:
    plan = slots(dossiers, years, AS_OF)
    assert sum(slot.received + slot.refused for slot in plan) == dossiers
    assert sorted({slot.year for slot in plan}) == list(range(2025 - years, 2025))


@given(st.integers(0, 60), st.integers(0, 80), st.integers(0, 2**32))
def test_pick_chooses_exactly_so_many_of_those_allowed(allowed: int, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    among = np.arange(80) < allowed
    chosen = pick(rng, among, rng.normal(size=80), count)
    assert chosen.sum() == min(count, allowed)
    assert not (chosen & ~among).any()


def test_pick_leans() -> None:
    rng = np.random.default_rng(1)
    leaning = np.repeat([-2.0, 2.0], 5_000)
    chosen = pick(rng, np.ones(10_000, dtype=bool), leaning, 5_000)
    assert chosen[5_000:].mean() > 0.8
