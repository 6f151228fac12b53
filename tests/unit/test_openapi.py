"""The API's document is valid and whole."""

from __future__ import annotations

import re
from pathlib import Path

from openapi_spec_validator import validate

from app import create_app
from config.settings import ROOT, Settings
from metrics.catalogue import business_areas
from metrics.published.document import document
from metrics.published.operations import OPERATIONS
from pages.business_areas import BUSINESS_AREAS

EVERYTHING_ELSE = "/api/{address}"  # answers with a problem document


def test_the_document_is_valid_openapi() -> None:
    validate(document())


def test_every_route_is_documented_and_every_documented_route_exists(tmp_path: Path) -> None:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'none.db'}",
        cache_url=None,
        secret_key="test",
        host="127.0.0.1",
        port=0,
        config_dir=ROOT / "config",
    )
    rules = create_app(settings).server.url_map.iter_rules()
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in rules
        if rule.endpoint.startswith(("api.", "briefing."))
    }
    assert routes - {EVERYTHING_ELSE} == set(OPERATIONS)


def test_parameters_of_an_address_are_documented() -> None:
    for path, operation in OPERATIONS.items():
        assert set(re.findall(r"{(\w+)}", path)) == set(operation.path)


def test_every_business_area_has_a_name_on_screen() -> None:
    assert set(business_areas()) <= set(BUSINESS_AREAS)
