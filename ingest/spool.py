"""Chunks of a source that answers slowly, kept until it is the writer's turn: nobody else waits
while a network does."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator

from data_access.errors import TamNhinError
from ingest.chunks import RawChunk


class Spool:
    """Reads `chunks` to their end at once: the first into memory, the others to disk."""

    def __init__(self, chunks: Iterable[RawChunk]) -> None:
        self._first: RawChunk | None = None
        self._others = 0
        self._file = tempfile.TemporaryFile(prefix="tamnhin-")  # noqa: SIM115  (until `close`)
        try:
            for chunk in chunks:
                self._keep(chunk)
        except OSError as error:
            raise TamNhinError(
                vi=f"Không ghi được tệp tạm ở {tempfile.gettempdir()}: {error}. Giải phóng dung"
                " lượng, hoặc đặt TMPDIR.",
                en=f"Cannot write a temporary file in {tempfile.gettempdir()}: {error}. Free some"
                " space, or set TMPDIR.",
            ) from error

    def chunks(self) -> Iterator[RawChunk]:
        if self._first is not None:
            yield self._first
        self._file.seek(0)
        for _ in range(self._others):
            yield pickle.load(self._file)  # noqa: S301  (written by this very object)

    def close(self) -> None:
        self._file.close()

    def _keep(self, chunk: RawChunk) -> None:
        if self._first is None:
            self._first = chunk
        else:
            pickle.dump(chunk, self._file, protocol=pickle.HIGHEST_PROTOCOL)
            self._others += 1
