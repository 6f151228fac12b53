"""Doors from the server's side: whoever may start commands there may always get in."""

from __future__ import annotations

import logging

import click

from access.accounts import FIRST, has_administrator
from access.audit import recorded
from access.current import command
from access.doors import Doors
from access.links import first_link
from access.store import Store, store_of
from config.access import read_access
from config.settings import Settings
from data_access.errors import TamNhinError
from ingest.report import LoadReport

log = logging.getLogger(__name__)


def doors_of(settings: Settings) -> Doors:
    rules = read_access(settings.config_dir)
    return Doors(store=Store(store_of(settings.database_url)), rules=rules)


def told(settings: Settings, what: str, **about: object) -> None:
    """Into the audit, what a command has done. It has been done: what keeps it out of the audit is
    said, and changes nothing."""
    try:
        recorded(doors_of(settings), command().who, what, **about)
    except TamNhinError as error:
        click.echo(f"Nhật ký / Audit: {error.vi}\n{error.en}", err=True)


def loaded(settings: Settings, report: LoadReport) -> None:
    counts = ("inserted", "updated", "deleted", "quarantined", "data_version")
    about = {name: getattr(report, name) for name in counts}
    told(settings, "loaded", table=report.table, source=report.source, **about)


@click.command()
@click.option("--account", default=FIRST, show_default=True, help="Whom it signs in.")
@click.pass_obj
def link(settings: Settings, account: str) -> None:
    """Print a link that signs in an administrator once; makes the account where there is none."""
    click.echo(address(settings, first_link(doors_of(settings), command(), account)))


def address(settings: Settings, path: str) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    shown = "127.0.0.1" if host in ("0.0.0.0", "[::]") else host  # noqa: S104
    return f"http://{shown}:{settings.port}{path}"


def welcome(settings: Settings, *, always: bool) -> None:
    """At the start of a server: how to get in, as long as nobody can, or when asked for."""
    if settings.access == "open":
        click.echo("Mở cho mọi người (TAMNHIN_ACCESS=open) / Open to everybody", err=True)
        return
    doors = doors_of(settings)
    if not always and has_administrator(doors):
        return
    if settings.log == "json" and not always:  # a log is no place for what signs in
        log.warning("Chưa ai đăng nhập được: chạy 'tamnhin link' / Nobody can sign in yet: run it")
        return
    path = first_link(doors, command())
    click.echo(
        "\n  Đăng nhập lần đầu, dùng được một lần / To sign in, works once:\n\n"
        f"    {address(settings, path)}\n",
        err=True,
    )
