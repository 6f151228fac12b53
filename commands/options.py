"""What commands share: a desk from the settings, and options that many of them take."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from config.alerts import read_alerts
from config.province import read_province
from config.settings import Settings
from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.selection import By, Channel, Level
from metrics.desk import Desk

as_json = click.option("--json", "json_", is_flag=True, help="One JSON document on stdout.")


def desk_of(settings: Settings) -> Desk:
    return Desk(
        engine=make_engine(settings.database_url),
        province=read_province(settings.config_dir),
        cache=SharedCache(),
        alert_settings=read_alerts(settings.config_dir),
    )


def printed(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)


def selecting(command: Callable[..., None]) -> Callable[..., None]:
    """The options that select, shared by every command that shows figures."""
    options = [
        click.option("--from", "from", metavar="DAY", help="First day, YYYY-MM-DD."),
        click.option("--to", "to", metavar="DAY", help="Last day, YYYY-MM-DD."),
        click.option("--area", metavar="CODE"),
        click.option("--district", metavar="CODE"),
        click.option("--agency", metavar="CODE"),
        click.option("--level", type=click.Choice([str(level) for level in Level])),
        click.option("--field", metavar="FIELD"),
        click.option("--channel", type=click.Choice([str(channel) for channel in Channel])),
        click.option("--by", type=click.Choice([str(by) for by in By])),
    ]
    for option in reversed(options):
        command = option(command)
    return command
