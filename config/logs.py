"""Logs: lines for people before a terminal, or one JSON object a line for programs, in UTC."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from typing import Any, Literal

from pythonjsonlogger.json import JsonFormatter

from config.request_id import WithId

Log = Literal["text", "json"]
TEXT = "%(asctime)s %(levelname)s %(message)s"
TALKATIVE = ("apscheduler", "alembic")
_NAMES = {"asctime": "time", "levelname": "level", "name": "logger", "exc_info": "error"}
_VALUES = re.compile(r"DETAIL:.*")  # in which PostgreSQL repeats the values of a row


class JsonLines(JsonFormatter):
    def __init__(self) -> None:
        fields = ["asctime", "levelname", "name", "message"]
        super().__init__(fields, rename_fields=_NAMES, json_ensure_ascii=False)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        del datefmt
        moment = datetime.fromtimestamp(record.created, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {name: _without_values(value) for name, value in log_data.items()}


def set_up(log: Log) -> None:
    """For a process that runs as a service: everything that is logged, and Python's warnings."""
    logging.captureWarnings(True)
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if log == "json" else logging.Formatter(TEXT))
    handler.addFilter(WithId())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for talkative in TALKATIVE:
        logging.getLogger(talkative).setLevel(logging.ERROR)


def _without_values(value: Any) -> Any:
    return _VALUES.sub("DETAIL: …", value) if isinstance(value, str) else value
