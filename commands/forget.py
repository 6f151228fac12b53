"""The command `tamnhin forget`."""

from __future__ import annotations

import click

from commands.doors import told
from config.province import read_province
from config.settings import Settings
from data_access.engine import make_engine
from data_access.migrate import require_current
from ingest.retention import forget as forget_applicants


@click.command()
@click.pass_obj
def forget(settings: Settings) -> None:
    """Remove what is known of applicants and has been kept for as long as province.toml says."""
    engine, province = make_engine(settings.database_url), read_province(settings.config_dir)
    require_current(engine)
    count = forget_applicants(engine, province)
    if count:
        told(settings, "personal data removed", applicants=count)
    click.echo(f"Đã xóa {count} người nộp / removed {count} applicants")
