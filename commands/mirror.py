"""The command `tamnhin mirror`."""

from __future__ import annotations

import click

from commands.doors import told
from config.settings import Settings
from data_access.analytics import Analytics
from data_access.engine import make_engine
from data_access.errors import TamNhinError
from data_access.migrate import require_current
from ingest.outside.mirror import mirror as copy_rows
from ingest.progress import steps


@click.command()
@click.pass_obj
def mirror(settings: Settings) -> None:
    """Copy rows to the analytical store, which answers what no rollup holds; nothing where its copy
    is of this version of the data."""
    if settings.analytics_url is None:
        raise TamNhinError(
            vi="Chưa có kho phân tích: đặt TAMNHIN_ANALYTICS_URL, ví dụ"
            " clickhouse+http://tamnhin:…@127.0.0.1:8123/tamnhin.",
            en="There is no analytical store: set TAMNHIN_ANALYTICS_URL, for example to"
            " clickhouse+http://tamnhin:…@127.0.0.1:8123/tamnhin.",
        )
    store = Analytics(settings.analytics_url).store
    engine = make_engine(settings.database_url)
    require_current(engine)
    with steps() as progress:
        made, anew = copy_rows(engine, store, progress=progress)
    rows = sum(made.rows.values())
    if anew:
        told(settings, "rows mirrored", version=made.version, rows=rows)
        click.echo(f"Đã sao {rows} dòng, phiên bản {made.version} / copied {rows} rows")
    else:
        click.echo(f"Bản sao đã là phiên bản {made.version} / the copy is of this version already")
