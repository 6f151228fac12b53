"""The `tamnhin` command: parse, call, print; nothing else."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from access.leases import Leases, keeping
from api.figures import SELECTING, figure_json, metrics_json
from api.frozen import frozen_figure
from api.text import (
    figure_table,
    findings_table,
    metrics_table,
    note_lines,
    proof_text,
    report_line,
)
from commands.alerts import alerts, looking_out
from commands.archive import archive
from commands.ask import ask
from commands.brief import brief
from commands.doors import doors_of, link, loaded, welcome
from commands.federate import federate
from commands.fold import fold
from commands.forget import forget
from commands.frozen import freeze, frozen
from commands.index import index
from commands.mirror import mirror
from commands.options import as_json, desk_of, printed, selecting
from commands.running import check_running
from commands.siting import siting
from commands.sources import sources
from commands.watch import watch
from config.federation import read_federation
from config.logs import set_up
from config.province import read_province
from config.settings import Settings, SettingsError
from data_access.engine import PATIENCE_SECONDS, Engine, make_engine
from data_access.errors import TamNhinError
from data_access.migrate import require_current, require_empty, upgrade
from data_access.selection import By
from ingest.demo.build import build
from ingest.demo.feed import Feed
from ingest.load import load_file
from ingest.progress import loading, steps
from ingest.proof import mend, prove
from ingest.reading import Wish
from ingest.rollup import renew
from ingest.tables import table_names
from ingest.watch.check import check_loads
from metrics.checkup import Finding, check_alerts, check_configuration, check_data
from metrics.nation.checkup import check_federation
from serving import FEED, ServerGone, run

NOTHING_DONE, SOME_IN_QUARANTINE = 2, 3


class Guarded(click.Group):
    """Our own errors end in one sentence and exit code 2, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            click.echo(f"tamnhin: {error}", err=True)
            sys.exit(NOTHING_DONE)
        except TamNhinError as error:
            click.echo(f"tamnhin: {error.vi}\n         {error.en}", err=True)
            sys.exit(NOTHING_DONE)


@click.group(cls=Guarded, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(ctx: click.Context) -> None:
    """Tầm Nhìn: figures of a province, from its own tables to its wall."""
    ctx.obj = Settings.from_env()


COMMANDS = (
    *(ask, sources, freeze, frozen, watch, link),
    *(forget, alerts, brief, index, siting, federate),
    *(fold, archive, mirror),
)
for command in COMMANDS:
    main.add_command(command)


@main.command()
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


@main.command()
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


@main.command()
@click.argument("metric")
@selecting(By)
@click.option("--frozen", metavar="NAME", help="As it was when this set was frozen.")
@as_json
@click.pass_obj
def figure(
    settings: Settings, /, metric: str, frozen: str | None, json_: bool, **query: str | None
) -> None:
    """Print a METRIC for a selection, or broken down with --by."""
    given = {name: str(query[name]) for name in SELECTING if query.get(name)}
    with desk_of(settings).open() as view:
        if frozen:
            found = frozen_figure(view, frozen, metric, given)
        else:
            found = figure_json(view, metric, given)
    click.echo(printed(found) if json_ else figure_table(found))


@main.command()
@as_json
def metrics(json_: bool) -> None:
    """The dictionary: what every figure means and what it rests on."""
    found = metrics_json()
    click.echo(printed(found) if json_ else metrics_table(found))


@main.command()
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


@main.command()
@click.option("--workers", default=2, show_default=True)
@click.option("--threads", default=8, show_default=True)
@click.option("--link", "signs_in", is_flag=True, help="Print a link that signs in once.")
@click.pass_obj
def serve(settings: Settings, workers: int, threads: int, signs_in: bool) -> None:
    """Serve pages, wall and API; for the demonstration, new dossiers keep arriving."""
    set_up(settings.log)
    require_current(make_engine(settings.database_url))  # before it says how to get in
    welcome(settings, always=signs_in)
    run(settings, workers=workers, threads=threads)


@main.command(hidden=True)
@click.option("--every", default=12.0, show_default=True, help="Seconds between two arrivals.")
@click.option("--server", type=int, required=True, help="The process to end with.")
@click.pass_obj
def feed(settings: Settings, every: float, server: int) -> None:
    """Let new dossiers arrive in the demonstration, and look out for alerts, until stopped."""
    set_up(settings.log)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # lets go of its leases
    engine = make_engine(settings.database_url)
    leases = Leases(doors_of(settings).store)
    ours = leases.share(FEED, lambda: None)
    with keeping(leases), looking_out(settings, leases.share):
        Feed(engine, read_province(settings.config_dir), ours).run(every, ServerGone(server))


if __name__ == "__main__":
    main()
