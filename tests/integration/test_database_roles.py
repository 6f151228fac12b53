"""A server whose role may write hardly anything: all that people do on screens still works, and
what it must not change it cannot."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
from sqlalchemy import select, text

from access import briefings, displays, keys, playlists, sessions
from access.accounts import account_named, change_account, make_account, set_password, verified
from access.audit import broken_at, newest
from access.doors import Doors
from access.links import make_link, spend
from access.roles import Role
from access.schema import metadata as doors_metadata
from access.store import Store
from config.access import read_access
from config.settings import ROOT
from data_access.engine import make_engine, reading
from data_access.errors import DatabaseReadOnly
from data_access.schema import dataset, metadata, target_changes, targets
from data_access.scope import EVERYTHING
from ingest.load import load_file
from tests.integration.conftest import settle_database
from tests.integration.faults.serving import KNOWN, ROWS, Service, service
from tests.integration.faults.state import rows_file
from tests.integration.rows import province
from tests.servers import postgres_binary

LOADER, WEB, DATABASE = "tamnhin_loader", "tamnhin_web", "roles_apart"
PASSWORD = "sông Gianh chảy chậm 7"
CHANGES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
EDITED = {
    "targets": {"INSERT", "DELETE"},
    "target_changes": {"INSERT"},
    "alert_events": {"INSERT"},
    "alert_outbox": {"INSERT"},
    "alerts": set[str](),  # some of its columns
    "dataset": set[str](),  # three of its columns
}


@dataclass(frozen=True, slots=True)
class Apart:
    loader: str
    web: str

    @property
    def doors(self) -> Doors:
        """As the server has them."""
        return Doors(store=Store(self.web), rules=read_access(ROOT / "config"))


@pytest.fixture(scope="module")
def apart(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """Made as docs/operations.md says."""
    with psycopg.connect(_plain(postgres_url), autocommit=True) as server:
        for role in (LOADER, WEB):
            server.execute(f"CREATE ROLE {role} LOGIN")
        server.execute(f"CREATE DATABASE {DATABASE} OWNER {LOADER}")
        address = postgres_url.removesuffix("/postgres").partition("@")[2]
        made = Apart(*(f"postgresql+psycopg://{r}@{address}/{DATABASE}" for r in (LOADER, WEB)))
        settle_database(made.loader)
        Store(made.loader).prepare()
        engine = make_engine(made.loader)
        file = rows_file(tmp_path_factory.mktemp("roles") / "rows.csv", ROWS)
        load_file(engine, "dossiers", file, province=province())
        engine.dispose()
        for _ in range(2):  # as often as one likes
            _grant(made.loader)
        yield made
        server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
        for role in (LOADER, WEB):
            server.execute(f"DROP ROLE {role}")


def _grant(url: str) -> None:
    file = ROOT / "config/postgresql_roles.sql"
    options = ["-v", "ON_ERROR_STOP=1", "-1", "-q", "-f", str(file), _plain(url)]
    command = [str(postgres_binary("psql")), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")


@pytest.fixture(scope="module")
def site(apart: Apart, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    log = tmp_path_factory.mktemp("served") / "log"
    with service(apart.web, log, more={"TAMNHIN_ACCESS": "closed"}) as made:
        yield made


@pytest.fixture
def person(apart: Apart, site: Service) -> Iterator[requests.Session]:
    """An officer, signed in by a link at the served site."""
    doors = apart.doors
    found = account_named(doors, "officer") or make_account(
        doors, "test", name="officer", shown="Cán bộ", role=Role.OFFICER
    )
    browser = requests.Session()
    browser.headers["Origin"] = site.url
    answer = browser.get(f"{site.url}{make_link(doors, 'test', found.id)}", timeout=60)
    assert answer.status_code == 200
    assert "/signin" not in answer.url
    yield browser
    browser.close()


def test_figures_answer(site: Service, person: requests.Session) -> None:
    assert person.get(f"{site.url}{KNOWN}", timeout=60).json()["value"] == ROWS
    assert person.get(f"{site.url}/", timeout=60).status_code == 200
    assert person.get(f"{site.url}/api/v1/quarantine.csv", timeout=60).status_code == 200


def test_signing_in_by_password_works(
    apart: Apart, site: Service, person: requests.Session
) -> None:
    new = {"new": PASSWORD, "again": PASSWORD, "now": PASSWORD}
    assert person.post(f"{site.url}/me/password", new, timeout=60).status_code == 200
    person.post(f"{site.url}/signout", timeout=60)
    assert person.get(f"{site.url}{KNOWN}", timeout=60).status_code == 401
    form = {"name": "officer", "password": PASSWORD}
    assert person.post(f"{site.url}/signin", form, timeout=60).status_code == 200
    assert person.get(f"{site.url}{KNOWN}", timeout=60).json()["value"] == ROWS
    assert broken_at(apart.doors) is None


def test_a_target_is_edited_on_its_page(
    apart: Apart, site: Service, person: requests.Session
) -> None:
    engine = make_engine(apart.loader)
    before = _version(apart)
    given = ("online_submit", "level:commune", "2024-01-01", "2024-12-31", "80", "QĐ 12", "")
    answer = person.post(
        f"{site.url}/_dash-update-component", json=_saving(site, person, given), timeout=60
    )
    assert answer.status_code == 200, answer.text
    assert "targets-edit-seen" in answer.json()["response"]
    with reading(engine) as connection:
        assert connection.execute(select(targets.c.value)).scalars().all() == [0.8]
        assert connection.execute(select(target_changes.c.who)).scalars().all() == ["officer"]
    engine.dispose()
    assert _version(apart) == before + 1
    assert "target changed" in {line.what for line in newest(apart.doors, 5)}


def _version(apart: Apart) -> int:
    with reading(make_engine(apart.web)) as connection:
        return int(connection.scalar(select(dataset.c.version)) or 0)


def _saving(site: Service, person: requests.Session, given: tuple[str, ...]) -> dict[str, Any]:
    """What the page sends when its form is saved."""
    known = json.loads(person.get(f"{site.url}/_dash-dependencies", timeout=60).text)
    one = next(each for each in known if "edit-said" in each["output"])
    outputs = [each.rpartition(".") for each in one["output"].strip(".").split("...")]
    values = iter(("", "", *given))
    return {
        "output": one["output"],
        "outputs": [{"id": id, "property": prop} for id, _, prop in outputs],
        "inputs": [
            each | {"value": 1 if each["id"].endswith("save") else None} for each in one["inputs"]
        ],
        "state": [each | {"value": next(values)} for each in one["state"]],
        "changedPropIds": [f"{one['inputs'][0]['id']}.n_clicks"],
    }


def test_everything_that_an_administrator_does_at_the_doors_works(apart: Apart) -> None:
    doors = apart.doors
    made = make_account(doors, "test", name="binh", shown="Bình", role=Role.VIEWER)
    set_password(doors, "test", made.id, PASSWORD)
    with pytest.raises(Exception, match="Tên hoặc mật khẩu"):
        verified(doors, "binh", "wrong")
    assert verified(doors, "binh", PASSWORD).id == made.id
    session = sessions.begin(doors, made.id, browser="test", how="test")
    found = sessions.viewer_of(doors, session, active=True)
    assert found
    sessions.end(doors, "test", found.token)
    assert spend(doors, make_link(doors, "test", made.id).rpartition("/")[2]) == made.id
    token, code = displays.await_pairing(doors, None)
    screen = displays.pair(doors, "test", code, name="Sảnh")
    assert displays.viewer_of(doors, token)
    displays.revoke(doors, "test", screen.id)
    playlists.keep(doors, "test", "sanh", {"screens": ["overview"]})
    playlists.keep(doors, "test", "sanh", {"screens": ["dossiers"]})
    assert playlists.drop(doors, "test", "sanh")
    briefings.keep(doors, "test", "sang", {"pages": ["/"]})
    briefings.keep(doors, "test", "sang", {"pages": ["/dossiers"]})
    assert briefings.drop(doors, "test", "sang")
    facts = {"name": "sang", "title": "", "filters": "", "scope": "province", "data_version": 1}
    number = briefings.remember(doors, "test", facts, b"told")
    assert briefings.body_of(doors, str(number), "province") == b"told"
    key = keys.make_key(doors, "test", name="kho")
    program = keys.viewer_of(doors, key)
    assert program
    keys.revoke(doors, "test", program.id)
    change_account(doors, "test", made.id, role=Role.LEADER, scope=EVERYTHING, closed=True)
    assert broken_at(doors) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossiers SET agency_code = agency_code",
        "DELETE FROM dossiers",
        "INSERT INTO dossiers SELECT * FROM dossiers",
        "UPDATE dossier_month SET received = received + 1",
        "DELETE FROM dossier_day",
        "TRUNCATE dossiers",
        "UPDATE targets SET value = 1",
        "UPDATE target_changes SET who = 'x'",
        "DELETE FROM target_changes",
        "UPDATE dataset SET identity = 'x'",
        "DELETE FROM alerts",
        "UPDATE alerts SET raised_at = NULL",
        "UPDATE alert_events SET who = 'x'",
        "DELETE FROM alert_outbox",
        "UPDATE alert_watch SET evaluated_at = now()",
        "DELETE FROM frozen",
        "DELETE FROM quarantine",
        "UPDATE alembic_version SET version_num = '0001'",
        "UPDATE access_version SET version_num = '0001'",
        "UPDATE audit SET who = 'x'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "DELETE FROM accounts",
        "DELETE FROM sessions",
        "DROP TABLE dossiers",
        "CREATE TABLE mine (a integer)",
    ],
)
def test_what_the_server_must_not_change_it_cannot(apart: Apart, statement: str) -> None:
    with (
        psycopg.connect(_plain(apart.web)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


def test_every_table_is_read_and_only_the_named_ones_are_written(apart: Apart) -> None:
    with psycopg.connect(_plain(apart.web)) as connection:
        for table in metadata.tables:
            allowed = {each for each in ("SELECT", *CHANGES) if _may(connection, table, each)}
            assert allowed == {"SELECT"} | EDITED.get(table, set()), table
        for table in doors_metadata.tables:
            assert _may(connection, table, "SELECT"), table
            assert not _may(connection, table, "TRUNCATE"), table


def _may(connection: psycopg.Connection[Any], table: str, what: str) -> bool:
    asked = connection.execute("SELECT has_table_privilege(%s, %s)", (table, what)).fetchone()
    return bool(asked and asked[0])


def test_a_load_by_the_wrong_role_says_so_and_changes_nothing(apart: Apart, tmp_path: Path) -> None:
    engine = make_engine(apart.web)
    file = rows_file(tmp_path / "rows.csv", ROWS + 5)
    with pytest.raises(DatabaseReadOnly, match="không có quyền"):
        load_file(engine, "dossiers", file, province=province())
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM dossiers")) == ROWS
    engine.dispose()
