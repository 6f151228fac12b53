"""A browser that nobody listens to but for what is asked: its protocol over a pipe.

Playwright listens to a page's network, so the renderer keeps the body of every answer for it (up to
some hundred MB): what is measured then is the ear, not the wall.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.browser.site import ARGUMENTS

END = b"\0"


class BareBrowser:
    """One tab. `send` asks the tab, `evaluate` gives what an expression is."""

    def __init__(self, process: subprocess.Popen[bytes], write: int, read: int) -> None:
        self.process, self._write, self._read = process, write, read
        self._number, self._left, self._session = 0, b"", ""

    def open(self, url: str, *, before: str) -> None:
        """`before`: a script that runs before any of the page."""
        made = self._ask("Target.createTarget", {"url": "about:blank"})
        attached = {"targetId": made["targetId"], "flatten": True}
        self._session = self._ask("Target.attachToTarget", attached)["sessionId"]
        self.send("Page.enable")
        self.send("Page.setBypassCSP", enabled=True)
        self.send("Page.addScriptToEvaluateOnNewDocument", source=before)
        self.send("Performance.enable")
        self.send("Page.navigate", url=url)

    def send(self, method: str, **given: Any) -> dict[str, Any]:
        return self._ask(method, given, self._session)

    def evaluate(self, expression: str) -> Any:
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    def _ask(self, method: str, given: dict[str, Any], session: str = "") -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": given}
        message |= {"sessionId": session} if session else {}
        os.write(self._write, json.dumps(message).encode() + END)
        while True:
            found = json.loads(self._next())
            if found.get("id") == self._number:
                if "error" in found:
                    raise RuntimeError(f"{method}: {found['error']['message']}")
                answer: dict[str, Any] = found["result"]
                return answer

    def _next(self) -> bytes:
        """What comes unasked is read past."""
        while END not in self._left:
            more = os.read(self._read, 1 << 16)
            if not more:
                raise RuntimeError("the browser has gone")
            self._left += more
        found, _, self._left = self._left.partition(END)
        return found


@contextmanager
def bare_browser(width: int, height: int, *more: str) -> Iterator[BareBrowser]:
    """`more`: of the browser's own switches."""
    binary = shutil.which("chromium")
    assert binary, "Chromium is missing: apt-get install chromium"
    with tempfile.TemporaryDirectory() as profile:
        to_us, from_us = os.pipe(), os.pipe()
        size = f"--window-size={width},{height}"
        process = subprocess.Popen(
            [
                "bash", "-c", f'exec "$@" 3<&{from_us[0]} 4>&{to_us[1]}', "bash",
                binary, "--headless=new", "--remote-debugging-pipe", "--hide-scrollbars",
                f"--user-data-dir={profile}", size, *ARGUMENTS, *more,
            ],
            pass_fds=(from_us[0], to_us[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(from_us[0])
        os.close(to_us[1])
        try:
            yield BareBrowser(process, from_us[1], to_us[0])
        finally:
            _end(process, Path(profile))
            os.close(from_us[1])
            os.close(to_us[0])


def _end(process: subprocess.Popen[bytes], profile: Path) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=15)
    if process.poll() is None:
        process.kill()
        process.wait()
    for _ in range(50):  # its last processes still write there
        shutil.rmtree(profile, ignore_errors=True)
        if not profile.exists():
            break
    profile.mkdir(exist_ok=True)
