"""A process of its own that makes files: a format's name and a briefing on its standard input, the
file on its output, again and again until its input ends. It takes what renderers take, so that no
server process does."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from struct import Struct

from config.settings import Settings
from exports.formats import format_named

LENGTH = Struct(">Q")  # before each file: how many bytes it has


def main() -> None:
    looks = templates(Settings.from_env().config_dir)
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            name, briefing = pickle.load(asked)  # noqa: S301 (of the process that started this one)
        except EOFError:
            return
        made = format_named(name).render(briefing, **looks.get(name, {}))
        told.write(LENGTH.pack(len(made)))
        told.write(made)
        told.flush()


def templates(folder: Path) -> dict[str, dict[str, bytes]]:
    """The province's own, by format."""
    slides = folder / "briefing.pptx"
    return {"pptx": {"template": slides.read_bytes()}} if slides.exists() else {}


if __name__ == "__main__":
    main()
