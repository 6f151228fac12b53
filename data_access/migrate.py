"""The tables follow the code: every change of them is a migration in `migrations/versions`.

python -m data_access.migrate                  bring the database up to date
python -m data_access.migrate --filled         the same; exit code 3 when nothing is loaded yet
python -m data_access.migrate --down REVISION  back to the tables of an earlier program
python -m data_access.migrate --new MESSAGE    write the migration for what changed in the code
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, select

from config.settings import Settings
from data_access.engine import make_engine, reading, writing
from data_access.errors import NotReady, TamNhinError
from data_access.schema import dataset

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Brings the tables up to date, wholly or not at all; raises NotReady when the database is
    newer than the code."""
    with writing(engine) as connection:
        _revision(connection)
        command.upgrade(_config(connection), "head")


def downgrade(engine: Engine, revision: str) -> None:
    """Back to the tables of an earlier program, wholly or not at all; what only later tables hold
    is lost. Raises TamNhinError for a revision that the database has not gone through."""
    with writing(engine) as connection:
        found = _revision(connection)
        scripts = ScriptDirectory.from_config(_config()).walk_revisions()
        passed = sorted(each.revision for each in scripts if each.revision <= (found or ""))
        if revision not in passed:
            raise TamNhinError(
                vi=f"Không lùi về bản '{revision}' được; các bản đã qua: {', '.join(passed)}.",
                en=f"Cannot go back to revision '{revision}'; passed were: {', '.join(passed)}.",
            )
        command.downgrade(_config(connection), revision)


def require_current(engine: Engine) -> None:
    """Raises NotReady, with the remedy, unless the database has exactly the tables of this code."""
    with reading(engine) as connection:
        found = _revision(connection)
    if found is None:
        raise NotReady(
            vi="Cơ sở dữ liệu chưa có bảng nào. Chạy 'tamnhin demo' để xem thử, hoặc "
            "'tamnhin load' để nạp dữ liệu của bạn.",
            en="The database has no tables yet. Run 'tamnhin demo' to look around, or "
            "'tamnhin load' to load your own.",
        )
    if found != ScriptDirectory.from_config(_config()).get_current_head():
        raise NotReady(
            vi=f"Cơ sở dữ liệu còn ở bản {found}. Sao lưu, rồi chạy 'python -m "
            "data_access.migrate'.",
            en=f"The database is still at revision {found}. Make a backup, then run "
            "'python -m data_access.migrate'.",
        )


def _revision(connection: Connection) -> str | None:
    """Which revision a database is at, None before the first; NotReady when nobody knows it."""
    found = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise NotReady(
            vi=f"Cơ sở dữ liệu (bản {found}) mới hơn chương trình. Hãy cập nhật chương trình.",
            en=f"The database (revision {found}) is newer than this program. Update the program.",
        )
    return found


def is_filled(engine: Engine) -> bool:
    with reading(engine) as connection:
        return bool(connection.scalar(select(dataset.c.version)))


def require_empty(engine: Engine) -> None:
    """Raises TamNhinError when something is loaded: the demonstration is never mixed into it."""
    if is_filled(engine):
        where = engine.url.render_as_string(hide_password=True)
        raise TamNhinError(
            vi=f"Cơ sở dữ liệu {where} đã có dữ liệu; không trộn dữ liệu trình diễn vào. Chọn cơ sở"
            " dữ liệu khác bằng TAMNHIN_DATABASE_URL.",
            en=f"The database {where} holds data already; the demonstration is not mixed into it."
            " Name another one in TAMNHIN_DATABASE_URL.",
        )


def write_revision(message: str) -> None:
    """A new script with the difference between all scripts so far and the tables in the code."""
    engine = create_engine("sqlite://")
    upgrade(engine)
    with engine.connect() as connection:
        config = _config(connection)
        known = list(ScriptDirectory.from_config(config).walk_revisions())
        command.revision(config, message, autogenerate=True, rev_id=f"{len(known) + 1:04}")


def _config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without a file; `migrations/env.py` uses the connection given."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m data_access.migrate")
    parser.add_argument("--filled", action="store_true", help="exit code 3 when nothing is loaded")
    parser.add_argument("--down", metavar="REVISION", help="go back to an earlier revision")
    parser.add_argument("--new", metavar="MESSAGE", help="write a migration for what changed")
    asked = parser.parse_args()
    if asked.new:
        write_revision(asked.new)
        return 0
    try:
        engine = make_engine(Settings.from_env().database_url)
        if asked.down:
            downgrade(engine, asked.down)
            return 0
        upgrade(engine)
        return 3 if asked.filled and not is_filled(engine) else 0
    except TamNhinError as error:
        sys.stderr.write(f"{error.vi}\n{error.en}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
