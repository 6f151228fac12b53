"""Three provinces that really serve, and a nation that asks them: silent, changed on the way, back
again."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from access.current import command
from access.doors import Doors
from access.keys import make_key
from access.roles import Role
from access.store import Store, store_of
from config.access import read_access
from config.federation import read_federation
from config.settings import ROOT
from config.signing import identity
from data_access.engine import make_engine
from data_access.migrate import upgrade
from data_access.scope import EVERYTHING, Scope
from ingest.federation.pull import Outcome, pull
from pages.registry import all_pages
from tests.browser.site import Site, copy_of, served
from tests.integration.doors.house import house
from tests.integration.doors.test_roles import drawn
from tests.integration.federation.provinces import province_of

CODES = ("44", "46", "48")
SECRET = "of a test"
STILL = "UPDATE dataset SET clock_runs = 0"
NOTHING_TOLD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    code: str
    site: Site

    def key(self, role: Role = Role.NATION, scope: Scope = EVERYTHING) -> str:
        store = Store(store_of(f"sqlite:///{self.site.database}"))
        doors = Doors(store=store, rules=read_access(ROOT / "config"))
        return make_key(doors, command().who, name="nation", role=role, scope=scope)

    def get(self, path: str, key: str) -> requests.Response:
        headers = {"Authorization": f"Bearer {key}"}
        return requests.get(f"{self.site.url}{path}", headers=headers, timeout=20)


@dataclass(slots=True)
class Nation:
    folder: Path
    provinces: Mapping[str, Province]
    keys: dict[str, str]
    addresses: dict[str, str]

    @property
    def database(self) -> Path:
        return self.folder / "nation.db"

    @property
    def config(self) -> Path:
        return self.folder / "config"

    def write(self) -> None:
        entries = [
            f'[[provinces]]\ncode = "{code}"\naddress = "{self.addresses[code]}"\n'
            f'page = "https://{code}.example.vn"\nkey = "env:KEY_{code}"\n'
            f'public_key = "{identity(SECRET)}"\nstale_after = "90d"\n'
            for code in self.provinces
        ]
        (self.config / "federation.toml").write_text("\n".join(entries))

    def ask(self) -> dict[str, Outcome]:
        engine = make_engine(f"sqlite:///{self.database}")
        upgrade(engine)
        environ = {f"KEY_{code}": key for code, key in self.keys.items()}
        found = pull(engine, read_federation(self.config), environ=environ)
        engine.dispose()
        return {each.code: each for each in found}

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cli", *arguments],
            env=self._environment(), cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        kept = {n: v for n, v in os.environ.items() if not n.startswith("TAMNHIN_")}
        keys = {f"KEY_{code}": key for code, key in self.keys.items()}
        ours = {"TAMNHIN_DATABASE_URL": f"sqlite:///{self.database}", "TAMNHIN_SECRET_KEY": "n"}
        return {**kept, **keys, **ours, "TAMNHIN_CONFIG": str(self.config)}

    def page(self) -> str:
        """The living page, as Dash asks for it."""
        server = house(
            f"sqlite:///{self.database}", config_dir=self.config, access="open",
            cache_dir=self.folder / "cache",
        ).server  # fmt: skip
        asked = "?from=2024-01-01&to=2024-12-31"
        return drawn(server.test_client(), all_pages()["/nation"], asked)


@pytest.fixture(scope="module")
def provinces(
    offices_only: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Province]]:
    folder = tmp_path_factory.mktemp("live")
    with ExitStack() as stack, ThreadPoolExecutor(len(CODES)) as pool:
        entered = pool.map(lambda code: _enter(stack, offices_only, folder, code), CODES)
        yield {each.code: each for each in entered}


def _enter(stack: ExitStack, offices: Path, folder: Path, code: str) -> Province:
    own = folder / code
    config = shutil.copytree(ROOT / "config", own / "config")
    file = config / "province.toml"
    file.write_text(file.read_text().replace('code = "44"', f'code = "{code}"', 1))
    made = province_of(offices, code, dossiers=150)
    made.engine.dispose()
    database = copy_of(Path(str(made.engine.url.database)), own / "province.db", STILL)
    site = stack.enter_context(served(database, access="closed", config=config))
    return Province(code=code, site=site)


@pytest.fixture
def nation(tmp_path: Path, provinces: Mapping[str, Province]) -> Nation:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    made = Nation(
        folder=tmp_path,
        provinces=provinces,
        keys={code: each.key() for code, each in provinces.items()},
        addresses={code: each.site.url for code, each in provinces.items()},
    )
    made.write()
    return made


def test_three_provinces_are_told_once_and_then_only_what_is_new(
    nation: Nation, provinces: Mapping[str, Province], tmp_path: Path
) -> None:
    """By the command, and with what came in since."""
    done = nation.command("federate", "--json")
    assert done.returncode == 0, done.stderr
    first = {each["code"]: each for each in json.loads(done.stdout)}
    assert all(each["heard"] and each["changed"] for each in first.values())
    assert all(each["months"] > 20 for each in first.values())
    again = nation.ask().values()
    assert not any(each.error or each.changed or each.months or each.bytes for each in again)
    file = tmp_path / "one.csv"
    file.write_text(
        "code,agency_code,field,channel,state,received_at\n"
        "one-more,H46.02,Đất đai,online,4,2024-03-05 08:00\n"
    )
    assert provinces["46"].site.load("dossiers", file).returncode == 0
    third = nation.ask()
    assert [code for code, each in third.items() if each.changed] == ["46"]
    assert third["46"].months <= 3  # its own, and what it leaves open
    assert 0 < third["46"].bytes < first["46"]["bytes"] / 3


def test_a_province_that_dies_is_shown_as_silent_with_its_figures_and_heals(
    nation: Nation, provinces: Mapping[str, Province]
) -> None:
    nation.ask()
    assert "3 trong 34 tỉnh có trong số cả nước" in nation.page()
    site = provinces["48"].site
    site.stop()
    try:
        found = nation.ask()
        assert [code for code, each in found.items() if each.error] == ["48"]
        page = nation.page()
        assert "Im lặng từ" in page
        assert "Không hỏi được" in page
        assert "3 trong 34 tỉnh có trong số cả nước" in page  # its last figures still hold
        key = nation.keys.pop("46")
        checked = " ".join(nation.command("check").stdout.split())
        assert "Im lặng từ" in checked
        assert "Biến môi trường 'KEY_46' chưa có khóa" in checked
        assert "KEY_44" not in checked
        nation.keys["46"] = key
    finally:
        site.start()
    assert not nation.ask()["48"].error
    assert "Im lặng từ" not in nation.page()


@contextmanager
def between(
    url: str, change: Callable[[int, bytes], tuple[int, bytes]]
) -> Iterator[tuple[str, list[int]]]:
    """A proxy that changes what passes through it; and the answers that it saw."""
    seen: list[int] = []

    class Passing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {n: v for n, v in self.headers.items() if n.lower() != "host"}
            answer = requests.get(url + self.path, headers=headers, timeout=20)
            status, body = change(answer.status_code, answer.content)
            seen.append(answer.status_code)
            self.send_response(status)
            if "Tamnhin-Signature" in answer.headers:
                self.send_header("Tamnhin-Signature", answer.headers["Tamnhin-Signature"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_what_is_changed_on_its_way_is_refused_and_what_was_there_stays(nation: Nation) -> None:
    nation.ask()
    own, key = nation.addresses["44"], nation.keys["44"]

    def frozen(_status: int, _body: bytes) -> tuple[int, bytes]:
        return 304, b""

    with between(own, frozen) as (address, seen):
        nation.addresses["44"], nation.keys["44"] = address, "tn_none"
        nation.write()
        found = nation.ask()
    assert seen == [401]
    assert "Chữ ký không đúng" in said(found["44"])

    def doubled(status: int, body: bytes) -> tuple[int, bytes]:
        return status, body.replace(b'"received":', b'"received":1', 1)

    with between(own, doubled) as (address, _):
        nation.addresses["44"], nation.keys["44"] = address, key
        nation.write()
        _forget_tag(nation, "44")
        found = nation.ask()
    assert "Chữ ký không đúng" in said(found["44"])
    page = nation.page()
    assert "Chữ ký không đúng" in page
    assert "Không nhận được" in page
    assert "3 trong 34 tỉnh có trong số cả nước" in page
    nation.addresses["44"] = own
    nation.write()
    assert not nation.ask()["44"].error


def said(of: Outcome) -> str:
    return of.error.vi if of.error else ""


def _forget_tag(nation: Nation, code: str) -> None:
    """So that all is told anew."""
    with sqlite3.connect(nation.database) as connection:
        connection.execute("UPDATE federated_provinces SET tag = '' WHERE code = ?", (code,))


def test_a_key_of_the_nation_opens_cubes_of_its_province_and_nothing_else(
    provinces: Mapping[str, Province], nation: Nation
) -> None:
    hue, quang_tri = provinces["46"], provinces["44"]
    key = nation.keys["46"]
    assert hue.get("/api/v1/cubes", key).status_code == 200
    for path in ("/api/v1/figures/on_time", "/api/v1/rows/received", "/api/v1/sources", "/nation"):
        assert hue.get(path, key).status_code == 403, path
    assert quang_tri.get("/api/v1/cubes", key).status_code == 401
    assert hue.get("/api/v1/cubes", hue.key(Role.OFFICER)).status_code == 403
    assert hue.get("/api/v1/cubes?since=x", key).status_code == 400
    assert hue.get("/api/v1/cubes?nonce=%20", key).status_code == 400
    nation.keys["46"] = hue.key(scope=Scope.named("district:450"))
    nation.keys["44"] = "tn_revoked"
    found = nation.ask()
    assert "district:450" in said(found["46"])
    assert "không nhận khóa" in said(found["44"])
    assert not found["48"].error


def test_an_installation_without_provinces_has_no_such_page_and_says_what_to_do(
    nation: Nation,
) -> None:
    (nation.config / "federation.toml").write_text("")
    done = nation.command("federate")
    assert done.returncode == NOTHING_TOLD
    assert "[[provinces]]" in done.stderr
    assert nation.command("federate", "--identity").stdout.strip() == identity("n")
