"""The `tamnhin` command: parse, call, print; nothing else. Each command is imported when it is
asked for: a load starts without what draws briefings."""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from typing import Any

import click

from commands.codes import NOTHING_DONE
from config.logs import set_up
from config.settings import Settings, SettingsError
from data_access.errors import TamNhinError

OF_THEIR_NAME = (
    *("ask", "sources", "frozen", "watch", "demo", "load", "forget", "alerts", "brief", "index"),
    *("siting", "federate", "fold", "archive", "mirror", "check"),
)
COMMANDS = {name: name for name in OF_THEIR_NAME} | {
    "figure": "figures",
    "metrics": "figures",
    "freeze": "frozen",
    "link": "doors",
}  # -> module


class Commands(click.Group):
    """Our own errors end in one sentence and exit code 2, never in a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted({*COMMANDS, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        known = cmd_name in COMMANDS or cmd_name in self.commands
        for name in (cmd_name,) if known else COMMANDS:  # of all, one may be what was meant
            if name not in self.commands:
                module = import_module(f"commands.{COMMANDS[name]}")
                self.add_command(getattr(module, name))
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            click.echo(f"tamnhin: {error}", err=True)
            sys.exit(NOTHING_DONE)
        except TamNhinError as error:
            click.echo(f"tamnhin: {error.vi}\n         {error.en}", err=True)
            sys.exit(NOTHING_DONE)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(ctx: click.Context) -> None:
    """Tầm Nhìn: figures of a province, from its own tables to its wall."""
    ctx.obj = Settings.from_env()


@main.command()
@click.option("--workers", default=2, show_default=True)
@click.option("--threads", default=8, show_default=True)
@click.option("--link", "signs_in", is_flag=True, help="Print a link that signs in once.")
@click.pass_obj
def serve(settings: Settings, workers: int, threads: int, signs_in: bool) -> None:
    """Serve pages, wall and API; for the demonstration, new dossiers keep arriving."""
    from commands.doors import welcome
    from data_access.engine import make_engine
    from data_access.migrate import require_current
    from serving import run

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
    from access.leases import Leases, keeping
    from commands.alerts import looking_out
    from commands.doors import doors_of
    from config.province import read_province
    from data_access.engine import make_engine
    from ingest.demo.feed import Feed
    from serving import FEED, ServerGone

    set_up(settings.log)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # lets go of its leases
    engine = make_engine(settings.database_url)
    leases = Leases(doors_of(settings).store)
    ours = leases.share(FEED, lambda: None)
    with keeping(leases), looking_out(settings, leases.share):
        Feed(engine, read_province(settings.config_dir), ours).run(every, ServerGone(server))


if __name__ == "__main__":
    main()
