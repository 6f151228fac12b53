"""Where the doors keep what they know, and how it is read and changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from data_access.engine import make_engine, reading
from data_access.errors import NotReady
from data_access.failures import told_plainly

SCRIPTS = Path(__file__).parent / "migrations"
VERSION_TABLE = "access_version"
PATIENCE = 5.0  # seconds: nobody stands longer before a door


def store_of(database_url: str) -> str:
    """The address of the doors' own tables: a file beside that of SQLite, else the same."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        return database_url  # whoever opens it says what is wrong with it
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return database_url
    path = Path(str(url.database))
    beside = path.with_name(f"{path.stem}.access{path.suffix or '.db'}")
    return url.set(database=str(beside)).render_as_string(hide_password=False)


class Store:
    """Made without a look at the database; its tables come with the first one."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = make_engine(url, answers_within=PATIENCE, patience=PATIENCE)
        self._ready = False
        self._lock = Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        self.prepare()
        with reading(self.engine) as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Not in turn with loads, which may take minutes."""
        self.prepare()
        with self._changing() as connection:
            yield connection

    def prepare(self) -> None:
        with self._lock:
            if not self._ready:
                upgrade(self)
                self._ready = True

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with (
            told_plainly(self.engine),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection


def upgrade(store: Store) -> None:
    """Brings the tables up to date, wholly or not at all, where they are not. Raises NotReady when
    they are newer than the code."""
    scripts = ScriptDirectory.from_config(_config())
    with reading(store.engine) as connection:
        found = _revision(connection)
    if found == scripts.get_current_head():
        return
    if found is not None and found not in {each.revision for each in scripts.walk_revisions()}:
        raise NotReady(
            vi=f"Bảng tài khoản (bản {found}) mới hơn chương trình. Hãy cập nhật chương trình.",
            en=f"The tables of accounts (revision {found}) are newer than this program. Update it.",
        )
    with store._changing() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7461)")
        if _revision(connection) != scripts.get_current_head():
            command.upgrade(_config(connection), "head")


def _revision(connection: Connection) -> str | None:
    options = {"version_table": VERSION_TABLE}
    return MigrationContext.configure(connection, opts=options).get_current_revision()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
