"""The other end of `forecast_worker`: starts it, and takes what it answers."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from typing import Any

from config.settings import ROOT
from data_access.errors import TamNhinError
from metrics.outlook_types import Foreseen, Question

PATIENCE_SECONDS = 120.0
# Two cores serve pages meanwhile: the small matrices of a forecast gain nothing by threads.
_ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def starting() -> dict[str, Any]:
    """How the process is started."""
    command = [sys.executable, "-m", "metrics.forecast_worker"]
    return {"args": command, "cwd": ROOT, "env": os.environ | _ALONE}


def foresee(question: Question) -> list[Foreseen]:
    """Raises TamNhinError when no answer comes."""
    try:
        done = subprocess.run(
            input=pickle.dumps(question),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=True,
            **starting(),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise TamNhinError(
            vi=f"Tiến trình dự báo không trả lời ({_last_line(error)})",
            en=f"The process that forecasts gave no answer ({_last_line(error)})",
        ) from error
    found: list[Foreseen] = pickle.loads(done.stdout)  # noqa: S301 (of our own process)
    return found


def _last_line(error: Exception) -> str:
    told = getattr(error, "stderr", b"") or b""
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else str(error)
