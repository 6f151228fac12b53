"""Files at an address that may be a pattern: those that are new or changed, as they came."""

from __future__ import annotations

import glob
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from data_access.errors import TamNhinError
from ingest.files.trouble import missing

_SETTLED_SECONDS = 5.0
_BLOCK = 1 << 20


class Folder:
    """Remembers what files hold, not when they were written: a file that is copied again without
    a change is not loaded again. A file that was touched just now may still be being written, and
    is left for the next time."""

    def __init__(self, address: str) -> None:
        self._address = address
        parts = Path(address).parts
        plain = [not glob.has_magic(part) for part in parts].index(False) if self._many else 0
        self._folder, self._pattern = Path(*parts[:plain]), str(Path(*parts[plain:]))
        self._hashes: dict[Path, tuple[tuple[int, int], str]] = {}

    def files(self) -> list[tuple[Path, str]]:
        """With the hash of what they hold; the one that came first goes first. Raises TamNhinError
        when the file, or the folder of the pattern, is not there."""
        try:
            return [(path, self._hash(path)) for path in self._settled()]
        except OSError as error:
            raise missing(Path(str(error.filename or self._address))) from error

    @property
    def _many(self) -> bool:
        return glob.has_magic(self._address)

    def _settled(self) -> Iterator[Path]:
        found = self._found() if self._many else [Path(self._address)]
        before = time.time() - _SETTLED_SECONDS
        by_time = sorted((path.stat().st_mtime, path) for path in found)
        return (path for changed, path in by_time if changed <= before)

    def _found(self) -> list[Path]:
        if self._folder.is_dir():
            return [path for path in self._folder.glob(self._pattern) if path.is_file()]
        raise TamNhinError(
            vi=f"Không có thư mục '{self._folder}' của '{self._address}'. Kiểm tra đường dẫn và ổ"
            " đĩa mạng.",
            en=f"There is no folder '{self._folder}' of '{self._address}'. Check the path and the"
            " network drive.",
        )

    def _hash(self, path: Path) -> str:
        stat = path.stat()
        mark = stat.st_mtime_ns, stat.st_size
        known = self._hashes.get(path)
        if known is None or known[0] != mark:
            digest = hashlib.sha256()
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
            self._hashes[path] = mark, digest.hexdigest()
        return self._hashes[path][1]
