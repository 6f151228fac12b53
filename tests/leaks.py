"""Looks for secrets in everything that is kept in the repository, and fails for each one that is
not marked in its line as none (`# pragma: allowlist secret`).

python -m tests.leaks
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from config.settings import ROOT

# What tests sign in with, at servers of their own that end with them; and the word itself.
NONE = (
    "test",
    "bench",
    "of a test",
    "sông Gianh chảy chậm 7",
    "password",
    "sai",
    "sai mật khẩu",
    "OF_MAIL",
)
VARIABLE = "TAMNHIN_[A-Z_]+"  # the name of what holds one


def kept(folder: Path) -> list[str]:
    """Names of the files that are in the repository, or are about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    return [name for name in found.split("\0") if name and (folder / name).is_file()]


def leaks(folder: Path) -> str:
    """What the scanner says, '' when it finds nothing."""
    known = "|".join([*map(re.escape, NONE), VARIABLE])
    scanner = Path(sys.executable).with_name("detect-secrets-hook")
    options = ["--cores", "2", "--exclude-secrets", f"^({known})$"]
    command: list[str | Path] = [scanner, *options, *kept(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    return done.stdout + done.stderr


def main() -> int:
    found = leaks(ROOT)
    sys.stdout.write(found or "Không thấy bí mật nào / No secrets found\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
