"""The command `tamnhin watch`."""

from __future__ import annotations

import sys

import click

from commands.alerts import Lookout, looking_out, lookout_of
from commands.briefing_rounds import making_of
from commands.doors import loaded
from commands.federate import asking_of
from commands.rounds import turning
from config.logs import set_up
from config.province import read_province
from config.settings import Settings
from data_access.engine import make_engine
from data_access.migrate import upgrade
from ingest.report import LoadReport
from ingest.rollup import renew
from ingest.watch.watching import Watch

SOME_FAILED, SOME_IN_QUARANTINE = 2, 3


@click.command()
@click.option("--once", is_flag=True, help="Load everything once, then end: for cron.")
@click.pass_obj
def watch(settings: Settings, once: bool) -> None:
    """Load the sources of province.toml again and again, each on its own schedule, and look out for
    alerts meanwhile. With --once it ends in 2 when one of them failed, and in 3 when rows went to
    quarantine."""
    set_up(settings.log)
    province = read_province(settings.config_dir)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    renew(engine)
    if not once:
        rounds = making_of(settings).round, *asking_of(settings)
        with looking_out(settings) as lookout, turning(*rounds):
            Watch(engine, province, lambda report: _heard(settings, report, lookout)).run()
        return
    watching = Watch(engine, province, lambda report: loaded(settings, report))
    well = watching.once()
    lookout_of(settings).turn()
    for each in (making_of(settings).round, *asking_of(settings)):
        each.turn()
    if not well:
        sys.exit(SOME_FAILED)
    elif any(job.quarantined for job in watching.jobs):
        sys.exit(SOME_IN_QUARANTINE)


def _heard(settings: Settings, report: LoadReport, lookout: Lookout) -> None:
    loaded(settings, report)
    lookout.looks.soon()
