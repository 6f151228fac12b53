"""Briefings of a small demonstration, as its pages make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from config.province import read_province
from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.engine import make_engine
from exports.briefing import Briefing
from metrics.desk import Desk
from pages.asking import ask
from pages.briefing.compose import briefing_of
from pages.registry import page_at

Made = Callable[[str], Briefing]


@pytest.fixture(scope="session")
def desk(small_demonstration_url: str) -> Iterator[Desk]:
    engine = make_engine(small_demonstration_url)
    yield Desk(engine=engine, province=read_province(ROOT / "config"), cache=SharedCache())
    engine.dispose()


@pytest.fixture(scope="session")
def brief(desk: Desk) -> Made:
    """By an address: `brief('/metric/on_time?lang=en')`."""

    def made(address: str) -> Briefing:
        path, _, query = address.partition("?")
        found = page_at(path)
        assert found
        with Flask("tests").test_request_context("/"), desk.open() as view:
            return briefing_of(found[0], ask(view, f"?{query}", item=found[1]))

    return made


@pytest.fixture(scope="session")
def briefing(brief: Made) -> Briefing:
    """Of the page of dossiers: figures, lines, bars of many agencies, levels."""
    return brief("/dossiers")
