"""Asks for known vulnerabilities of every package that is installed here, and says of how many it
could be asked: where the service cannot be reached nothing has been audited, and that is said.

python -m tests.dependencies           1 when a vulnerability is known
python -m tests.dependencies --all     1 also when a package could not be audited
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AT_MOST_SECONDS = 60
OURS = "tamnhin"


@dataclass(frozen=True, slots=True)
class Audit:
    """`known`: vulnerabilities, a line each; `unaudited`: packages that nothing is known of; `why`:
    what stood in the way of all of them."""

    audited: int
    unaudited: tuple[str, ...]
    known: tuple[str, ...]
    why: str = ""

    @property
    def told(self) -> str:
        every = self.audited + len(self.unaudited)
        lines = [*self.known, f"Audited {self.audited} of {every or 'all'} packages."]
        if self.unaudited or self.why:
            some = ", ".join(self.unaudited[:5]) + (" …" if len(self.unaudited) > 5 else "")
            lines.append(f"!!! NOT AUDITED: {len(self.unaudited) or 'all'} packages {some}".strip())
            lines.append(f"!!! {self.why}" if self.why else "!!! The service does not know them.")
        return "\n".join(lines)


def read(text: str) -> Audit:
    """What `pip-audit --format json` prints. Raises ValueError for anything else."""
    packages = [each for each in _packages(text) if each["name"] != OURS]
    skipped = tuple(each["name"] for each in packages if "skip_reason" in each)
    known = tuple(
        f"{each['name']} {each['version']}: {one['id']}, mended in"
        f" {', '.join(one['fix_versions']) or 'no version yet'}"
        for each in packages
        for one in each.get("vulns", ())
    )
    return Audit(audited=len(packages) - len(skipped), unaudited=skipped, known=known)


def _packages(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)
    if not isinstance(found, dict) or not isinstance(found.get("dependencies"), list):
        raise ValueError("no report of pip-audit")
    packages: list[dict[str, Any]] = found["dependencies"]
    return packages


def audit(options: Sequence[str] = (), *, seconds: float = AT_MOST_SECONDS) -> Audit:
    scanner = str(Path(sys.executable).with_name("pip-audit"))
    own = ["--local", "--skip-editable", "--format", "json", "--progress-spinner", "off"]
    command = [scanner, *own, "--timeout", "5", *options]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Audit(0, (), (), f"The service did not answer within {seconds:g} s.")
    try:
        return read(done.stdout)
    except ValueError:
        said = done.stderr.strip().splitlines() or ["pip-audit said nothing"]
        return Audit(0, (), (), said[-1])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.dependencies")
    parser.add_argument("--all", action="store_true", help="fail where one could not be audited")
    asked, options = parser.parse_known_args(arguments)
    found = audit(options)
    sys.stdout.write(f"{found.told}\n")
    missed = bool(found.unaudited or found.why)
    return 1 if found.known or (asked.all and missed) else 0


if __name__ == "__main__":
    sys.exit(main())
