"""The command `tamnhin fold`."""

from __future__ import annotations

from pathlib import Path

import click

from api.text import report_line
from commands.doors import loaded
from config.province import read_province
from config.settings import Settings
from data_access.engine import make_engine
from data_access.errors import TamNhinError
from data_access.migrate import require_current
from ingest.outside.fold import Asked, fold_outside
from ingest.outside.spark import JARS
from ingest.progress import steps
from ingest.sql.address import revealed


@click.command()
@click.option("--spark", required=True, metavar="URL", help="The cluster, as spark://host:7077.")
@click.option(
    "--input",
    "given",
    required=True,
    metavar="PATH",
    help="A folder of Parquet, or a PostgreSQL database by its URL (or env:NAME, which holds it).",
)
@click.option("--month", metavar="YYYY-MM", help="Rows that came in this month only.")
@click.option(
    "--cells",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where Spark keeps what it makes; the cluster sees it, too. Else in the input's folder.",
)
@click.option("--conf", multiple=True, metavar="KEY=VALUE", help="A setting of Spark.")
@click.pass_obj
def fold(
    settings: Settings,
    spark: str,
    given: str,
    month: str | None,
    cells: Path | None,
    conf: tuple[str, ...],
) -> None:
    """Fold a history that no database holds into the rollups, on Apache Spark."""
    engine = make_engine(settings.database_url)
    require_current(engine)
    options = {"spark.jars": JARS} if "://" in revealed(given) and Path(JARS).exists() else {}
    asked = Asked(
        master=spark,
        input=revealed(given),
        month=month_asked(month) if month else None,
        cells=cells,
        options=options | dict(_setting(each) for each in conf),
    )
    with steps() as progress:
        reports = fold_outside(
            engine, asked, province=read_province(settings.config_dir), progress=progress
        )
    for report in reports:
        if report.moved:
            loaded(settings, report)
        click.echo(report_line(report, dry_run=False))


def month_asked(text: str) -> int:
    """'2024-05' → 202405."""
    year, _, month = text.partition("-")
    if year.isdigit() and month.isdigit() and len(year) == 4 and 1 <= int(month) <= 12:
        return int(year) * 100 + int(month)
    raise TamNhinError(
        vi=f"'{text}' không phải tháng dạng YYYY-MM, ví dụ 2024-05.",
        en=f"'{text}' is no month written YYYY-MM, as 2024-05.",
    )


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise TamNhinError(
            vi=f"--conf '{text}' phải có dạng KEY=VALUE, ví dụ spark.executor.memory=4g.",
            en=f"--conf '{text}' must be KEY=VALUE, as spark.executor.memory=4g.",
        )
    return name, value
