"""`tamnhin check --prove` finds what is wrong in a live database, and `--mend` puts it right."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, Table, delete, insert, select, update

from cli import main
from data_access.engine import reading, writing
from data_access.errors import NotReady
from data_access.rollups import ALL
from data_access.schema import dataset, dossiers
from ingest.proof import SHOWN, mend, prove
from tests.integration.rows import dossier, finished, load, read, village

CUBES = {rollup.table.name: rollup.table for rollup in ALL}
MONTH = CUBES["dossier_month_agency"]


@pytest.fixture
def filled(settled: Engine) -> Engine:
    load(settled, "dossiers", dossier("1"), finished("2"), finished("3", agency_code="TC"))
    load(settled, "villages", village("v1"), village("v2", signal="none"))
    return settled


def _check(engine: Engine, *options: str) -> Result:
    url = engine.url.render_as_string(hide_password=False)
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    return CliRunner().invoke(main, ["check", *options], env=settings)


def _cells(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with reading(engine) as connection:
        return {
            name: sorted(tuple(row) for row in connection.execute(select(table)))
            for name, table in CUBES.items()
        }


def _tamper(engine: Engine, *statements: Any) -> None:
    with writing(engine) as connection:
        for statement in statements:
            connection.execute(statement)


def test_what_was_loaded_is_proven_without_touching_it(filled: Engine) -> None:
    before = _cells(filled)
    proof = prove(filled)
    assert proof.holds
    assert proof.cells == sum(map(len, before.values()))
    assert _cells(filled) == before


def test_a_sum_that_is_wrong_is_named_with_what_it_should_be(filled: Engine) -> None:
    cell = (MONTH.c.month == 202406, MONTH.c.agency_code == "TP", MONTH.c.channel == "direct")
    _tamper(filled, update(MONTH).where(*cell).values(received=7, resolved_early=5))
    proof = prove(filled)
    assert proof.wrong == {"dossier_month_agency": 1}
    (found,) = proof.shown
    assert found.cell == {"month": 202406, "agency_code": "TP", "channel": "direct"}
    assert found.held == {"received": 7, "resolved_early": 5}
    assert found.true == {"received": 2, "resolved_early": 1}


def test_a_cell_that_is_missing_or_too_many_is_named(filled: Engine) -> None:
    surplus = {"month": 202401, "agency_code": "DH", "channel": "online"}
    gone = MONTH.c.agency_code == "TC"
    _tamper(filled, delete(MONTH).where(gone), insert(MONTH).values(**surplus, folded=1))
    proof = prove(filled)
    assert proof.wrong == {"dossier_month_agency": 2}
    missing, extra = proof.shown
    assert (missing.cell["agency_code"], missing.held) == ("TC", None)
    assert missing.true is not None
    assert (extra.cell, extra.true) == (surplus, None)


def test_every_rollup_is_looked_at(filled: Engine) -> None:
    held = _cells(filled)
    _tamper(filled, *(delete(t) if held[name] else _any_cell(t) for name, t in CUBES.items()))
    assert set(prove(filled).wrong) == set(CUBES)


def _any_cell(table: Table) -> Any:
    keys = table.primary_key.columns
    return insert(table).values({c.name: "x" if c.type.python_type is str else 1 for c in keys})


def test_a_change_past_the_loader_is_found(filled: Engine) -> None:
    """As a hand-made UPDATE would: the rows moved, the rollups did not."""
    _tamper(filled, update(dossiers).where(dossiers.c.code == "2").values(agency_code="DH"))
    wrong = prove(filled).wrong
    assert "dossier_month_agency" in wrong
    assert "dossier_month_field" not in wrong


def test_mending_gives_the_figures_of_the_rows_under_a_new_version(filled: Engine) -> None:
    _tamper(filled, update(MONTH).values(received=99))
    version = _version(filled)
    mend(filled)
    assert prove(filled).holds
    assert read(filled, "received", agency="TP").value == 2
    assert _version(filled) == version + 1


def _version(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.scalar(select(dataset.c.version)) or 0)


def test_the_command_ends_in_0_when_the_proof_holds(filled: Engine) -> None:
    done = _check(filled, "--prove")
    assert done.exit_code == 0, done.output
    assert "khớp từng ô" in done.output


def test_the_command_names_what_differs_and_ends_in_2(filled: Engine) -> None:
    _tamper(filled, update(MONTH).values(received=99))
    done = _check(filled, "--prove")
    assert done.exit_code == 2
    assert "dossier_month_agency: 2 ô" in done.output
    assert "received=99" in done.output
    assert "tamnhin check --mend" in done.output


def test_the_command_mends_and_proves_again(filled: Engine) -> None:
    _tamper(filled, delete(MONTH))
    assert _check(filled, "--mend").exit_code == 0
    assert _check(filled, "--prove").exit_code == 0


def test_of_many_differences_all_are_counted_and_a_few_shown(filled: Engine) -> None:
    load(filled, "dossiers", *(finished(f"x{n}", f"2024-06-{n:02} 10:00") for n in range(4, 25)))
    daily = CUBES["dossier_day_field"]
    held = len(_cells(filled)[daily.name])
    assert held > SHOWN
    _tamper(filled, update(daily).values(folded=daily.c.folded + 1))
    proof = prove(filled)
    assert proof.wrong == {daily.name: held}
    assert len(proof.shown) == SHOWN


def test_no_figure_is_told_from_rollups_that_a_new_program_must_build_anew(filled: Engine) -> None:
    held = read(filled, "resolved").value
    _tamper(filled, update(dataset).values(rollups_due=True), delete(MONTH))
    with pytest.raises(NotReady, match="--mend"):
        read(filled, "resolved")
    assert _check(filled).exit_code == 2
    assert _check(filled, "--mend").exit_code == 0
    assert read(filled, "resolved").value == held
