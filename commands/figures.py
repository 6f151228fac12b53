"""`tamnhin figure` and `tamnhin metrics`: a figure, and the dictionary of all."""

from __future__ import annotations

import click

from api.figures import SELECTING, figure_json, metrics_json
from api.frozen import frozen_figure
from api.text import figure_table, metrics_table
from commands.desk import desk_of
from commands.options import as_json, printed, selecting
from config.settings import Settings
from data_access.selection import By


@click.command()
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


@click.command()
@as_json
def metrics(json_: bool) -> None:
    """The dictionary: what every figure means and what it rests on."""
    found = metrics_json()
    click.echo(printed(found) if json_ else metrics_table(found))
