"""The command `tamnhin archive`."""

from __future__ import annotations

from pathlib import Path

import click

from commands.doors import told
from commands.fold import month_asked
from config.settings import Settings
from data_access.engine import make_engine
from data_access.errors import TamNhinError
from data_access.migrate import require_current
from ingest.outside.archiving import Moved
from ingest.outside.archiving import archive as archive_rows
from ingest.outside.archiving import restore as restore_rows
from ingest.outside.months import CAME
from ingest.progress import steps

_TABLES = {fact.name: fact for fact in CAME}


@click.command()
@click.option("--table", type=click.Choice(list(_TABLES)), default="dossiers", show_default=True)
@click.option("--before", metavar="YYYY-MM", help="Move what came before this month.")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="The archive's folder."
)
@click.option("--restore", is_flag=True, help="Bring rows back instead.")
@click.option("--month", metavar="YYYY-MM", help="Of --restore: this month only.")
@click.pass_obj
def archive(
    settings: Settings,
    table: str,
    before: str | None,
    folder: Path | None,
    restore: bool,
    month: str | None,
) -> None:
    """Move closed rows of old months to Parquet; every reading stays as it is."""
    engine = make_engine(settings.database_url)
    require_current(engine)
    if restore and not (before or folder):
        with steps() as progress:
            asked = month_asked(month) if month else None
            found = restore_rows(engine, _TABLES[table], month=asked, progress=progress)
    elif before and folder and not (restore or month):
        with steps() as progress:
            found = archive_rows(
                engine, _TABLES[table], before=month_asked(before), folder=folder, progress=progress
            )
    else:
        raise TamNhinError(
            vi="Cần --before YYYY-MM cùng --to THƯ_MỤC, hoặc --restore (có thể kèm --month).",
            en="Needed: --before YYYY-MM with --to FOLDER, or --restore (perhaps with --month).",
        )
    _say(found, restored=restore)
    if found:
        what = "archive restored" if restore else "rows archived"
        rows = sum(each.rows for each in found)
        told(settings, what, table=table, months=len({m.month for m in found}), rows=rows)


def _say(found: list[Moved], *, restored: bool) -> None:
    for each in found:
        at = f"{each.month // 100}-{each.month % 100:02}"
        arrow = "←" if restored else "→"
        click.echo(f"{each.table} {at}: {each.rows} {arrow} {each.file}")
    rows = sum(each.rows for each in found)
    if restored:
        click.echo(f"Đã khôi phục {rows} dòng / restored {rows} rows")
    else:
        click.echo(f"Đã chuyển {rows} dòng vào kho lưu trữ / moved {rows} rows to the archive")
