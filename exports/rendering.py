"""From briefings to files: by a process that is ended when it hangs, one at a time in each server
process."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from tempfile import TemporaryFile
from threading import BoundedSemaphore, Timer
from types import TracebackType
from typing import IO, Self

from config.settings import ROOT, VAR
from data_access.errors import TamNhinError
from exports.briefing import Briefing
from exports.formats import Format
from exports.render_worker import LENGTH

PATIENCE_SECONDS = 60.0
QUEUE_SECONDS = 30.0
_TURN = BoundedSemaphore(1)
COMMAND = (sys.executable, "-m", "exports.render_worker")
# Where matplotlib keeps what it knows of typefaces: a service may have no home.
LETTERS = {"MPLCONFIGDIR": str(VAR / "matplotlib")}


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
        with Renderer() as renderer:
            return renderer.render(of, format)
    finally:
        _TURN.release()


class Renderer:
    """For many files, one after the other, without a new process for each."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience

    def __enter__(self) -> Self:
        self._said: IO[bytes] = TemporaryFile()
        self._process = subprocess.Popen(  # noqa: S603 (our own process)
            COMMAND,
            cwd=ROOT,
            env=os.environ | LETTERS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()
        self._said.close()

    def render(self, of: Briefing, format: Format) -> bytes:
        """Raises NotMade; after that this renderer is of no use."""
        process = self._process
        assert process.stdin
        assert process.stdout
        ends = Timer(self._patience, process.kill)
        ends.start()
        try:
            pickle.dump((format.name, of), process.stdin)
            process.stdin.flush()
            [length] = LENGTH.unpack(self._read(process.stdout, LENGTH.size))
            return self._read(process.stdout, length)
        except (OSError, EOFError) as error:
            raise NotMade(format, self._last_line() or str(error)) from error
        finally:
            ends.cancel()

    def _read(self, stream: IO[bytes], length: int) -> bytes:
        found = stream.read(length)
        if len(found) < length:
            raise EOFError("tiến trình đã dừng / the process has ended")
        return found

    def _last_line(self) -> str:
        self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""
