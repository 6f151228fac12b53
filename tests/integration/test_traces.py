"""Traces reach a collector of OpenTelemetry, with a request's statements and without its secrets;
without one nothing of it is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from config.settings import ROOT

SEARCHED = "nguyen-van-an-0912345678"
PROGRAM = f"""
import sys
from app import create_app
from config.settings import Settings

server = create_app(Settings.from_env()).server
answer = server.test_client().get("/api/v1/sources?q={SEARCHED}")
assert answer.status_code == 200, answer.text
print(answer.headers["X-Request-ID"])
print(sorted(name for name in sys.modules if name.startswith("opentelemetry.instr"))[:1])
"""


@contextmanager
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """Its address, and what it was sent."""
    taken: list[bytes] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/traces"
            taken.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", taken
    finally:
        server.shutdown()


def run(url: str, **more: str) -> list[str]:
    """What the program prints; at its end it sends what waits."""
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test", "TAMNHIN_ACCESS": "open"}
    command = [sys.executable, "-c", PROGRAM]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    done = subprocess.run(
        command, cwd=ROOT, env=kept | settings | more, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


def test_a_request_is_traced_with_its_statements_and_without_what_was_searched(
    settled_sqlite: str,
) -> None:
    with collector() as (address, taken):
        more = {"OTEL_EXPORTER_OTLP_ENDPOINT": address, "OTEL_EXPORTER_OTLP_COMPRESSION": "none"}
        id, imported, *_ = run(settled_sqlite, **more)
    assert imported != "[]"
    sent = [ExportTraceServiceRequest.FromString(each) for each in taken]
    spans = [
        span
        for request in sent
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    [asked] = [span for span in spans if "/api/v1/sources" in span.name]
    told = {each.key: each.value.string_value for each in asked.attributes}
    assert told["tamnhin.request"] == id
    statements = [span for span in spans if span.parent_span_id == asked.span_id]
    assert len(statements) >= 2
    assert {span.trace_id for span in statements} == {asked.trace_id}
    assert SEARCHED.encode() not in b"".join(taken)


def test_without_a_collector_nothing_of_it_is_imported(settled_sqlite: str) -> None:
    assert run(settled_sqlite)[1] == "[]"
