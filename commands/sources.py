"""`tamnhin sources`: what every source supplies, and what waits to be mended."""

from __future__ import annotations

from pathlib import Path

import click

from api.quarantine import quarantine_csv
from api.sources import sources_json, tables_of
from api.supply_text import sources_text
from commands.desk import desk_of
from commands.options import as_json, printed
from config.settings import Settings


@click.command()
@click.option(
    "--quarantine",
    "file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the rows to mend into this CSV file.",
)
@click.option("--source", metavar="NAME", help="Rows to mend of this source only.")
@as_json
@click.pass_obj
def sources(settings: Settings, file: Path | None, source: str | None, json_: bool) -> None:
    """How old and how complete every source is, and how many of its rows wait in quarantine."""
    with desk_of(settings).open() as view:
        if file is not None:
            with file.open("w", encoding="utf-8", newline="") as out:
                out.writelines(quarantine_csv(view, tables_of(view, source)))
        found = sources_json(view)
    click.echo(printed(found) if json_ else sources_text(found))
