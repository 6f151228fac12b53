"""The other end of `forecast_worker`: starts it, and takes what it answers."""

from __future__ import annotations

from typing import Any

from metrics import own_process
from metrics.outlook_types import Foreseen, Question
from metrics.own_process import PATIENCE_SECONDS, answer_of

__all__ = ["PATIENCE_SECONDS", "foresee", "starting"]

_WORKER = "metrics.forecast_worker"


def starting() -> dict[str, Any]:
    """How the process is started."""
    return own_process.starting(_WORKER)


def foresee(question: Question) -> list[Foreseen]:
    """Raises TamNhinError when no answer comes."""
    found: list[Foreseen] = answer_of(_WORKER, question, vi="dự báo", en="forecasts")
    return found
