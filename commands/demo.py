"""`tamnhin demo`."""

from __future__ import annotations

from datetime import datetime

import click

from config.province import read_province
from config.settings import Settings
from data_access.engine import make_engine
from data_access.migrate import require_empty, upgrade
from ingest.demo.build import build
from ingest.progress import steps


@click.command()
@click.option("--dossiers", default=500_000, show_default=True, help="How many dossiers.")
@click.option("--years", default=3, show_default=True, help="How many years of history.")
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same province.")
@click.option(
    "--as-of",
    type=click.DateTime(),
    default="2024-12-27T08:00:00",
    show_default=True,
    help="What the demonstration's clock shows when it starts.",
)
@click.pass_obj
def demo(settings: Settings, dossiers: int, years: int, seed: int, as_of: datetime) -> None:
    """Fill an empty database with the demonstration province (synthetic, and labelled so)."""
    engine = make_engine(settings.database_url)
    upgrade(engine)
    require_empty(engine)
    with steps() as progress:
        build(
            engine,
            read_province(settings.config_dir),
            dossiers=dossiers,
            years=years,
            seed=seed,
            as_of=as_of,
            progress=progress,
        )
