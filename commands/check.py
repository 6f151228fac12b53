"""`tamnhin check`."""

from __future__ import annotations

import os
import sys

import click

from api.text import findings_table, proof_text
from commands.codes import NOTHING_DONE
from commands.desk import desk_of
from commands.running import check_running
from config.federation import read_federation
from config.settings import Settings
from data_access.engine import Engine
from data_access.migrate import require_current
from ingest.progress import steps
from ingest.proof import mend, prove
from ingest.rollup import renew
from ingest.watch.check import check_loads
from metrics.checkup import Finding, check_alerts, check_configuration, check_data
from metrics.nation.checkup import check_federation


@click.command()
@click.option("--prove", "proves", is_flag=True, help="Prove the rollups, cell by cell.")
@click.option("--mend", "mends", is_flag=True, help="Prove them; build them anew if they differ.")
@click.option("--server", "servers", multiple=True, metavar="URL", help="A node to ask; again.")
@click.pass_obj
def check(settings: Settings, proves: bool, mends: bool, servers: tuple[str, ...]) -> None:
    """Say what is wrong with configuration, database and sources, and how to mend it; and of what
    runs what is slow or late, and why."""
    desk = desk_of(settings)
    require_current(desk.engine)
    if mends:
        renew(desk.engine)
    with desk.open() as view:
        findings = [*check_configuration(desk.province), *check_alerts(desk.alert_settings)]
        findings += check_data(view)
        findings += check_running(settings, view, servers)
        findings += check_federation(view, read_federation(settings.config_dir), os.environ)
    findings += [
        Finding(about=about, vi=vi, grave=True) for about, vi in check_loads(desk.province)
    ]
    click.echo(findings_table(findings) if findings else "Mọi thứ đều ổn.")
    proven = _proven(desk.engine, mends=mends) if proves or mends else True
    sys.exit(NOTHING_DONE if any(f.grave for f in findings) or not proven else 0)


def _proven(engine: Engine, *, mends: bool) -> bool:
    with steps() as progress:
        proof = prove(engine, progress)
    click.echo(proof_text(proof))
    if not mends or proof.holds:
        return proof.holds
    mend(engine)
    return _proven(engine, mends=False)
