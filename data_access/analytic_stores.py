"""Where an analytical store is: a ClickHouse server, by its plain HTTP interface, or a folder of
Parquet that chDB, the same engine in a process, reads.

chDB knows one session a process, and a question that is too large would take the server process
with it: so it runs in a process of its own, which ends with the question.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Float, Integer, Table

from config.settings import ROOT
from data_access.errors import StoreAway, TamNhinError

MARK = "tamnhin_mirror"  # the table, or the file, that says what is held
WITHIN_SECONDS = 8.0  # a question is given up, as one of the database is
_MARK_SECONDS = 2.0  # pages wait for this
_CONNECT_SECONDS = 2.0
_MEMORY_BYTES = 2_000_000_000
# Nothing added up is not 0, and numbers are numbers.
_SETTINGS = {"aggregate_functions_null_for_empty": 1, "output_format_json_quote_64bit_integers": 0}
_SETTLED = " SETTINGS " + ", ".join(f"{name} = {value}" for name, value in _SETTINGS.items())

Rows = list[list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A copy: of which database and version; `token`: its own name; `rows`: how many each table
    has; `files`: what they lie in, where it is files."""

    identity: str
    version: int
    token: str
    rows: Mapping[str, int]
    files: Mapping[str, Sequence[str]]

    def to_json(self) -> str:
        return json.dumps(asdict(self))


class Store(Protocol):
    """All raise StoreAway when there is no answer."""

    def mark(self) -> Mark | None:
        """What is held; None: nothing yet."""

    def source(self, mark: Mark, fact: Table) -> str:
        """What to select rows of a table from."""

    def answers(self, statements: Sequence[str]) -> list[Rows]:
        """Of questions that change nothing."""


def store_at(url: str) -> Store:
    """Raises TamNhinError for an address that is none."""
    try:
        parsed = urlsplit(url)
        port = parsed.port
    except ValueError as error:
        raise _no_address(url) from error
    if parsed.scheme == "chdb" and parsed.path.startswith("//"):
        return ChdbStore(Path(parsed.path[1:]))
    if parsed.scheme in ("clickhouse+http", "clickhouse+https") and parsed.hostname:
        scheme = parsed.scheme.removeprefix("clickhouse+")
        host = f"[{parsed.hostname}]" if ":" in parsed.hostname else parsed.hostname
        return ClickHouseStore(
            address=f"{scheme}://{host}:{port or (8443 if scheme == 'https' else 8123)}/",
            database=unquote(parsed.path.strip("/")) or "default",
            user=unquote(parsed.username or "default"),
            password=unquote(parsed.password or ""),
        )
    raise _no_address(url)


def type_in_clickhouse(column: Any) -> str:
    kinds = (
        (Boolean, "Bool"),
        (DateTime, "DateTime64(6)"),
        (Date, "Date32"),
        (BigInteger, "Int64"),
        (Integer, "Int32"),
        (Float, "Float64"),
    )
    name = next((name for of, name in kinds if isinstance(column.type, of)), "String")
    return f"Nullable({name})" if column.nullable else name


