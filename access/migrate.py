"""The doors' own tables, brought up to date by hand: where the server that would do it by itself
may not make tables.

python -m access.migrate
"""

from __future__ import annotations

import sys

from access.store import Store, store_of
from config.settings import Settings
from data_access.errors import TamNhinError


def main() -> int:
    try:
        Store(store_of(Settings.from_env().database_url)).prepare()
    except TamNhinError as error:
        sys.stderr.write(f"{error.vi}\n{error.en}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
