"""`tamnhin brief`: a page under filters, as a file, from the terminal or from cron."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from commands.brief_each import write_each
from commands.desk import desk_of
from commands.options import selecting
from config.settings import Settings
from data_access.selection import By
from exports.briefing import Briefing
from exports.formats import FORMATS, format_named
from exports.rendering import rendered
from metrics.desk import View
from pages.briefing.each import EACH
from wording.words import words_in


@click.command()
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--page", default="/", help="Address of the page, such as /dossiers.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi")
@click.option("--each", type=click.Choice([str(by) for by in EACH]), help="One file a unit.")
@selecting(By)
@click.pass_obj
def brief(
    settings: Settings,
    /,
    kind: str,
    out: Path,
    page: str,
    lang: str,
    each: str | None,
    **options: str | None,
) -> None:
    """Write a briefing of a page; with --each one of every unit, into one ZIP."""
    query = {name: value for name, value in options.items() if value and name != "by"}
    query |= {"lang": lang} if lang != "vi" else {}
    format = format_named(kind)
    with desk_of(settings).open() as view:
        if each:
            of = partial(_of_page, view, page)
            count = write_each(view, out, By(each), query, of, format)
            click.echo(f"→ {out}: {count}")
            return
        made = _of_page(view, page, query)
    out.write_bytes(rendered(made, format))
    click.echo(f"→ {out}: {made.head.title}, {made.head.filters}")


def _of_page(view: View, path: str, query: dict[str, str]) -> Briefing:
    """Raises NoBriefing, UnknownFilter."""
    from components.look import Look  # Dash and Plotly: only where a page is told
    from pages.asking import asked
    from pages.briefing.compose import briefing_of, told_page

    found, item = told_page(path)
    look = Look(words=words_in(query.get("lang")), theme="light", size="desk")
    return briefing_of(found, asked(view, query, look, item=item))
