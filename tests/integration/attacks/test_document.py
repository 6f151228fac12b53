"""Cases made from the API's own document: each answered as the document says, none with a 500."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from metrics.published.operations import OPERATIONS
from tests.integration.attacks.test_inputs import ALL_SHEETS, DRAWN_ALIKE
from tests.integration.test_api import client_of

# For each address and mode: valid values, and such that break types, bounds and formats.
CASES, FEW = 20, 4
SITED = "/api/v1/siting"  # each wish is a process of its own
# A ZIP of sheets is a file for each unit: test_inputs.py and test_routes.py ask for it.
ASKED = [path for path in OPERATIONS if path != ALL_SHEETS]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture(scope="module")
def document(small_demonstration_url: str) -> Any:
    server = client_of(small_demonstration_url).application
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", server)


@pytest.mark.parametrize("mode", MODES, ids=str)
@pytest.mark.parametrize("path", ASKED)
def test_every_address_of_the_document_keeps_its_word(
    document: Any, path: str, mode: GenerationMode
) -> None:
    operation = document[path]["GET"]
    if mode is GenerationMode.NEGATIVE and not (operation.path_parameters or operation.query):
        return  # it takes nothing that could be wrong

    @settings(
        max_examples=FEW if path.startswith((*DRAWN_ALIKE, SITED)) else CASES,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def keeps(case: Any) -> None:
        case.headers.pop("Authorization", None)  # a made-up key would be refused at the gate
        answer = case.call()
        assert answer.status_code != 401
        told = [not_a_server_error, status_code_conformance, content_type_conformance]
        case.validate_response(answer, checks=told)
        assert b"Traceback" not in answer.content

    keeps()