def structure(fact: Table) -> str:
    return ", ".join(f"`{column.name}` {type_in_clickhouse(column)}" for column in fact.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClickHouseStore:
    address: str
    database: str
    user: str
    password: str

    def mark(self) -> Mark | None:
        known = (
            f"SELECT name FROM system.tables WHERE database = currentDatabase() AND name = '{MARK}'"  # noqa: S608
        )
        if not self._rows(known, within=_MARK_SECONDS):
            return None
        found = self._rows(f"SELECT mark FROM {MARK}", within=_MARK_SECONDS)  # noqa: S608
        return Mark(**json.loads(found[0][0])) if found else None

    def source(self, mark: Mark, fact: Table) -> str:
        return table_name(mark.token, fact)

    def answers(self, statements: Sequence[str]) -> list[Rows]:
        return [self._rows(statement, within=WITHIN_SECONDS) for statement in statements]

    def _rows(self, statement: str, *, within: float) -> Rows:
        asked = {
            "readonly": "2",
            "wait_end_of_query": "1",
            "max_execution_time": f"{within:g}",
            "default_format": "JSONCompactEachRow",
        }
        return read_rows(self.post(statement + _SETTLED, asked, within=within))

    def post(
        self,
        statement: str,
        options: Mapping[str, str],
        *,
        body: Any = None,
        within: float,
    ) -> bytes:
        """Whatever the server says to a statement, within so many seconds altogether. `body`: rows
        to put in."""
        import requests

        until, said = monotonic() + within, bytearray()
        about = {"database": self.database} | dict(options)
        if body is not None:
            about["query"] = statement
        try:
            with requests.post(
                self.address,
                params=about,
                data=statement.encode() if body is None else body,
                headers={
                    "X-ClickHouse-User": self.user.encode(),
                    "X-ClickHouse-Key": self.password.encode(),
                },
                timeout=(_CONNECT_SECONDS, within),
                stream=True,
                allow_redirects=False,
            ) as answer:
                for part in answer.iter_content(1 << 16):
                    said += part
                    if monotonic() > until:
                        raise _away(f"hơn {within:g} giây", f"more than {within:g} seconds")
                status = answer.status_code
        except requests.RequestException as error:
            why = type(error).__name__
            raise _away(why, why) from error
        if status != 200:
            why = " ".join(said.decode(errors="replace").split())[:300]
            raise _away(why, why)
        return bytes(said)


def table_name(token: str, fact: Table) -> str:
    return f"tamnhin_{token}_{fact.name}"


@dataclass(frozen=True, slots=True)
class ChdbStore:
    folder: Path

    def mark(self) -> Mark | None:
        try:
            return Mark(**json.loads((self.folder / f"{MARK}.json").read_text()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise _away(str(error), str(error)) from error

    def source(self, mark: Mark, fact: Table) -> str:
        """File by file: one that is gone is an error, where a pattern would leave it out."""
        typed = structure(fact)
        files = [quoted(str(self.folder / mark.token / name)) for name in mark.files[fact.name]]
        parts = [f"file('{file}', Parquet, '{typed}')" for file in files] or [f"null('{typed}')"]
        return f"({' UNION ALL '.join(f'SELECT * FROM {part}' for part in parts)})"  # noqa: S608

    def answers(self, statements: Sequence[str]) -> list[Rows]:
        given = {
            "statements": [statement + _SETTLED for statement in statements],
            "memory": _MEMORY_BYTES,
        }
        try:
            done = subprocess.run(
                [sys.executable, "-m", "data_access.chdb_worker"],
                input=json.dumps(given).encode(),
                capture_output=True,
                timeout=WITHIN_SECONDS,
                check=False,
                cwd=ROOT,
            )
        except subprocess.TimeoutExpired as error:
            raise _away(
                f"hơn {WITHIN_SECONDS:g} giây", f"more than {WITHIN_SECONDS:g} seconds"
            ) from error
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines() or ["?"]
            raise _away(said[-1][:300], said[-1][:300])
        return [read_rows(each.encode()) for each in json.loads(done.stdout)]


def read_rows(said: bytes) -> Rows:
    return [json.loads(line) for line in said.splitlines() if line]


def quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _away(vi: str, en: str) -> StoreAway:
    return StoreAway(
        vi=f"Kho phân tích không trả lời ({vi}).",
        en=f"The analytical store gives no answer ({en}).",
    )


def _no_address(url: str) -> TamNhinError:
    shown = url.partition(":")[0]  # the rest may hold a password
    return TamNhinError(
        vi=f"TAMNHIN_ANALYTICS_URL '{shown}:…' không phải địa chỉ của ClickHouse hay chDB. Ví dụ:"
        " clickhouse+http://tamnhin:…@127.0.0.1:8123/tamnhin, chdb:////srv/tamnhin/ban-sao",
        en=f"TAMNHIN_ANALYTICS_URL '{shown}:…' is no address of ClickHouse or chDB. For example:"
        " clickhouse+http://tamnhin:…@127.0.0.1:8123/tamnhin, chdb:////srv/tamnhin/copy",
    )
