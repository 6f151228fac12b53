"""Build: which version of the program serves, so that walls that are open for weeks notice a new
one."""

from __future__ import annotations

import hashlib
from functools import cache

from config.settings import ROOT

# What decides how an open page talks to its server.
_PARTS = ("assets/2-app/*.*", "components/*.py", "pages/**/*.py", "requirements.txt")


@cache
def build() -> str:
    digest = hashlib.sha256()
    for part in _PARTS:
        for file in sorted(ROOT.glob(part)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
