"""Files in one ZIP that is sent on as they are made: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from exports.still_zip import NEVER


class _Sink:
    """What a ZIP is written to that cannot be sought in."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._held.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        held, self._held = self._held, []
        return b"".join(held)


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """One piece a file, and what closes the ZIP. The same files are the same ZIP."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as into:  # type: ignore[call-overload]
        for name, data in files:
            into.writestr(ZipInfo(name, NEVER), data)
            yield sink.taken()
    yield sink.taken()
