"""Several nodes on loopback: `tamnhin serve` three times, one PostgreSQL, one Redis, and nginx in
front by the file that comes with the program."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import Engine

from access.accounts import make_account
from access.doors import Doors
from access.links import make_link
from access.store import Store, store_of
from config.access import read_access
from config.settings import ROOT
from data_access.engine import make_engine
from tests.integration.faults.serving import WITHIN, Service
from tests.servers import free_port

SECRET = "of all nodes"  # pragma: allowlist secret
NODES = 3
CONFIG = ROOT / "config/nginx.conf"
ADDRESS = "server 127.0.0.1:8050 max_fails=1 fail_timeout=2s;"
LEFT_OUT = (".venv", ".git", "var", "tests", "benchmarks", "docs", ".mypy_cache", ".ruff_cache")


@dataclass(slots=True)
class Client:
    """A browser or a program that asks one address, a node's or nginx's."""

    url: str
    session: requests.Session

    def at(self, url: str) -> Client:
        """The same person, elsewhere."""
        return Client(url, self.session)

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.session.get(self.url + path, timeout=WITHIN, allow_redirects=False, **more)

    def post(self, path: str, **more: Any) -> requests.Response:
        """As one of our own pages sends it."""
        heads = {"Origin": self.url, **more.pop("headers", {})}
        address = self.url + path
        more |= {"timeout": WITHIN, "allow_redirects": False}
        return self.session.post(address, headers=heads, **more)


@dataclass(frozen=True, slots=True)
class Cluster:
    url: str  # nginx's
    certificate: Path
    nodes: Sequence[Service]
    engine: Engine
    redis: str

    @property
    def doors(self) -> Doors:
        url = self.engine.url.render_as_string(hide_password=False)
        return Doors(store=Store(store_of(url)), rules=read_access(ROOT / "config"))

    def stranger(self, url: str) -> Client:
        session = requests.Session()
        session.trust_env, session.verify = False, str(self.certificate)
        return Client(url, session)

    def someone(self, role: str, url: str) -> Client:
        """Signed in by a link at this address."""
        doors, name = self.doors, f"{role}.{time.time_ns()}"
        made = make_account(doors, "test", name=name, shown="", role=role)
        found = self.stranger(url)
        assert found.get(make_link(doors, "test", made.id)).status_code == 303
        return found


def spawn(nodes: Sequence[Service]) -> None:
    """All at once; each is waited for."""
    for node in nodes:
        node.spawn()
    for node in nodes:
        node.wait()


@contextmanager
def cluster(url: str, redis: str, folder: Path) -> Iterator[Cluster]:
    ports = [free_port() for _ in range(NODES)]
    nodes = [
        Service(
            port=port,
            settings={
                "TAMNHIN_DATABASE_URL": url,
                "TAMNHIN_CACHE_URL": redis,
                "TAMNHIN_SECRET_KEY": SECRET,
                "TAMNHIN_PROXIES": "1",
                "TAMNHIN_PORT": str(port),
                "TAMNHIN_LOG": "json",
            },
            log=folder / f"node-{port}.log",
        )
        for port in ports
    ]
    nodes[-1].worker_count = 2
    engine = make_engine(url)
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        stack.callback(_stop, nodes)
        spawn(nodes)
        front, certificate = stack.enter_context(nginx(folder, ports))
        yield Cluster(front, certificate, nodes, engine, redis)


def _stop(nodes: Sequence[Service]) -> None:
    """All at once."""
    for node in nodes:
        if node.process:
            with suppress(ProcessLookupError):
                os.killpg(node.process.pid, signal.SIGTERM)
    for node in nodes:
        if node.process:
            node.stop()


@contextmanager
def nginx(folder: Path, ports: Sequence[int]) -> Iterator[tuple[str, Path]]:
    """The file that comes with the program; only addresses, ports and places are of this test."""
    certificate, key = _certificate(folder)
    port = free_port()
    text = CONFIG.read_text(encoding="utf-8")
    assert ADDRESS in text
    text = text.replace(ADDRESS, "\n".join(ADDRESS.replace("8050", str(each)) for each in ports))
    text = re.sub(r"listen \[::\].*", "", text)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    text = text.replace("/etc/ssl/tamnhin/fullchain.pem", str(certificate))
    text = text.replace("/etc/ssl/tamnhin/key.pem", str(key)).replace("/var/log/nginx", str(folder))
    (folder / "tamnhin.conf").write_text(text, encoding="utf-8")
    around = f"""
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/tamnhin.conf;
}}
"""
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    binary = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert binary, "nginx is missing: apt-get install nginx"
    with (folder / "nginx.out").open("ab") as log:
        process = subprocess.Popen(
            [binary, "-e", folder / "nginx-error.log", "-c", folder / "nginx.conf"],
            stdout=log,
            stderr=log,
        )
    try:
        _wait(process, f"https://127.0.0.1:{port}", certificate)
        yield f"https://127.0.0.1:{port}", certificate
    finally:
        process.terminate()
        process.wait(15)


def _wait(process: subprocess.Popen[bytes], url: str, certificate: Path) -> None:
    ends = time.monotonic() + WITHIN
    while time.monotonic() < ends and process.poll() is None:
        with suppress(requests.ConnectionError):
            requests.get(f"{url}/healthz", verify=str(certificate), timeout=5)
            return
        time.sleep(0.05)
    raise AssertionError("nginx does not start")


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    asked = ["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-days", "2"]
    asked += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=127.0.0.1"]
    asked += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key)]
    subprocess.run([*asked, "-out", str(certificate)], check=True, capture_output=True)
    return certificate, key


def new_version(folder: Path) -> Path:
    """The program with a line more, in a place of its own."""
    made = folder / "new"
    shutil.copytree(ROOT, made, ignore=shutil.ignore_patterns(*LEFT_OUT))
    with (made / "components/ids.py").open("a", encoding="utf-8") as file:
        file.write("\n# another version\n")
    return made
