"""Any node is as good as any other, and one that dies or is replaced is missed by nobody."""

from __future__ import annotations

import re
import signal
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, sleep

import pytest
import redis
from click.testing import CliRunner
from sqlalchemy import select

from access.displays import LETTERS
from access.keys import make_key
from cli import main
from config.alerts import read_alerts
from config.settings import ROOT
from data_access.engine import reading
from data_access.schema import alerts
from ingest.load import load_file
from tests.browser.conftest import Visitor
from tests.integration.alerts.watching import incident, look
from tests.integration.doors.test_alerts import pressed
from tests.integration.faults.serving import KNOWN, ROWS, VERSION, WITHIN
from tests.integration.faults.state import rows_file
from tests.integration.nodes.cluster import Client, Cluster, new_version
from tests.integration.nodes.hammer import UPDATE, Heard, hammering
from tests.integration.rows import load, province
from tests.servers import free_port

SERIOUS = tuple(r for r in read_alerts(ROOT / "config").rules if r.name == "incident_serious")
HAMMERS = 4
HEALED_WITHIN = 30.0  # seconds after the cause is gone
FAR = "203.0.113.77"
ANEW = "build => !window.loadedBefore && document.documentElement.dataset.build === build"
SHOWN = "count => document.querySelector('[data-metric=received]')?.textContent.includes(count)"


def test_who_has_signed_in_on_one_is_signed_in_on_all_until_the_end_on_one(nodes: Cluster) -> None:
    first, second, third = (node.url for node in nodes.nodes)
    person = nodes.someone("viewer", first)
    assert [person.at(each).get("/dossiers").status_code for each in (second, third)] == [200, 200]
    person.at(second).post("/signout")
    assert person.at(third).get("/dossiers").status_code == 303


def test_what_one_has_computed_the_others_find(nodes: Cluster) -> None:
    store = redis.Redis.from_url(nodes.redis)
    asked = f"{KNOWN}&channel=online"
    person = nodes.someone("viewer", nodes.nodes[0].url)
    figures, kept = [], []
    for node in nodes.nodes:
        figures.append(person.at(node.url).get(asked).json())
        kept.append({key for key in store.keys("tamnhin:*") if b":lock:" not in key})
    assert figures[0] == figures[1] == figures[2]
    assert kept[0] == kept[1] == kept[2]


def test_what_is_loaded_is_told_by_all(nodes: Cluster, tmp_path: Path) -> None:
    person = nodes.someone("viewer", nodes.nodes[0].url)
    before = {person.at(node.url).get(VERSION).json()["data_version"] for node in nodes.nodes}
    rows = rows_file(tmp_path / "more.csv", 10, state=5)
    report = load_file(nodes.engine, "dossiers", rows, province=province())
    after = {person.at(node.url).get(VERSION).json()["data_version"] for node in nodes.nodes}
    assert len(before) == 1
    assert after == {report.data_version} != before


def test_knocks_are_counted_once_for_all_nodes(nodes: Cluster) -> None:
    allowed = int(nodes.doors.rules.sign_in_limit.split()[0])
    heads = {"X-Forwarded-For": FAR}
    said = []
    for turn in range(allowed + 3):
        node = nodes.nodes[turn % len(nodes.nodes)]
        said.append(nodes.stranger(node.url).get("/pair", headers=heads).status_code)
    assert said == [200] * allowed + [429] * 3


def test_a_wall_that_is_paired_by_one_shows_on_another(nodes: Cluster) -> None:
    first, second, third = (node.url for node in nodes.nodes)
    screen = nodes.stranger(first)
    code = _code(screen)
    _pair(nodes.someone("administrator", second), code)
    assert screen.at(third).get("/pair").headers["Location"] == "/wall"
    assert screen.at(second).get("/wall").status_code == 200


def test_an_alert_that_is_acknowledged_on_one_is_so_on_all(nodes: Cluster) -> None:
    load(nodes.engine, "incidents", incident())
    look(nodes.engine, replace(read_alerts(ROOT / "config"), rules=SERIOUS))
    with reading(nodes.engine) as connection:
        number = connection.scalar(select(alerts.c.id))
    assert number
    leader = nodes.someone("leader", nodes.nodes[0].url)
    told = leader.get("/_dash-dependencies").text
    given = {"who": "Lan", "note": "Đã gọi trực ban"}
    body = pressed(told, "acknowledge", number, **given)
    assert leader.post(UPDATE, json=body).status_code == 200
    for node in nodes.nodes:
        assert "Đã gọi trực ban" in leader.at(node.url).get(f"/alerts?alert={number}").text


