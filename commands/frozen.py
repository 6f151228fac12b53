"""`tamnhin freeze` and `tamnhin frozen`: figures that stay as they were."""

from __future__ import annotations

import click

from api.figures import SELECTING
from api.frozen import frozen_json, frozen_now, head_json
from api.text import plain_table
from commands.desk import desk_of
from commands.doors import told
from commands.options import as_json, printed, selecting
from config.settings import Settings
from data_access.migrate import require_current
from data_access.selection import By
from ingest.freeze import checked_name, keep
from metrics.catalogue import CATALOGUE


@click.command()
@click.argument("name")
@click.argument("metrics", nargs=-1, metavar="[METRIC]...")
@selecting(By)
@click.option("--replace", is_flag=True, help="Replace an earlier set of this name.")
@as_json
@click.pass_obj
def freeze(
    settings: Settings,
    /,
    name: str,
    metrics: tuple[str, ...],
    replace: bool,
    json_: bool,
    **query: str | None,
) -> None:
    """Keep figures as they stand under a NAME: those named, or all."""
    desk, name = desk_of(settings), checked_name(name)
    require_current(desk.engine)
    given = {each: str(query[each]) for each in SELECTING if query.get(each)}
    with desk.open() as view:
        made = frozen_now(view, name, metrics, given)
    keep(desk.engine, made, replace=replace)
    told(settings, "frozen", name=name, data_version=made.head.data_version)
    left = [] if metrics else [each for each in CATALOGUE if each not in made.figures]
    if json_:
        click.echo(printed(head_json(made.head)))
    else:
        said = f"{len(made.figures)} chỉ số, phiên bản {made.head.data_version}"
        click.echo(f"Đã chốt '{name}': {said}.")
    if left:
        click.echo(f"Chỉ có theo tháng tròn, nên không chốt: {', '.join(left)}", err=True)


@click.command()
@as_json
@click.pass_obj
def frozen(settings: Settings, json_: bool) -> None:
    """List the frozen sets; `tamnhin figure METRIC --frozen NAME` prints a figure of one."""
    with desk_of(settings).open() as view:
        found = frozen_json(view)
    if json_:
        click.echo(printed(found))
        return
    rows = (
        (
            each["name"],
            each["made_at"][:16].replace("T", " "),
            str(each["data_version"]),
            ", ".join(f"{name}={value}" for name, value in each["selection"].items()),
            str(len(each["metrics"])),
        )
        for each in found
    )
    click.echo(plain_table(("Tên", "Chốt lúc", "Phiên bản", "Phạm vi", "Chỉ số"), rows))
