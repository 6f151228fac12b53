"""`tamnhin load`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from api.text import note_lines, report_line
from commands.codes import SOME_IN_QUARANTINE
from commands.doors import loaded
from commands.options import as_json
from config.province import read_province
from config.settings import Settings
from data_access.engine import PATIENCE_SECONDS, make_engine
from data_access.migrate import upgrade
from ingest.load import load_file
from ingest.progress import loading
from ingest.reading import Wish
from ingest.rollup import renew
from ingest.tables import table_names


@click.command()
@click.argument("table", type=click.Choice(table_names()))
@click.argument("source")
@click.option("--mapping", type=click.Path(path_type=Path), help="Their columns -> ours (TOML).")
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@click.option(
    "--wait",
    default=PATIENCE_SECONDS,
    show_default=True,
    help="Seconds to wait while another program writes.",
)
@click.option("--full", is_flag=True, help="Of a database: read everything, not only changes.")
@click.option("--accept-deletes", is_flag=True, help="Delete what is gone, however many rows.")
@as_json
@click.pass_obj
def load(
    settings: Settings,
    table: str,
    source: str,
    mapping: Path | None,
    dry_run: bool,
    wait: float,
    full: bool,
    accept_deletes: bool,
    json_: bool,
) -> None:
    """Load a TABLE from a SOURCE: a file, or a database by its SQLAlchemy URL (or env:NAME, which
    holds it). Wrong rows go to quarantine, with their reasons."""
    engine = make_engine(settings.database_url, patience=wait)
    upgrade(engine)
    renew(engine)
    with loading(table, quiet=json_) as progress:
        report = load_file(
            engine,
            table,
            source,
            mapping_path=mapping,
            dry_run=dry_run,
            progress=progress,
            province=read_province(settings.config_dir),
            wish=Wish(full=full, accept_deletes=accept_deletes),
        )
    if not dry_run and report.moved:
        loaded(settings, report)
    click.echo(report.to_json() if json_ else report_line(report, dry_run=dry_run))
    if json_ and report.notes:
        click.echo("\n".join(note_lines(report)), err=True)
    sys.exit(SOME_IN_QUARANTINE if report.quarantined else 0)
