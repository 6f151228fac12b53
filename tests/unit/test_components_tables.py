"""Tables and reasons have their words on screen, whoever adds one."""

from components.quarantine_words import REASONS
from components.table_words import TABLES
from ingest.reasons import Reason
from ingest.tables import table_names


def test_every_reason_of_quarantine_has_its_words() -> None:
    assert {str(reason) for reason in Reason} - set(REASONS) == set()


def test_every_table_that_can_be_loaded_has_a_name() -> None:
    assert set(table_names()) - set(TABLES) == set()
