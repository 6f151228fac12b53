"""What commands share: options that many of them take, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import click

from data_access.selection import Channel, Level

as_json = click.option("--json", "json_", is_flag=True, help="One JSON document on stdout.")


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
