"""A process of its own for chDB: statements on standard input, the rows of each on its output. It
imports nothing else, so that it is there within half a second."""

from __future__ import annotations

import json
import sys
from typing import Any


def main() -> None:
    given = json.load(sys.stdin)
    try:
        from chdb.session import Session
    except ImportError:
        sys.exit("chDB is not installed: pip install --no-deps chdb-core (docs/scale.md)")
    session: Any = Session()  # type: ignore[no-untyped-call]
    session.query(f"SET max_memory_usage = {given['memory']}, max_threads = 2")
    try:
        said = [
            session.query(each, "JSONCompactEachRow").bytes().decode()
            for each in given["statements"]
        ]
    except Exception as error:  # noqa: BLE001 (of the engine, whatever it is, as one line)
        sys.exit(" ".join(str(error).split()))
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
