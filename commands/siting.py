"""`tamnhin siting`: where new stations reach most people who have no signal yet."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.desk import desk_of
from commands.options import as_json, printed
from config.settings import Settings
from data_access.errors import TamNhinError
from data_access.selection import Selection
from ingest.notes import Notes
from ingest.sites import ListedSite, listed_sites
from ingest.tables import MOBILE
from metrics.desk import View

if TYPE_CHECKING:
    from metrics.siting.asking import Wish
    from metrics.siting.candidates import Candidate

SETTINGS = ("urban", "suburban", "quasi_open", "open")
FILES = (".csv", ".geojson")
KINDS = ("village", "grid", "mast", "listed", "height")
ABOVE_0 = ("budget", "height", "grid", "cost", "share_cost", "limit")
NOT_BELOW_0 = click.FloatRange(min=0)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--new", "stations", type=int, metavar="N", help="How many new stations.")
@click.option("--budget", type=float, help="What they may cost, in place of their number.")
@click.option("--candidates", type=_FILE, help="Sites: code, longitude, latitude[, height, cost].")
@click.option("--operator", metavar="NAME", help="Who builds: others' masts may be shared.")
@click.option("--owner", metavar="NAME", help="Share masts of this operator only.")
@click.option("--sites", metavar="KINDS", help=f"Choose among {','.join(KINDS)}; by commas.")
@click.option("--list", "list_name", metavar="NAME", help="Of loaded sites only this list.")
@click.option("--technology", type=click.Choice(MOBILE), default="4g", show_default=True)
@click.option("--setting", type=click.Choice(SETTINGS), default="suburban", show_default=True)
@click.option("--height", type=float, help="Of new antennas, in metres.")
@click.option("--strength", type=click.Choice(["weak", "good"]), default="weak", show_default=True)
@click.option("--weak", is_flag=True, help="Villages with a weak signal wait, too.")
@click.option("--grid", type=float, default=1.0, show_default=True, help="Kilometres apart.")
@click.option("--cost", type=float, default=1.0, show_default=True, help="Of a new mast.")
@click.option("--share-cost", type=float, default=1.0, show_default=True, help="On others' masts.")
@click.option("--solar-cost", type=NOT_BELOW_0, default=0.0, show_default=True, help="Off grid.")
@click.option("--limit", type=float, default=8.0, show_default=True, help="Seconds to prove it.")
@click.option("--to", metavar="DAY", help="As it was on this day, YYYY-MM-DD.")
@click.option("--area", metavar="CODE", help="Villages of this commune.")
@click.option("--district", metavar="CODE", help="Villages of this district.")
@click.option("--against", type=_FILE, help="Compare with a plan written by --out plan.geojson.")
@click.option("--out", type=_FILE, help="Write the plan: .csv or .geojson.")
@as_json
@click.pass_obj
def siting(
    settings: Settings, /, out: Path | None, against: Path | None, json_: bool, **asked: Any
) -> None:
    """Choose the sites of N new stations that reach most people without a signal."""
    from api.siting import comparison_json, outcome_of, plan_json
    from api.siting_text import comparison_text, plan_text
    from metrics.siting.asking import asked as asked_of
    from metrics.siting.compare import compared, outcome

    _check_name(out)
    _check_numbers(asked)
    other = outcome_of(against) if against else None
    with desk_of(settings).open() as view:
        question = asked_of(view, _wish(view, asked))
        synthetic = view.snap.synthetic
    found = question.answered()
    _write(out, found)
    between = compared(outcome(found), other) if other else None
    if json_:
        told = {"against": comparison_json(between)} if between else {}
        click.echo(printed(plan_json(found) | told))
        return
    click.echo(plan_text(found, synthetic=synthetic))
    if between:
        click.echo(comparison_text(between))


def _wish(view: View, asked: dict[str, Any]) -> Wish:
    from metrics.coverage.hata import Setting
    from metrics.coverage.links import Band
    from metrics.siting.address import kinds_of
    from metrics.siting.asking import Costs, Wish

    query = {name: asked[name] for name in ("to", "area", "district")}
    return Wish(
        selection=Selection.from_query(query, today=view.anchor),
        stations=asked["stations"],
        budget=asked["budget"],
        technology=asked["technology"],
        setting=Setting(asked["setting"]),
        height_m=asked["height"],
        band=Band(asked["strength"]),
        weak=asked["weak"],
        listed=_listed(asked["candidates"]),
        kinds=kinds_of({"sites": asked["sites"] or ""}),
        list_name=asked["list_name"],
        operator=asked["operator"],
        owner=asked["owner"],
        step_km=asked["grid"],
        costs=Costs(new=asked["cost"], shared=asked["share_cost"], solar=asked["solar_cost"]),
        limit_seconds=asked["limit"],
    )


def _listed(path: Path | None) -> list[Candidate] | None:
    """None without a list. What was guessed of the file is said beside the answer."""
    if path is None:
        return None
    notes = Notes()
    found = [_candidate(site) for site in listed_sites(path, notes)]
    for note in notes.all:
        click.echo(f"  · {note.vi}\n    {note.en}", err=True)
    return found


def _candidate(site: ListedSite) -> Candidate:
    from metrics.siting.candidates import Candidate, Kind

    return Candidate(
        code=site.code,
        kind=Kind.LISTED,
        longitude=site.longitude,
        latitude=site.latitude,
        height_m=site.height_m,
        cost=site.cost,
    )


def _check_numbers(asked: dict[str, Any]) -> None:
    for name in ABOVE_0:
        value = asked[name]
        if value is not None and not 0 < value < inf:
            option = f"--{name.replace('_', '-')}"
            raise TamNhinError(
                vi=f"{option} {value:g}: phải là một số lớn hơn 0.",
                en=f"{option} {value:g}: it must be a number above 0.",
            )


def _check_name(out: Path | None) -> None:
    if out is not None and out.suffix.lower() not in FILES:
        raise TamNhinError(
            vi=f"Không ghi được '{out.name}': đuôi tệp phải là {' hoặc '.join(FILES)}.",
            en=f"Cannot write '{out.name}': its name must end in {' or '.join(FILES)}.",
        )


def _write(out: Path | None, found: Any) -> None:
    from api.siting import WRITERS

    if out is None:
        return
    try:
        out.write_text(WRITERS[out.suffix.lower()](found), encoding="utf-8", newline="")
    except OSError as error:
        raise TamNhinError(
            vi=f"Không ghi được '{out}': {error.strerror}. Kiểm tra thư mục và quyền ghi.",
            en=f"Cannot write '{out}': {error.strerror}. Check the folder and its permissions.",
        ) from error
    click.echo(f"→ {out}", err=True)
