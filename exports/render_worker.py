"""A process of its own that makes one file: a format's name and a briefing on its standard input,
the file on its output. It takes what renderers take, so that no server process does."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from config.settings import Settings
from exports.formats import format_named


def main() -> None:
    name, briefing = pickle.load(sys.stdin.buffer)  # noqa: S301 (of the process that started this)
    look = templates(Settings.from_env().config_dir).get(name, {})
    sys.stdout.buffer.write(format_named(name).render(briefing, **look))


def templates(folder: Path) -> dict[str, dict[str, bytes]]:
    """The province's own, by format."""
    slides = folder / "briefing.pptx"
    return {"pptx": {"template": slides.read_bytes()}} if slides.exists() else {}


if __name__ == "__main__":
    main()
