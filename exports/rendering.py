"""From a briefing to a file: one at a time in each server process, by a process that is ended when
it hangs."""

from __future__ import annotations

import pickle
import subprocess
import sys
from threading import BoundedSemaphore

from config.settings import ROOT
from data_access.errors import TamNhinError
from exports.briefing import Briefing
from exports.formats import Format

PATIENCE_SECONDS = 60.0
QUEUE_SECONDS = 30.0
_TURN = BoundedSemaphore(1)
COMMAND = (sys.executable, "-m", "exports.render_worker")


class NotMade(TamNhinError):
    """The file could not be made; the figures are still on screen."""

    def __init__(self, format: Format, why: str) -> None:
        super().__init__(
            vi=f"Chưa tạo được tệp {format.label} ({why}). Hãy thử lại, hoặc chọn định dạng khác",
            en=f"The {format.label} file could not be made ({why}). Try again, or another format",
        )


def rendered(of: Briefing, format: Format) -> bytes:
    """Raises NotMade, also when others' files take too long to be made before it."""
    if not _TURN.acquire(timeout=QUEUE_SECONDS):
        raise NotMade(format, "quá nhiều người cùng xuất / too many at once")
    try:
        done = subprocess.run(  # noqa: S603 (our own process)
            COMMAND,
            cwd=ROOT,
            input=pickle.dumps((format.name, of)),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotMade(format, _last_line(error)) from error
    finally:
        _TURN.release()
    return done.stdout


def _last_line(error: Exception) -> str:
    told = getattr(error, "stderr", b"") or b""
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else str(error)