def test_workers_of_a_node_count_together_and_check_asks_each_node(nodes: Cluster) -> None:
    node = nodes.nodes[-1]
    assert len(node.workers()) == 2
    asked = 'tamnhin_request_seconds_count{route="export",status="4xx"}'
    stranger = nodes.stranger(node.url)

    def counted() -> set[float]:
        """By whichever worker answers."""
        found = set()
        for _ in range(8):
            lines = stranger.get("/metrics").text.splitlines()
            found.add(sum(float(line.split()[1]) for line in lines if line.startswith(asked)))
        return found

    [before] = counted()
    for _ in range(12):
        assert nodes.stranger(node.url).get("/api/v1/quarantine.csv").status_code == 401
    assert counted() == {before + 12}
    silent = f"http://127.0.0.1:{free_port()}"
    servers = [part for each in nodes.nodes for part in ("--server", each.url)]
    done = CliRunner().invoke(main, ["check", *servers, "--server", silent], env=node.settings)
    assert silent in done.stdout
    assert "không trả lời" in done.stdout
    assert "/metrics" not in done.stdout  # all others told of themselves


def test_one_is_killed_and_all_are_replaced_by_a_new_version_and_nobody_notices_but_the_wall(
    nodes: Cluster, visit: Visitor, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made, before = new_version(tmp_path_factory.mktemp("new")), _builds(nodes)  # outlives the test
    page = visit(_Front(nodes.url), "/pair", size=(1920, 1080), settle=False)
    _pair(nodes.someone("administrator", nodes.url), page.locator(".code").inner_text())
    page.wait_for_url("**/wall")
    page.wait_for_selector("[data-metric=received]", state="attached")
    page.evaluate("window.loadedBefore = true")
    victim, *others = nodes.nodes
    with ExitStack() as stack:
        stack.callback(_put_back, nodes)
        heard = stack.enter_context(hammering(_clients(nodes)))
        _for_a_while(heard)
        moment = monotonic()
        for process in victim.processes():
            process.kill()
        _for_a_while(heard)
        victim.root = made
        victim.start()
        _for_a_while(heard)
        for node in others:
            node.root = made
            assert node.process
            node.process.send_signal(signal.SIGTERM)  # its master alone, as systemd does
            assert node.process.wait(WITHIN) == 0
            _for_a_while(heard)
            node.start()
        _for_a_while(heard)
    for failure in heard.failed:  # what the killed one was just about to answer, and no more
        assert failure.began <= moment + 0.1 <= failure.ended + 0.2, failure
        assert failure.verb == "POST", failure
    assert len(heard.failed) <= HAMMERS
    after = _builds(nodes)
    assert len(before) == len(after) == 1
    assert before != after
    rows = rows_file(tmp_path / "late.csv", 7, first=ROWS)
    load_file(nodes.engine, "dossiers", rows, province=province())
    page.wait_for_function(ANEW, arg=after.pop(), timeout=HEALED_WITHIN * 1000)
    page.wait_for_function(SHOWN, arg=str(ROWS + 7), timeout=HEALED_WITHIN * 1000)


@dataclass(frozen=True, slots=True)
class _Front:
    url: str


def _put_back(nodes: Cluster) -> None:
    """The version of the checkout, for whoever comes after."""
    for node in nodes.nodes:
        node.root = ROOT


def _clients(nodes: Cluster) -> list[Client]:
    """Each another person, so that they are led to different nodes."""
    made = []
    for number in range(HAMMERS):
        client = nodes.stranger(nodes.url)
        key = make_key(nodes.doors, "test", name=f"hammer-{number}")
        client.session.headers["Authorization"] = f"Bearer {key}"
        made.append(client)
    return made


def _for_a_while(heard: Heard) -> None:
    """Until everybody was answered some times."""
    before, ends = len(heard.answered), monotonic() + WITHIN
    while len(heard.answered) < before + 5 * HAMMERS:
        assert monotonic() < ends
        sleep(0.05)


def _builds(nodes: Cluster) -> set[str]:
    person = nodes.someone("viewer", nodes.nodes[0].url)
    return {str(person.at(node.url).get(VERSION).headers["Build"]) for node in nodes.nodes}


def _code(screen: Client) -> str:
    found = re.search(rf'class="code">([{LETTERS}]+)<', screen.get("/pair").text)
    assert found
    return found[1]


def _pair(administrator: Client, code: str) -> None:
    form = {"code": code, "name": "Phòng họp", "scope": "province"}
    assert administrator.post("/admin/displays/pair", data=form).status_code in (200, 303)
