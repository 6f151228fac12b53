"""The `tamnhin` command in this process or in its own, on a database of a test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from click.testing import CliRunner

from cli import main
from config.settings import ROOT

DONE, NOTHING_DONE = 0, 2


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str


def run(url: str, *arguments: str) -> Done:
    """In this process, which is quicker."""
    done = CliRunner().invoke(main, list(arguments), env=_settings(url))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def start(
    url: str, *arguments: str, before: Callable[[], None] | None = None
) -> subprocess.Popen[str]:
    """A process of its own; `before` runs in it first."""
    return subprocess.Popen(
        [sys.executable, "-m", "cli", *arguments],
        env=os.environ | _settings(url),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
    )


def ended(process: subprocess.Popen[str], *, within: float = 60) -> Done:
    out, err = process.communicate(timeout=within)
    return Done(process.returncode, out, err)


def assert_nothing_done(done: Done, *said: str) -> None:
    """In two languages, and never by a traceback."""
    assert done.code == NOTHING_DONE, done
    assert done.out == ""
    assert "Traceback" not in done.err
    for text in said:
        assert text in done.err


def _settings(url: str) -> dict[str, str]:
    return {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
