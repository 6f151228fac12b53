"""Traces for a collector of OpenTelemetry, where somebody wants them: of requests, and within each
of the statements that it led to. Nothing is imported otherwise."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import Any

from flask import Flask, request

from api.gate import BACKGROUND, HEALTH
from api.identity import ID
from api.request_log import shown_path
from data_access.engine import Engine

log = logging.getLogger(__name__)

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
NOT_TRACED = (BACKGROUND, *HEALTH, "/metrics", "/assets/", "/_dash-component-suites/")


def trace(server: Flask, engine: Engine) -> None:
    """In each worker for itself. Statements are told without what they are bound to, and requests
    without their query string."""
    if not os.environ.get(ENDPOINT):
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.instrumentation.flask import FlaskInstrumentor
        from opentelemetry.instrumentation.sqlalchemy import SQLAlchemyInstrumentor
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        log.warning(
            "%s được đặt nhưng thiếu gói: pip install -e '.[traces]' / packages are missing: %s",
            ENDPOINT,
            error,
        )
        return
    named = {"service.name": os.environ.get("OTEL_SERVICE_NAME") or "tamnhin"}
    provider = TracerProvider(resource=Resource.create(named))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    FlaskInstrumentor().instrument_app(
        server,
        tracer_provider=provider,
        excluded_urls=",".join(NOT_TRACED),
        request_hook=_told,
        response_hook=lambda span, _status, _headers: _told(span, request.environ),
    )
    # It names SQLAlchemy before 2.1 as what it knows; what it listens to is the same there.
    SQLAlchemyInstrumentor().instrument(
        engine=engine, tracer_provider=provider, skip_dep_check=True
    )


def _told(span: Any, environ: Mapping[str, Any]) -> None:
    """What somebody searched for is nobody else's; the id leads from a trace to the log. At the
    beginning, and once more at the end: the library writes the address again between the two."""
    path = shown_path(environ.get("PATH_INFO", ""))
    for name in ("http.target", "http.url", "url.full", "url.path"):
        span.set_attribute(name, path)
    span.set_attribute("url.query", "")
    span.set_attribute("tamnhin.request", str(environ.get(ID, "")))
