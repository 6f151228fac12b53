"""What is worked out in a process of its own: it lives for some seconds and takes what statsmodels
or scipy takes, so that no server process does (ADR 26)."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from threading import Lock
from time import monotonic
from typing import Any, Protocol

from config.settings import ROOT
from data_access.errors import TamNhinError

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 120.0
# Two cores serve pages meanwhile: small matrices gain nothing by threads.
_ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

_ONE_AT_A_TIME = Lock()  # of a server process: many wishes wait, rather than pages


class Answering(Protocol):
    """A question that travels, and knows who answers it: what it imports, it imports then."""

    def answered(self) -> Any: ...


def starting(module: str) -> dict[str, Any]:
    """How the process is started."""
    command = [sys.executable, "-m", module]
    return {"args": command, "cwd": ROOT, "env": os.environ | _ALONE}


def answer_of(module: str, question: object, *, vi: str, en: str) -> Any:
    """What `module` answers on its output to a question on its input. `vi`, `en`: what it is
    called. Raises TamNhinError when no answer comes."""
    began = monotonic()
    try:
        done = subprocess.run(
            input=pickle.dumps(question),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=True,
            **starting(module),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise TamNhinError(
            vi=f"Tiến trình {vi} không trả lời ({_last_line(error)})",
            en=f"The process that {en} gave no answer ({_last_line(error)})",
        ) from error
    log.info("Tiến trình %s: %.1f s / the process that %s", vi, monotonic() - began, en)
    return pickle.loads(done.stdout)  # noqa: S301 (of our own process)


def answered(question: Answering) -> Any:
    """By `Answering.answered` there. Raises the TamNhinError that it ended in."""
    with _ONE_AT_A_TIME:
        found = answer_of("metrics.own_process_worker", question, vi="tính toán", en="works it out")
    if isinstance(found, TamNhinError):
        raise found
    return found


def _last_line(error: Exception) -> str:
    told = getattr(error, "stderr", b"") or b""
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else str(error)
