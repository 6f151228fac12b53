"""All of them."""

from __future__ import annotations

from tests.integration.faults.malformed.books import books
from tests.integration.faults.malformed.case import Case
from tests.integration.faults.malformed.outlines import outlines
from tests.integration.faults.malformed.texts import texts


def every_case() -> list[Case]:
    return [*texts(), *books(), *outlines()]
