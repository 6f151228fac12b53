"""Scripts and style sheets, packed once at set-up as small as Brotli can: on the fly it would take
seconds. A packed file is named by what it holds, so it is never taken for another version's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import brotli

FOLDER, PLOTLY = "packed", "plotly.js"
BEST, WINDOW = 11, 24


def name_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def pack(files: Iterable[Path], into: Path) -> None:
    """Writes what is missing."""
    into.mkdir(parents=True, exist_ok=True)
    for file in files:
        content = file.read_bytes()
        packed = into / f"{name_of(content)}.br"
        if not packed.exists():
            packed.write_bytes(brotli.compress(content, quality=BEST, lgwin=WINDOW))
