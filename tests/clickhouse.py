"""ClickHouse's HTTP interface over chDB, which is the same engine: on a free port of loopback, in a
process of its own. It knows what a program needs that puts rows in and asks: users, a database,
`query` beside a body, formats, who may only read, and errors with their status.

python -m tests.clickhouse FOLDER     prints its port, serves until it is killed
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from config.settings import ROOT

USER, KEY = "tamnhin", "mật khẩu"
_INSERT, _PARQUET = "INSERT INTO ", " FORMAT Parquet"


@contextmanager
def clickhouse(folder: Path) -> Iterator[str]:
    """The address of a server that holds an empty database."""
    command = [sys.executable, "-m", "tests.clickhouse", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            who = f"{USER}:{quote(KEY)}"
            yield f"clickhouse+http://{who}@127.0.0.1:{port}/tinh"
        finally:
            process.kill()


def main(folder: Path) -> None:
    from chdb.session import Session

    folder.mkdir(parents=True, exist_ok=True)
    session: Any = Session(str(folder / "data"))  # type: ignore[no-untyped-call]
    session.query("CREATE DATABASE tinh ENGINE = Atomic")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
            body = self.rfile.read(int(self.headers["Content-Length"]))
            key = (self.headers["X-ClickHouse-User"], self.headers["X-ClickHouse-Key"])
            if key != (USER, KEY.encode().decode("latin-1")):
                return self._say(403, b"Code: 516. DB::Exception: Authentication failed")
            try:
                session.query(f"USE {asked['database']}")
                self._say(200, self._answer(asked, body))
            except Exception as error:  # noqa: BLE001 (of the engine)
                self._say(500, str(error).encode())
            return None

        def _answer(self, asked: dict[str, str], body: bytes) -> bytes:
            if "query" not in asked:
                statement = body.decode()
                reads = statement.startswith(("SELECT", "WITH"))
                if asked.get("readonly") == "2" and not reads:
                    raise ValueError("Code: 164. DB::Exception: Cannot execute in readonly mode")
                format_ = asked.get("default_format", "TabSeparated")
                return bytes(session.query(statement, format_).bytes() or b"")
            statement = asked["query"]
            assert statement.startswith(_INSERT)
            assert statement.endswith(_PARQUET)
            table = statement.removeprefix(_INSERT).removesuffix(_PARQUET)
            rows = folder / "rows.parquet"
            rows.write_bytes(body)
            session.query(f"INSERT INTO {table} SELECT * FROM file('{rows}', Parquet)")
            return b""

        def _say(self, status: int, said: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
