"""What is read of pip-audit's report. The texts are its own, printed against services that knew a
vulnerability, that knew no package, and that could not be reached."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.dependencies import Audit, audit, main, read

KNOWN = """{"dependencies": [{"name": "click", "version": "8.5.1", "vulns": [{"id": "PYSEC-2026-1",
 "fix_versions": ["9.0"], "aliases": ["CVE-2026-1"], "description": "made up"}]}, {"name": "rich",
 "version": "15.0.0", "vulns": []}], "fixes": []}"""
UNKNOWN = """{"dependencies": [{"name": "click", "skip_reason": "Dependency not found on PyPI and
 could not be audited: click (8.5.1)"}, {"name": "rich", "skip_reason": "Dependency not found on
 PyPI and could not be audited: rich (15.0.0)"}, {"name": "tamnhin", "skip_reason": "distribution
 marked as editable"}], "fixes": []}"""
MADE_UP = {
    "id": "PYSEC-2026-1",
    "details": "made up",
    "affected": [
        {
            "package": {"name": "click", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99"}]}],
        }
    ],
}


def test_a_known_vulnerability_is_told_with_the_version_that_mends_it() -> None:
    found = read(KNOWN.replace("\n", ""))
    assert found == Audit(2, (), ("click 8.5.1: PYSEC-2026-1, mended in 9.0",))
    assert "Audited 2 of 2" in found.told
    assert "NOT AUDITED" not in found.told


def test_packages_that_were_not_audited_do_not_look_audited() -> None:
    found = read(UNKNOWN.replace("\n", ""))
    assert found == Audit(0, ("click", "rich"), ())
    assert "Audited 0 of 2 packages." in found.told
    assert "NOT AUDITED: 2 packages click, rich" in found.told


@pytest.mark.parametrize("text", ["", "Traceback", "[]", "{}", '{"dependencies": null}'])
def test_what_is_no_report_is_not_taken_for_a_good_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"report|Expecting"):
        read(text)


@pytest.fixture
def service() -> Iterator[str]:
    """Knows a vulnerability of click, and of nothing else."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = asked["package"]["name"] == "click"
            body = json.dumps({"vulns": [MADE_UP]} if known else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1/query"
    server.shutdown()


def test_the_real_scanner_fails_the_check_for_a_known_vulnerability(
    service: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--vulnerability-service", "osv", "--osv-url", service]) == 1
    said = capsys.readouterr().out
    assert "PYSEC-2026-1, mended in 99" in said
    assert "NOT AUDITED" not in said


def test_a_service_that_is_away_is_said_and_fails_only_when_all_are_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    nowhere = ["--vulnerability-service", "osv", "--osv-url", "http://127.0.0.1:9/v1/query"]
    assert main(nowhere) == 0
    assert "NOT AUDITED: all packages" in capsys.readouterr().out
    assert main(["--all", *nowhere]) == 1


def test_a_service_that_hangs_is_given_up() -> None:
    found = audit(seconds=0.05)
    assert (found.audited, found.known) == (0, ())
    assert "0.05 s" in found.told
