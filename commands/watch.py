"""The command `tamnhin watch`."""

from __future__ import annotations

import sys
from functools import partial

import click

from access.leases import Leases, keeping
from commands.alerts import Lookout, lookout_of
from commands.briefing_rounds import making_of
from commands.doors import doors_of, loaded
from commands.federate import asking_of
from commands.rounds import turning
from config.logs import set_up
from config.province import Province, read_province
from config.settings import Settings
from data_access.engine import Engine, make_engine
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
    alerts meanwhile. Of several, on one machine or many, one does each job; another goes on within
    30 s when that one dies. With --once it ends in 2 when one of them failed, and in 3 when rows
    went to quarantine."""
    set_up(settings.log)
    province = read_province(settings.config_dir)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    renew(engine)
    if not once:
        _run(settings, engine, province)
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


def _run(settings: Settings, engine: Engine, province: Province) -> None:
    leases = Leases(doors_of(settings).store)
    lookout = lookout_of(settings, leases.share)
    making = making_of(settings, leases.share)
    heard = partial(_heard, settings, lookout)
    watching = Watch(engine, province, heard, leases.share)
    rounds = lookout.looks, lookout.sends, making.round, *asking_of(settings, leases.share)
    with keeping(leases), turning(*rounds):
        watching.run()


def _heard(settings: Settings, lookout: Lookout, report: LoadReport) -> None:
    loaded(settings, report)
    lookout.looks.soon()
