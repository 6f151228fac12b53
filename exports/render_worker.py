"""A process of its own that makes one file: a format's name and a briefing on its standard input,
the file on its output. It takes what renderers take, so that no server process does."""

from __future__ import annotations

import pickle
import sys

from exports.formats import format_named


def main() -> None:
    name, briefing = pickle.load(sys.stdin.buffer)  # noqa: S301 (of the process that started this)
    sys.stdout.buffer.write(format_named(name).render(briefing))


if __name__ == "__main__":
    main()
