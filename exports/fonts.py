"""Be Vietnam Pro for pictures and PDFs: the fonts of the screens, as files that printers read.

`make install` puts them into assets/1-vendor as WOFF2. Neither matplotlib nor Typst reads that, so
they are unpacked once a process, into a folder that goes with it.
"""

from __future__ import annotations

from functools import lru_cache
from os import getpid
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.ttLib import TTFont

VENDOR = Path(__file__).parent.parent / "assets/1-vendor"
TEXT, FIGURES = "Be Vietnam Pro", "TN So"  # families; the second has ten digits of one width
WEIGHTS = (400, 500, 600)
_OPENED: list[TemporaryDirectory[str]] = []


class FontsMissing(RuntimeError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Thiếu phông chữ {path}: chạy 'make install'. / Missing font: run 'make install'."
        )


def folder() -> Path:
    """Where the TrueType files are: `bevietnampro-400.ttf`, `tnso-400.ttf`."""
    return _unpacked(getpid())  # a forked worker takes its folder with it when it ends


@lru_cache(maxsize=1)
def _unpacked(_process: int) -> Path:
    opened = TemporaryDirectory(prefix="tamnhin-fonts-")
    _OPENED.append(opened)  # it is deleted when nobody holds it any more
    into = Path(opened.name)
    for name in ("bevietnampro", "tnso"):
        for weight in WEIGHTS:
            _unpack(VENDOR / f"{name}-{weight}.woff2", into / f"{name}-{weight}.ttf")
    return into


def text_font(weight: int = 400) -> Path:
    return folder() / f"bevietnampro-{weight}.ttf"


def _unpack(source: Path, target: Path) -> None:
    if not source.exists():
        raise FontsMissing(source)
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    if target.name.startswith("tnso"):
        font["name"].setName(FIGURES, 1, 3, 1, 0x409)
    font.save(target)
