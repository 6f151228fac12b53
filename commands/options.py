"""What commands share: a desk from the settings, and options that many of them take."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import click

from config.alerts import read_alerts
from config.province import read_province
from config.settings import Settings
from data_access.analytics import analytics_at
from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.selection import Channel, Level
from metrics.desk import Desk
from metrics.index.known import known_schemes

as_json = click.option("--json", "json_", is_flag=True, help="One JSON document on stdout.")


def desk_of(settings: Settings) -> Desk:
    return Desk(
        engine=make_engine(settings.database_url),
        province=read_province(settings.config_dir),
        cache=SharedCache(),
        alert_settings=read_alerts(settings.config_dir),
        schemes=known_schemes(settings.config_dir),
        analytics=analytics_at(settings.analytics_url),
    )


def printed(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)


Command = Callable[..., None]


def selecting(by: Iterable[str]) -> Callable[[Command], Command]:
    """The options that select, shared by every command that shows figures; `by`: what they can be
    broken down by."""
    return lambda command: _selecting(command, tuple(map(str, by)))


def _selecting(command: Command, by: tuple[str, ...]) -> Command:
    options = [
        click.option("--from", "from", metavar="DAY", help="First day, YYYY-MM-DD."),
        click.option("--to", "to", metavar="DAY", help="Last day, YYYY-MM-DD."),
        click.option("--area", metavar="CODE"),
        click.option("--district", metavar="CODE"),
        click.option("--agency", metavar="CODE"),
        click.option("--level", type=click.Choice([str(level) for level in Level])),
        click.option("--field", metavar="FIELD"),
        click.option("--channel", type=click.Choice([str(channel) for channel in Channel])),
        click.option("--by", type=click.Choice(by)),
    ]
    for option in reversed(options):
        command = option(command)
    return command
