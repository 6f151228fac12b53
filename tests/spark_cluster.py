"""A standalone Spark cluster on loopback: a master and workers in processes of their own."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyspark

from tests.servers import free_port

START_SECONDS = 180  # where much else runs
# On loopback; little is done by each of these processes, so that they need not be optimised.
OWN = {
    "SPARK_LOCAL_IP": "127.0.0.1",
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
# Nothing is compiled for a few rows, and nobody waits long for one who is dead.
QUICK = {
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.shuffle.io.maxRetries": "1",
    "spark.shuffle.io.retryWait": "1s",
}
HOME = Path(pyspark.__file__).parent


@dataclass(slots=True)
class Cluster:
    """`status` is the master's page, which tells of workers as JSON."""

    url: str
    folder: Path
    status: str
    master: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]

    def alive(self) -> int:
        """How many workers the master knows to be alive."""
        try:
            with urllib.request.urlopen(f"{self.status}/json/", timeout=5) as answer:
                told: str = answer.read().decode()
                return told.count('"state" : "ALIVE"')
        except (urllib.error.URLError, OSError):
            return 0

    def start_worker(self) -> None:
        number = len(self.workers)
        own = ["--host", "127.0.0.1", "--port", str(free_port()), "--webui-port", "0"]
        size = ["--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / f"work-{number}")]
        self.workers.append(
            _started(self.folder / f"worker-{number}.log", "worker.Worker", *own, *size, self.url)
        )

    def kill_worker(self, number: int) -> None:
        """With what runs in it: as a machine that is switched off."""
        worker = psutil.Process(self.workers[number].pid)
        for process in (worker, *worker.children(recursive=True)):
            process.kill()
        self.workers[number].wait(timeout=START_SECONDS)

    def wait_for(self, workers: int) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self.alive() < workers:
            assert time.monotonic() < deadline, self._logs()
            time.sleep(0.1)

    def _logs(self) -> str:
        return "\n".join(log.read_text() for log in sorted(self.folder.glob("*.log")))


@contextmanager
def spark_cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    port, page = free_port(), free_port()
    own = ["--host", "127.0.0.1", "--port", str(port), "--webui-port", str(page)]
    cluster = Cluster(
        url=f"spark://127.0.0.1:{port}",
        folder=folder,
        status=f"http://127.0.0.1:{page}",
        master=_started(folder / "master.log", "master.Master", *own),
        workers=[],
    )
    try:
        for _ in range(workers):
            cluster.start_worker()
        cluster.wait_for(workers)
        yield cluster
    finally:
        for process in (cluster.master, *cluster.workers):
            _ended(process)


def _started(log: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    with log.open("w") as output:
        return subprocess.Popen(
            [HOME / "bin/spark-class", f"org.apache.spark.deploy.{name}", *arguments],
            env=os.environ | OWN | {"SPARK_HOME": str(HOME)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def _ended(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        own = psutil.Process(process.pid)
        for each in (own, *own.children(recursive=True)):
            each.kill()
        process.wait(timeout=START_SECONDS)
